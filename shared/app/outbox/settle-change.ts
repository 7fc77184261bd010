import type { AuthorizationRecord, HistoryEntry } from '../../core/authorization/authorization.ts';
import type { TenantId } from '../../core/model/keys/tenant-id.ts';
import type { Delivery } from '../ports/authorization-store.ts';
import type { Ports } from '../ports/ports.ts';
import { deliverChange } from './deliveries.ts';
import { putFollowUps } from './put-follow-ups.ts';

/** A head not written after this long never will be: its writer died before the conditional write. */
const ABANDONED_AFTER_MS = 60_000;

type Verdict = 'deliver' | 'wait' | 'discard';
type JudgePorts = Pick<Ports, 'authorizations' | 'clock'>;

/** Which racing writer a version of the record belongs to; entries no longer on the head are in the history. */
const winnerOf = async (
  tenant: TenantId,
  { order, headVersion }: Delivery,
  head: AuthorizationRecord,
  { authorizations }: JudgePorts,
): Promise<string | undefined> => {
  const isIt = ({ version }: HistoryEntry): boolean => version === headVersion;
  const entry = head.history.find(isIt) ?? (await authorizations.history(tenant, order)).find(isIt);
  return entry?.determinationId;
};

const judge = async (tenant: TenantId, delivery: Delivery, ports: JudgePorts): Promise<Verdict> => {
  const { records } = await ports.authorizations.load(tenant, [delivery.order], []);
  const [head] = records;
  if (!head || head.version < delivery.headVersion)
    return Date.parse(ports.clock.now()) - Date.parse(delivery.createdAt) > ABANDONED_AFTER_MS ? 'discard' : 'wait';
  return (await winnerOf(tenant, delivery, head, ports)) === delivery.determinationId ? 'deliver' : 'discard';
};

/** A delivery whose writer lost the race writes no history. */
const withoutHistory = ({ history: _lost, ...delivery }: Delivery): Delivery => delivery;

/** Delivers a change, puts its follow-ups, writes the history, removes the delivery. Safe to run twice. */
const deliver = async (tenant: TenantId, delivery: Delivery, ports: Ports): Promise<void> => {
  await deliverChange(tenant, delivery, ports);
  await putFollowUps(tenant, delivery, ports);
  await ports.outbox.finish(tenant, delivery);
};

/** `false` when it must be tried again. */
export const settleChange = async (tenant: TenantId, delivery: Delivery, ports: Ports): Promise<boolean> => {
  try {
    const verdict = await judge(tenant, delivery, ports);
    if (verdict === 'wait') return false;
    if (verdict === 'deliver') await deliver(tenant, delivery, ports);
    else await ports.outbox.finish(tenant, withoutHistory(delivery));
    return true;
  } catch (error) {
    const errorName = error instanceof Error ? error.name : 'unknown';
    ports.log.warn('intent-failed', { tenant, attempts: delivery.attempts + 1, errorName });
    await ports.outbox.retryLater(tenant, delivery);
    return false;
  }
};
