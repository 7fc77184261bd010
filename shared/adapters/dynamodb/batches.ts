import { BatchGetCommand, BatchWriteCommand } from '@aws-sdk/lib-dynamodb';
import { checkSize } from './item-size.ts';
import type { Key } from './table.ts';
import { backOff, type Item, itemKey, type TableAccess } from './table-access.ts';

const READ_AT_ONCE = 100;
const WRITE_AT_ONCE = 25;
/** Rounds without progress before a batch fails. */
const PATIENCE = 8;

export type Write = { readonly put: Item & Key } | { readonly remove: Key };

const nameOf = (key: Key): string => `${key.pk} ${key.sk}`;
const chunksOf = <T>(all: readonly T[], size: number): readonly (readonly T[])[] =>
  Array.from({ length: Math.ceil(all.length / size) }, (_, n) => all.slice(n * size, (n + 1) * size));

/** An error for a table too busy to process the batch. */
const undone = (left: number, all: number): Error => {
  const error = new Error(`DynamoDB left ${left} of ${all} items of a batch undone`);
  error.name = 'TooBusyError';
  return error;
};

/** Sends items until none are left; `send` returns the unprocessed ones. */
const sendAll = async <T>(all: readonly T[], send: (some: readonly T[]) => Promise<readonly T[]>): Promise<void> => {
  let left = all;
  for (let idle = 0, round = 0; left.length > 0; round++) {
    if (round > 0) await backOff(idle + 1);
    const rest = await send(left);
    idle = rest.length < left.length ? 0 : idle + 1;
    if (idle >= PATIENCE) throw undone(rest.length, all.length);
    left = rest;
  }
};

const isKey = (value: Item): value is Item & Key => typeof value.pk === 'string' && typeof value.sk === 'string';
export const keyIn = (value: Item): Key => {
  if (isKey(value)) return itemKey(value);
  throw new Error('DynamoDB returned an item without its key');
};

/** With attribute name placeholders, since many names are DynamoDB reserved words. */
const projecting = (attributes: readonly string[]) => ({
  ProjectionExpression: attributes.map((_, index) => `#a${index}`).join(', '),
  ExpressionAttributeNames: Object.fromEntries(attributes.map((name, index) => [`#a${index}`, name])),
});

/** Consistent reads, in the order of the keys, which may repeat. One call per 100 keys. */
export const readBatch = async (
  table: TableAccess,
  keys: readonly Key[],
  attributes?: readonly string[],
): Promise<readonly (Item | undefined)[]> => {
  const wanted = new Map(keys.map((key) => [nameOf(key), key]));
  const found = new Map<string, Item>();
  const projection = attributes && projecting(['pk', 'sk', ...attributes]);
  for (const chunk of chunksOf([...wanted.values()], READ_AT_ONCE)) {
    await sendAll(chunk, async (some) => {
      table.onCall?.('BatchGetItem');
      const request = { Keys: some.map(itemKey), ConsistentRead: true, ...projection };
      const done = await table.client.send(new BatchGetCommand({ RequestItems: { [table.tableName]: request } }));
      for (const item of done.Responses?.[table.tableName] ?? []) found.set(nameOf(keyIn(item)), item);
      return (done.UnprocessedKeys?.[table.tableName]?.Keys ?? []).map(keyIn);
    });
  }
  return keys.map((key) => found.get(nameOf(key)));
};

const keyOfWrite = (write: Write): Key => ('put' in write ? write.put : write.remove);
const requestOf = (write: Write) =>
  'put' in write ? { PutRequest: { Item: write.put } } : { DeleteRequest: { Key: itemKey(write.remove) } };

/** Unconditional writes in no particular order; of two writes to one key the later wins. One call per 25, none where one is too large. */
export const writeBatch = async (table: TableAccess, writes: readonly Write[]): Promise<number> => {
  const unique = new Map(writes.map((write) => [nameOf(keyOfWrite(write)), write]));
  for (const write of unique.values()) if ('put' in write) checkSize(write.put);
  for (const chunk of chunksOf([...unique.values()], WRITE_AT_ONCE)) {
    await sendAll(chunk, async (some) => {
      table.onCall?.('BatchWriteItem');
      const done = await table.client.send(
        new BatchWriteCommand({ RequestItems: { [table.tableName]: some.map(requestOf) } }),
      );
      const undone = (done.UnprocessedItems?.[table.tableName] ?? []).map(({ PutRequest, DeleteRequest }) =>
        nameOf(keyIn(PutRequest?.Item ?? DeleteRequest?.Key ?? {})),
      );
      return undone.flatMap((name) => unique.get(name) ?? []);
    });
  }
  return unique.size;
};
