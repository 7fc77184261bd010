import * as z from 'zod/mini';
import type { DeadLetter, DeadLetterList } from '../../../app/ports/dead-letters.ts';
import { givenUpOf } from '../../../app/ports/given-up.ts';
import type { Pointer } from '../../../app/ports/pointer.ts';
import { readBatch } from '../batches.ts';
import { makeReader } from '../item.ts';
import { queryRange } from '../query-range.ts';
import { keys } from '../table.ts';
import { type Item, putItem, removeItem, type TableAccess, updateItem } from '../table-access.ts';
import { guardKeys, guardRanges } from '../table-guards.ts';
import { waitingItem } from './inbox-store.ts';

type Row = Pointer & { readonly since: string };
const text = z.string();
const readRow = makeReader<Row>('dead letter', z.looseObject({ tenant: text, id: text, since: text }));

const letterOf = (row: Row, message: Item | undefined): DeadLetter | undefined => {
  const { tenant, id, since } = row;
  const delivery = givenUpOf(row);
  if (delivery) return { tenant, id, since, kind: delivery.kind, problem: 'given-up' };
  if (!message || message.messageState === 'done') return undefined;
  const { source, problem, messageState } = message;
  const why = messageState === 'dead' && typeof problem === 'string' ? problem : 'waits';
  return { tenant, id, since, kind: 'message', problem: why, ...(typeof source === 'string' ? { source } : {}) };
};

export const makeDeadLetterList = (table: TableAccess): DeadLetterList => ({
  add: async ({ tenant, id }, since) => {
    await putItem(table, { ...guardKeys.deadLetter(tenant, id), tenant, id, since });
  },
  all: async (limit) => {
    const rows = (await queryRange(table, guardRanges.deadLetters(), { limit })).map(readRow);
    const messages = await readBatch(
      table,
      rows.map(({ tenant, id }) => keys.inbox(tenant, id)),
      ['messageState', 'source', 'problem'],
    );
    const letters = rows.map((row, index) => letterOf(row, messages[index]));
    const settled = rows.filter((_, index) => letters[index] === undefined);
    for (const { tenant, id } of settled) await removeItem(table, guardKeys.deadLetter(tenant, id));
    return letters.filter((one) => one !== undefined).sort((a, b) => a.since.localeCompare(b.since));
  },
  revive: async (pointer) => {
    if (givenUpOf(pointer)) return;
    const { tenant, id } = pointer;
    const change = 'SET messageState = :waiting, receivedAt = receivedAt';
    const values = { ':waiting': 'waiting', ':done': 'done' };
    const open = { expression: 'attribute_exists(pk) AND messageState <> :done', values };
    const set = await updateItem(table, keys.inbox(tenant, id), change, open);
    if (set !== 'refused' && typeof set.receivedAt === 'string')
      await putItem(table, waitingItem({ tenant, id, receivedAt: set.receivedAt }));
  },
  remove: ({ tenant, id }) => removeItem(table, guardKeys.deadLetter(tenant, id)),
});
