import type { AuthorizationRecord, HistoryEntry } from '../../core/authorization/authorization.ts';
import type { TenantId } from '../../core/model/tenant-id.ts';
import { ASSESSED, CHANGED } from '../assess/promise-events.ts';
import type { Intent, PendingIntent, PromisedEvent } from '../ports/authorization-store.ts';
import type { Ports } from '../ports/ports.ts';
import { promiseWriteBack, type WriteBackPorts, writeBack } from './write-back.ts';

type RelayPorts = WriteBackPorts & Pick<Ports, 'events'>;

/** A head that has not appeared after this long was never written: its writer died before the conditional write. */
const ABANDONED_AFTER_MS = 60_000;
const BATCH = 25;
/** Write-backs under way at a time: an EHR that answers slowly must not hold the others up. */
const AT_ONCE = 5;
/** They are begun for so long in one sweep, each taking ten seconds at most. */
const WRITES_MS = 15_000;

type Verdict = 'keep-promise' | 'wait' | 'discard';

/** Which racing writer a version of the record belongs to; what has left the head stands in the history. */
const winnerOf = async (
  tenant: TenantId,
  { order, headVersion }: Intent,
  head: AuthorizationRecord,
  { authorizations }: RelayPorts,
): Promise<string | undefined> => {
  const isIt = ({ version }: HistoryEntry): boolean => version === headVersion;
  const entry = head.history.find(isIt) ?? (await authorizations.history(tenant, order)).find(isIt);
  return entry?.determinationId;
};

const judge = async (tenant: TenantId, intent: Intent, ports: RelayPorts): Promise<Verdict> => {
  const { records } = await ports.authorizations.load(tenant, [intent.order], []);
  const [head] = records;
  if (!head || head.version < intent.headVersion)
    return Date.parse(ports.clock.now()) - Date.parse(intent.createdAt) > ABANDONED_AFTER_MS ? 'discard' : 'wait';
  return (await winnerOf(tenant, intent, head, ports)) === intent.determinationId ? 'keep-promise' : 'discard';
};

/** A promise whose head was lost to another writer leaves no trace. */
const withoutHistory = ({ history: _lost, ...intent }: Intent): Intent => intent;

const announce = (tenant: TenantId, detail: PromisedEvent['detail'], { log }: RelayPorts): void => {
  const word = (key: string) => (typeof detail[key] === 'string' ? detail[key] : '');
  log.info('decision-announced', { tenant, advice: word('advice'), correlationId: word('correlationId') });
};

/** Publishes what was promised, writes the history, removes the promise. Safe to run twice: event ids repeat. */
const keep = async (tenant: TenantId, intent: Intent, ports: RelayPorts): Promise<void> => {
  await ports.events.publish(
    intent.events.map(({ type, detail }, index) => ({
      id: `${intent.id}-${index}`,
      type,
      at: intent.createdAt,
      detail,
    })),
  );
  for (const { type, detail } of intent.events) if (type === ASSESSED) announce(tenant, detail, ports);
  if (intent.events.some(({ type }) => type === ASSESSED || type === CHANGED))
    await promiseWriteBack(tenant, intent, ports);
  await ports.intents.finish(tenant, intent);
};

/** `false` when it must be looked at again. */
const settle = async (tenant: TenantId, intent: Intent, ports: RelayPorts): Promise<boolean> => {
  try {
    const verdict = await judge(tenant, intent, ports);
    if (verdict === 'wait') return false;
    if (verdict === 'keep-promise') await keep(tenant, intent, ports);
    else await ports.intents.finish(tenant, withoutHistory(intent));
    return true;
  } catch (error) {
    const errorName = error instanceof Error ? error.name : 'unknown';
    ports.log.warn('intent-failed', { tenant, attempts: intent.attempts + 1, errorName });
    await ports.intents.retryLater(tenant, intent);
    return false;
  }
};

/** Different orders side by side, since each waits for a server of somebody else; no new ones once time is up. */
const writeBackAll = async (pending: readonly PendingIntent[], ports: RelayPorts): Promise<number> => {
  const until = Date.parse(ports.clock.now()) + WRITES_MS;
  let done = 0;
  for (let start = 0; start < pending.length && Date.parse(ports.clock.now()) < until; start += AT_ONCE) {
    const some = pending.slice(start, start + AT_ONCE);
    const settled = await Promise.all(some.map(({ tenant, intent }) => writeBack(tenant, intent, ports)));
    done += settled.filter(Boolean).length;
  }
  return done;
};

/** Different orders side by side, the versions of one order one after the other. */
const settleAll = async (pending: readonly PendingIntent[], ports: RelayPorts): Promise<number> => {
  const turns = new Map<string, Promise<boolean>>();
  const settled = pending.map(({ tenant, intent }) => {
    const order = JSON.stringify([tenant, intent.order.source, intent.order.orderId]);
    const before = turns.get(order) ?? Promise.resolve(true);
    const turn = before.then(() => settle(tenant, intent, ports));
    turns.set(order, turn);
    return turn;
  });
  return (await Promise.all(settled)).filter(Boolean).length;
};

/** The last promise looked at in each shard that was not seen to its end. */
export type Walk = Map<number, PendingIntent>;

/**
 * Looks at some promises of every shard, events first, going on where `walk` stands, so that under lasting load each has
 * its turn; returns how many were kept or dropped.
 */
export const relayIntents = async (ports: RelayPorts, walk: Walk = new Map()): Promise<number> => {
  const { intents, clock } = ports;
  let settled = 0;
  for (let shard = 0; shard < intents.shards; shard++) {
    const pending = await intents.pending(shard, BATCH, walk.get(shard));
    const last = pending[BATCH - 1];
    if (last) walk.set(shard, last);
    else walk.delete(shard);
    settled += await settleAll(pending, ports);
  }
  const shards = Array.from({ length: intents.shards }, (_, shard) => intents.writeBacks(shard, clock.now(), BATCH));
  return settled + (await writeBackAll((await Promise.all(shards)).flat(), ports));
};
