import type { SubmissionChannel } from '../../core/submission/submission.ts';
import type { Ports, Tenant } from '../ports/ports.ts';

const VERSION = { 'fhir-pas': '2.2.1', 'x12-278': '005010X217' } as const;

/** How a payer is reached: by machine where the tenant has an address for it, else through people. */
export const channelOf = (
  payer: string,
  { payerEndpoints = [] }: Pick<Tenant, 'payerEndpoints'>,
  { rules }: Pick<Ports, 'rules'>,
): SubmissionChannel => {
  const endpoint =
    payerEndpoints.find((one) => one.payer === payer) ?? payerEndpoints.find((one) => one.payer === undefined);
  if (endpoint) {
    const { kind, name } = endpoint;
    const whose = endpoint.payer === payer ? 'for this payer' : 'for any payer';
    return { kind, version: VERSION[kind], endpoint: name, why: `The settings have the address ${name} ${whose}.` };
  }
  const contact = rules.pagesOf(payer)?.contact?.name;
  const why = 'The settings have no address where a machine could send it.';
  return { kind: 'portal', why, ...(contact ? { contact } : {}) };
};
