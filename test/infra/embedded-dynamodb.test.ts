import { spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { DescribeTableCommand } from '@aws-sdk/client-dynamodb';
import { AbstractValueIterator } from 'abstract-level';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { type EmbeddedDynamodb, ensureTable, startDynamodb } from '../../infra/local/dynamodb.ts';
import { dynamodbClient } from '../../shared/adapters/dynamodb/client.ts';
import { queryRange } from '../../shared/adapters/dynamodb/query-range.ts';
import { getItem, putItem } from '../../shared/adapters/dynamodb/table-access.ts';
import { tableDefinition } from '../../shared/adapters/dynamodb/table-definition.ts';

describe('the embedded engine', () => {
  let dataDir = '';
  const opened: EmbeddedDynamodb[] = [];
  const open = async () => {
    const engine = await startDynamodb({ dataDir });
    opened.push(engine);
    return { client: dynamodbClient({ region: 'us-east-1', endpoint: engine.endpoint }), tableName: 'stresspass' };
  };
  const closeAll = async () => {
    for (const engine of opened.splice(0)) await engine.close();
  };
  beforeEach(async () => {
    dataDir = join(await mkdtemp(join(tmpdir(), 'stresspass-')), 'dynamodb');
  });
  afterEach(async () => {
    await closeAll();
    await rm(dataDir, { recursive: true, force: true });
  });

  test('has the table with its four indexes; ensuring it twice changes nothing', async () => {
    const { client, tableName } = await open();
    await ensureTable(client, tableDefinition(tableName));
    await ensureTable(client, tableDefinition(tableName));
    const { Table } = await client.send(new DescribeTableCommand({ TableName: tableName }));
    expect(Table?.TableStatus).toBe('ACTIVE');
    expect(Table?.GlobalSecondaryIndexes?.map(({ IndexName }) => IndexName).sort()).toEqual([
      'gsi1',
      'gsi2',
      'gsi3',
      'gsi4',
    ]);
  });

  test('keeps what was written when it is closed and opened again', async () => {
    const first = await open();
    await ensureTable(first.client, tableDefinition(first.tableName));
    await putItem(first, { pk: 'A', sk: 'B', kept: true });
    first.client.destroy();
    await closeAll();
    const second = await open();
    expect(await getItem(second, { pk: 'A', sk: 'B' })).toMatchObject({ kept: true });
  });

  test('closes the iterators of a query, whether read to the end or not', async () => {
    const store = await open();
    await ensureTable(store.client, tableDefinition(store.tableName));
    for (const sk of ['A', 'B', 'C']) await putItem(store, { pk: 'ROW', sk });
    const closed = vi.spyOn(AbstractValueIterator.prototype, 'close');
    const range = { pk: 'ROW', from: 'A', to: 'Z' };
    expect(await queryRange(store, range, { limit: 1 })).toHaveLength(1);
    await vi.waitFor(() => expect(closed).toHaveBeenCalledTimes(1));
    expect(await queryRange(store, range)).toHaveLength(3);
    await vi.waitFor(() => expect(closed).toHaveBeenCalledTimes(2));
    closed.mockRestore();
  });

  test('after a kill while writing, it reopens with every acknowledged write', async () => {
    const victim = spawn(
      process.execPath,
      ['--import', 'tsx', fileURLToPath(new URL('../support/dynamodb-victim.ts', import.meta.url)), dataDir],
      { stdio: ['ignore', 'pipe', 'ignore'] },
    );
    let acknowledged = -1;
    victim.stdout.setEncoding('utf8').on('data', (lines: string) => {
      acknowledged = Number(lines.trim().split('\n').at(-1));
      if (acknowledged > 50) victim.kill('SIGKILL');
    });
    await new Promise((resolve) => victim.once('exit', resolve));
    const table = await open();
    await ensureTable(table.client, tableDefinition(table.tableName));
    expect(acknowledged).toBeGreaterThan(50);
    for (let n = 0; n <= acknowledged; n++)
      expect(await getItem(table, { pk: 'WRITTEN', sk: String(n) }), `write ${n}`).toBeDefined();
  }, 30_000);
});
