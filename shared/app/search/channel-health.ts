import type { ChannelHealth } from '../ports/channel-health.ts';
import type { PayerEndpoint } from '../ports/payer-endpoint.ts';
import type { Ports, Tenant } from '../ports/ports.ts';

/** An endpoint of the settings and how it answers; one that was never used has no exchanges. */
interface EndpointHealth extends ChannelHealth {
  /** ISO instant until when nothing is sent there: it failed several times in a row, or asked for a pause. */
  readonly restsUntil?: string;
}

const addressOf = (endpoint: PayerEndpoint): string => ('url' in endpoint ? endpoint.url : endpoint.base);
const originOf = (endpoint: PayerEndpoint): string | undefined => {
  const address = addressOf(endpoint);
  return URL.canParse(address) ? new URL(address).origin : undefined;
};

/** How each endpoint of a tenant answers; what was taken out of the settings is still told of, as it last was. */
export const channelHealthOf = async (
  { id, payerEndpoints = [] }: Pick<Tenant, 'id' | 'payerEndpoints'>,
  { channelHealth, breakers }: Pick<Ports, 'channelHealth' | 'breakers'>,
): Promise<readonly EndpointHealth[]> => {
  const noted = await channelHealth.list(id);
  const origins = [...new Set(payerEndpoints.flatMap((one) => originOf(one) ?? []))];
  const rests = new Map(
    await Promise.all(origins.map(async (origin) => [origin, await breakers.restsUntil(origin)] as const)),
  );
  const now = payerEndpoints.map((one): EndpointHealth => {
    const { name: endpoint, kind } = one;
    const known = noted.find((health) => health.endpoint === endpoint) ?? { endpoint, kind, exchanges: 0, failures: 0 };
    const restsUntil = rests.get(originOf(one) ?? '');
    return { ...known, ...(restsUntil ? { restsUntil } : {}) };
  });
  return [...now, ...noted.filter(({ endpoint }) => !payerEndpoints.some(({ name }) => name === endpoint))];
};
