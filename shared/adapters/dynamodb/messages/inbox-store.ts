import * as z from 'zod/mini';
import type { Inbox, InboxMessage } from '../../../app/ports/inbox.ts';
import { readBatch } from '../batches.ts';
import { packText, unpackText } from '../compress.ts';
import { bytesOf, DAY_SECONDS, expiringAfter, makeReader } from '../item.ts';
import { queryRange } from '../query-range.ts';
import { keys, ranges, SHARDS } from '../table.ts';
import { getItem, type Item, putItem, removeItem, type TableAccess, updateItem } from '../table-access.ts';

const text = z.string();
const readHeader = makeReader<Omit<InboxMessage, 'body'>>(
  'message',
  z.looseObject({
    id: text,
    tenant: text,
    kind: z.exactOptional(text),
    source: text,
    receivedAt: text,
    state: z.enum(['waiting', 'done', 'dead']),
    correlationId: z.exactOptional(text),
  }),
);
const readMessage = (item: Item): InboxMessage => {
  const header = readHeader({ ...item, state: item.messageState });
  const { id, tenant, kind, source, receivedAt, state, correlationId } = header;
  const more = { ...(kind ? { kind } : {}), ...(correlationId ? { correlationId } : {}) };
  return { id, tenant, source, receivedAt, state, ...more, body: unpackText(bytesOf(item)) };
};

type WaitingRow = Pick<InboxMessage, 'tenant' | 'id' | 'receivedAt'>;
const readWaiting = makeReader<WaitingRow>(
  'waiting message',
  z.looseObject({ tenant: text, id: text, receivedAt: text }),
);
export const waitingItem = ({ tenant, id, receivedAt }: WaitingRow) => ({
  ...keys.waiting(tenant, id, receivedAt),
  tenant,
  id,
  receivedAt,
});
const byAge = (a: WaitingRow, b: WaitingRow): number => a.receivedAt.localeCompare(b.receivedAt);

/**
 * The body records the outcome; then its row leaves the waiting list. A crash in between leaves a row that `waiting`
 * drops.
 */
const settle = async (
  table: TableAccess,
  message: { readonly tenant: string; readonly id: string },
  state: 'done' | 'dead',
  problem: string,
): Promise<void> => {
  const { tenant, id } = message;
  const change = 'SET messageState = :state, problem = :problem, receivedAt = receivedAt';
  const values = { ':state': state, ':problem': problem };
  const set = await updateItem(table, keys.inbox(tenant, id), change, { expression: 'attribute_exists(pk)', values });
  if (set === 'refused' || typeof set.receivedAt !== 'string') return;
  await removeItem(table, keys.waiting(tenant, id, set.receivedAt));
};

const expiryOf = (receivedAt: string, keptDays: number | undefined) =>
  keptDays === undefined ? {} : expiringAfter(receivedAt, keptDays * DAY_SECONDS);

/**
 * Incoming messages, durable before they are acknowledged: the body first, then its row in the waiting list, then the
 * acknowledgement. A sender without one sends again, which puts the missing row.
 */
export const makeInboxStore = (table: TableAccess): Inbox => ({
  put: async ({ body, ...header }, keptDays) => {
    const own = { ...keys.inbox(header.tenant, header.id), ...header, ...expiryOf(header.receivedAt, keptDays) };
    const item = { ...own, messageState: 'waiting', bytes: packText(body) };
    const absent = { expression: 'attribute_not_exists(pk)' };
    const isNew = (await putItem(table, item, absent)) === 'written';
    const known = isNew ? undefined : await getItem(table, keys.inbox(header.tenant, header.id));
    const message = known ? readMessage(known) : header;
    if (isNew || known?.messageState === 'waiting') await putItem(table, waitingItem(message));
    return isNew ? 'new' : 'seen';
  },
  get: async (tenant, id) => {
    const item = await getItem(table, keys.inbox(tenant, id));
    return item && readMessage(item);
  },
  done: (tenant, id) => settle(table, { tenant, id }, 'done', ''),
  dead: (tenant, id, problem) => settle(table, { tenant, id }, 'dead', problem),
  /** Oldest first across all shards; rows whose message has been settled are skipped and deleted. */
  waiting: async (limit) => {
    const shards = Array.from({ length: SHARDS }, (_, shard) => queryRange(table, ranges.waiting(shard), { limit }));
    const rows = (await Promise.all(shards)).flat().map(readWaiting).sort(byAge).slice(0, limit);
    const bodies = await readBatch(
      table,
      rows.map(({ tenant, id }) => keys.inbox(tenant, id)),
      ['messageState'],
    );
    const isWaiting = (index: number): boolean => bodies[index]?.messageState === 'waiting';
    const settled = rows.filter((_, index) => !isWaiting(index));
    await Promise.all(
      settled.map(({ tenant, id, receivedAt }) => removeItem(table, keys.waiting(tenant, id, receivedAt))),
    );
    return rows
      .filter((_, index) => isWaiting(index))
      .map(({ tenant, id, receivedAt }) => ({ tenant, id, receivedAt }));
  },
});
