import { makeSecrets } from '../adapters/aws/secrets.ts';
import type { Outside } from '../adapters/outbound/outside.ts';
import type { Ports } from '../app/ports/ports.ts';
import type { Canonicals } from '../fhir/canonical.ts';
import type { Config } from './config.ts';

export const privateOriginsOf = ({ PRIVATE_ORIGINS = '' }: Pick<Config, 'PRIVATE_ORIGINS'>): readonly string[] =>
  PRIVATE_ORIGINS.split(',').filter(Boolean);

/** Ports to other organizations' servers. Their code is loaded by the first call: most functions never make one. */
export const openOutside = (
  config: Pick<Config, 'PRIVATE_ORIGINS'>,
  canonicals: Canonicals,
): Pick<Ports, 'secrets' | 'ehr' | 'ehrWriter' | 'payerGateway'> => {
  const secrets = makeSecrets(Date.now);
  const privateOrigins = privateOriginsOf(config);
  let opened: Promise<Outside> | undefined;
  const outside = (): Promise<Outside> => {
    opened ??= import('../adapters/outbound/outside.ts').then(({ makeOutside }) =>
      makeOutside({ secrets, privateOrigins, canonicals }),
    );
    return opened;
  };
  return {
    secrets,
    ehr: {
      order: async (reference, asked) => (await outside()).ehr.order(reference, asked),
      fill: async (message, asked) => (await outside()).ehr.fill(message, asked),
      changedSince: async (instant, asked) => (await outside()).ehr.changedSince(instant, asked),
    },
    payerGateway: { ask: async (asked) => (await outside()).payerGateway.ask(asked) },
    ehrWriter: {
      write: async (what, asked) => (await outside()).ehrWriter.write(what, asked),
    },
  };
};
