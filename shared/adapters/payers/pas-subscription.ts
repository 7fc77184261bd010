import type { FhirPasEndpoint } from '../../app/ports/payer-endpoint.ts';
import { isObject } from '../../core/model/is-object.ts';
import { PAS_TOPIC, writePasSubscription } from '../../fhir/pas/request/write-subscription.ts';
import { listOf } from '../../fhir/read/message/entry.ts';
import type { FhirCall, FhirServers } from '../outbound/fhir-servers.ts';
import { ServerFailure } from '../outbound/server-failure.ts';
import { withPasScope } from './pas-scope.ts';

const SUBSCRIBE_MS = 10_000;
const WORKS: ReadonlySet<unknown> = new Set(['active', 'requested']);

interface Subscribing {
  readonly endpoint: FhirPasEndpoint;
  readonly origins: readonly string[];
  readonly subscription: Parameters<typeof writePasSubscription>[0];
}

/** Subscriptions of ours that work, where the payer can be asked for them. */
const standing = async (servers: FhirServers, call: FhirCall, hook: string): Promise<readonly string[]> => {
  try {
    const found: unknown = await servers.call(call, (client) =>
      client.search({ resourceType: 'Subscription', searchParams: { url: hook } }),
    );
    return listOf(isObject(found) ? found.entry : undefined).flatMap((entry) => {
      const one = isObject(entry) && isObject(entry.resource) ? entry.resource : {};
      const { channel, criteria, id, status } = one;
      const isOurs = isObject(channel) && channel.endpoint === hook && criteria === PAS_TOPIC && WORKS.has(status);
      return isOurs && typeof id === 'string' ? [id] : [];
    });
  } catch (error) {
    if (error instanceof ServerFailure && error.kind === 'refused') return [];
    throw error;
  }
};

/**
 * Has a payer give notice of its answers. Where a subscription to the same address works already, and the payer tells so, none
 * is added.
 * @throws ServerFailure
 */
export const subscribeToPayer = async (
  servers: FhirServers,
  { endpoint, origins, subscription }: Subscribing,
): Promise<{ readonly is: 'created' | 'stood'; readonly id: string }> => {
  const call = { server: withPasScope(endpoint), origins, signal: AbortSignal.timeout(SUBSCRIBE_MS) };
  const [known] = await standing(servers, call, subscription.endpoint);
  if (known !== undefined) return { is: 'stood', id: known };
  const body = { ...writePasSubscription(subscription) };
  const made: unknown = await servers.call(call, (client) => client.create({ resourceType: 'Subscription', body }));
  return { is: 'created', id: isObject(made) && typeof made.id === 'string' ? made.id : '' };
};
