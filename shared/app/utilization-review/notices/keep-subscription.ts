import {
  type GivenSubscription,
  isOver,
  type ReviewSubscription,
} from '../../../core/authorization/review-subscription.ts';
import { BOUNDS } from '../../../core/model/bounds.ts';
import type { TenantId } from '../../../core/model/keys/tenant-id.ts';
import { ok, type Problem, type Result, refused } from '../../../core/model/result.ts';
import type { Ports, Tenant } from '../../ports/ports.ts';
import { putNotice } from './notice-delivery.ts';

type KeepPorts = Pick<Ports, 'reviewSubscriptions' | 'clients' | 'digest' | 'ids' | 'clock' | 'outbox'>;

/** Whose it is, and where it was asked for. */
interface Subscribing {
  readonly tenant: Tenant;
  /** Absent where access is open. */
  readonly client?: string;
  readonly release: ReviewSubscription['release'];
}

const problem = (code: Problem['code'], says: string, expression: string): Problem => ({ code, says, expression });
const NOT_HERE = problem('not-found', 'There is no such Subscription here.', 'Subscription.id');

/** Only the client registered for a sender is told of its requests. */
const senderProblems = async (
  { senders }: GivenSubscription,
  { client }: Subscribing,
  { clients }: KeepPorts,
): Promise<readonly Problem[]> => {
  if (client === undefined) return [];
  const known = await clients.find('smart', client);
  const own = new Set([...(known?.senders ?? []), ...(known?.organizations ?? [])]);
  return senders.every((one) => own.has(one))
    ? []
    : [problem('forbidden', 'The client is not registered for this sender.', 'Subscription.criteria')];
};

const originOf = (address: string): string => (URL.canParse(address) ? new URL(address).origin : '');

const endpointProblems = ({ endpoint }: GivenSubscription, { tenant }: Subscribing): readonly Problem[] =>
  (tenant.outbound ?? []).some((one) => originOf(one) === originOf(endpoint))
    ? []
    : [problem('value', 'The payer does not allow calls of this server.', 'Subscription.channel.endpoint')];

const problemsOf = async (
  given: GivenSubscription,
  subscribing: Subscribing,
  ports: KeepPorts,
): Promise<readonly Problem[]> => [
  ...(await senderProblems(given, subscribing, ports)),
  ...endpointProblems(given, subscribing),
  ...(isOver(given, ports.clock.now()) ? [problem('value', 'It has ended already.', 'Subscription.end')] : []),
];

/** What headers of a subscription are bound to. */
export const headersAbout = (id: string): readonly string[] => ['subscription-headers', id];

const statusOf = ({ isOff }: GivenSubscription): ReviewSubscription['status'] => (isOff ? 'off' : 'requested');

/** The handshake first, then the head: a handshake of none is dropped. */
const write = async (next: ReviewSubscription, ports: KeepPorts): Promise<'written' | 'conflict'> => {
  if (next.status === 'requested') await putNotice(next, { type: 'handshake', number: 0 }, ports);
  return ports.reviewSubscriptions.put(next);
};

const contentOf = (
  { headers, isOff: _off, ...given }: GivenSubscription,
  tenant: TenantId,
  id: string,
  { digest }: Pick<Ports, 'digest'>,
) => ({ ...given, headers: digest.seal(tenant, headersAbout(id), JSON.stringify(headers)) });

export const createSubscription = async (
  given: GivenSubscription,
  subscribing: Subscribing,
  ports: KeepPorts,
): Promise<Result<ReviewSubscription>> => {
  const problems = await problemsOf(given, subscribing, ports);
  if (problems.length) return refused(...problems);
  const { tenant, client, release } = subscribing;
  const held = (await ports.reviewSubscriptions.list(tenant.id)).filter((one) => one.client === client);
  if (held.length >= BOUNDS.subscriptions)
    return refused(problem('too-long', `A client may have ${BOUNDS.subscriptions} subscriptions.`, 'Subscription'));
  const at = ports.clock.now();
  const id = ports.ids.next();
  const next: ReviewSubscription = {
    ...contentOf(given, tenant.id, id, ports),
    id,
    tenant: tenant.id,
    ...(client === undefined ? {} : { client }),
    version: 1,
    generation: 1,
    release,
    status: statusOf(given),
    createdAt: at,
    updatedAt: at,
  };
  await write(next, ports);
  return ok(next);
};

/** One of the client's own, at the base it was made at. */
export const ownSubscription = async (
  id: string,
  { tenant, client, release }: Subscribing,
  { reviewSubscriptions }: Pick<Ports, 'reviewSubscriptions'>,
): Promise<Result<ReviewSubscription>> => {
  const found = await reviewSubscriptions.get(tenant.id, id);
  return found && found.client === client && found.release === release ? ok(found) : refused(NOT_HERE);
};

/** Begins anew with a handshake, whatever it was before; its events go on counting. */
export const changeSubscription = async (
  id: string,
  given: GivenSubscription,
  subscribing: Subscribing,
  ports: KeepPorts,
): Promise<Result<ReviewSubscription>> => {
  const found = await ownSubscription(id, subscribing, ports);
  if (!found.ok) return found;
  const problems = await problemsOf(given, subscribing, ports);
  if (problems.length) return refused(...problems);
  const { error: _error, heartbeatSeconds: _beat, end: _end, ...before } = found.value;
  const next: ReviewSubscription = {
    ...before,
    ...contentOf(given, before.tenant, id, ports),
    version: before.version + 1,
    generation: before.generation + 1,
    status: statusOf(given),
    updatedAt: ports.clock.now(),
  };
  return (await write(next, ports)) === 'written'
    ? ok(next)
    : refused(problem('conflict', 'Somebody else was faster; read it again.', 'Subscription'));
};
