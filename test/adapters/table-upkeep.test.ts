import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { writeBatch } from '../../shared/adapters/dynamodb/batches.ts';
import { commitRecord } from '../../shared/adapters/dynamodb/records/commit.ts';
import { keys } from '../../shared/adapters/dynamodb/table.ts';
import { getItem, putItem } from '../../shared/adapters/dynamodb/table-access.ts';
import { openTestStores, type TestStores } from '../support/embedded-store.ts';
import { order, record, TENANT } from '../support/record-samples.ts';

describe('the table', () => {
  let harness: TestStores;
  beforeEach(async () => {
    harness = await openTestStores();
  });
  afterEach(() => harness.close());

  test('a conditional write whose response was lost recognizes its own success', async () => {
    let lost = 0;
    harness.client.middlewareStack.add(
      (next) => async (args) => {
        const done = await next(args);
        if (lost++ === 0) throw Object.assign(new Error('lost'), { name: 'TimeoutError', $metadata: {} });
        return done;
      },
      { step: 'finalizeRequest', priority: 'low' },
    );
    const head = record(harness.digest);
    expect(await commitRecord(harness.table, head, 0)).toBe('committed');
    expect(lost).toBeGreaterThan(1);
    expect(await commitRecord(harness.table, head, 0)).toBe('conflict');
  });

  test('a batch that makes no progress fails with an error', async () => {
    harness.client.middlewareStack.add(
      (next, context) => async (args) => {
        const done = await next(args);
        const { RequestItems } = args.input as { RequestItems?: Record<string, unknown> };
        if (context.commandName === 'BatchWriteItemCommand')
          Object.assign(done.output, { UnprocessedItems: RequestItems });
        return done;
      },
      { step: 'initialize' },
    );
    await expect(writeBatch(harness.table, [{ put: { pk: 'A', sk: 'B' } }])).rejects.toThrow('1 of 1 items');
  }, 20_000);

  test('an unreadable item is an error that names its kind and fields, not their values', async () => {
    const secret = record(harness.digest, { disposition: 'Zzyzx' });
    await putItem(harness.table, {
      ...keys.head(TENANT, order()),
      record: { ...secret, state: 'Zzyzx', codes: 'none' },
    });
    const reading = harness.stores.authorizations.load(TENANT, [order()], []);
    await expect(reading).rejects.toThrow(/head.*state.*codes/);
    await expect(reading).rejects.not.toThrow('Zzyzx');
    await putItem(harness.table, keys.answer(TENANT, 'bad'));
    await expect(harness.stores.authorizations.answer(TENANT, 'bad')).rejects.toThrow(/compressed body.*bytes/);
    expect(await getItem(harness.table, keys.answer(TENANT, 'none'))).toBeUndefined();
  });
});
