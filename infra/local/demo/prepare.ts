import type { Ports } from '../../../shared/app/ports/ports.ts';
import { SANDBOX_TENANT } from '../environment.ts';
import type { DemoEhr } from './ehr.ts';

/** What the demo's practice has that a sandbox has not: requests go out by themselves, and answers are written on the EHR's orders. */
export const prepareDemo = async ({ base }: DemoEhr, { settings }: Pick<Ports, 'settings'>): Promise<void> => {
  const known = await settings.tenant(SANDBOX_TENANT);
  if (!known) throw new Error('The sandbox is missing.');
  await settings.put({
    ...known,
    outbound: [...(known.outbound ?? []), new URL(base).origin],
    submission: { ...known.submission, byItself: true },
    sources: known.sources.map((source) => ({ ...source, fhir: { base, writeBack: true } })),
  });
};
