import { generateKeyPairSync } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startDynamodb } from '../../infra/local/dynamodb.ts';
import { tenantId } from '../../shared/app/keys/tenant-id.ts';
import type { Source } from '../../shared/app/ports/source.ts';
import { openTestStores } from '../support/embedded-store.ts';
import { record } from '../support/record-samples.ts';
import { runWell } from '../support/run-command.ts';

const folder = mkdtempSync(join(tmpdir(), 'stresspass-deployed-'));
let engine: Awaited<ReturnType<typeof startDynamodb>>;
let table: Awaited<ReturnType<typeof openTestStores>>;
beforeAll(async () => {
  engine = await startDynamodb({ dataDir: ':memory:' });
  table = await openTestStores({ endpoint: engine.endpoint });
});
afterAll(async () => {
  await table.close();
  await engine.close();
  rmSync(folder, { recursive: true, force: true });
});

/** The command as somebody runs it who may use the deployment's table; there is no data folder. */
const run = async (command: string, ...args: readonly string[]): Promise<string> => {
  const environment = {
    TABLE_NAME: table.table.tableName,
    DYNAMODB_ENDPOINT: engine.endpoint,
    HASH_SECRET: 'a secret of the deployment',
    QUEUE_URL: 'https://sqs.example/orders',
    DATA_DIR: join(folder, 'nowhere'),
  };
  return runWell(['admin', command, ...args], environment);
};
const file = (name: string, text: string): string => {
  const path = join(folder, name);
  writeFileSync(path, text);
  return path;
};

test('tenants, clients and members are registered on the deployment the environment names', {
  timeout: 60_000,
}, async () => {
  const tenant = { id: 'clinic', timeZone: 'America/Chicago', sources: [{ id: 'north', name: 'EHR' }] };
  await run('tenants', 'put', file('tenant.json', JSON.stringify(tenant)));
  const shown = JSON.parse(await run('tenants', 'show', 'clinic'));
  expect(shown).toMatchObject(tenant);
  expect(await table.stores.settings.tenant('clinic')).toMatchObject(tenant);

  const member = 'payer,memberId,start\nuhc-commercial,M-1,2026-01-01\n';
  expect(await run('members', 'import', file('members.csv', member), '--tenant', 'clinic')).toContain('1 members');

  const { publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-384' });
  const key = { ...publicKey.export({ format: 'jwk' }), kid: 'k1', alg: 'ES384' };
  const client = {
    tenant: 'clinic',
    id: 'app',
    name: 'App',
    use: 'smart',
    jwks: { keys: [key] },
    scopes: ['system/Task.r'],
  };
  await run('clients', 'put', file('client.json', JSON.stringify(client)));
  expect(JSON.parse(await run('clients', 'show', 'clinic'))).toMatchObject([{ id: 'app', scopes: ['system/Task.r'] }]);
  await expect(run('clients', 'remove', 'nobody')).rejects.toThrow('no smart client nobody');
});

test('a source that has orders stays registered until it is dropped by name', { timeout: 60_000 }, async () => {
  const sources = ['used', 'unused', 'stays'].map((id) => ({ id, name: id }));
  const settings = { id: 'kept', timeZone: 'America/Chicago', sources };
  const put = (ids: readonly string[], ...more: readonly string[]) => {
    const written = { ...settings, sources: sources.filter(({ id }) => ids.includes(id)) };
    return run('tenants', 'put', file('kept.json', JSON.stringify(written)), ...more);
  };
  const registered = async () => JSON.parse(await run('tenants', 'show', 'kept')).sources.map((one: Source) => one.id);
  await put(['used', 'unused', 'stays']);
  const head = record(table.digest, { tenant: tenantId('kept'), source: 'used', orderId: 'order-1' });
  await table.stores.authorizations.commit(head, 0);

  expect(await put(['stays'])).toMatch(
    /^Source used is not in .*, but has orders, and was kept\. To drop it, add --drop used\.\n/,
  );
  expect(await registered()).toEqual(['stays', 'used']);
  expect(await put(['stays'], '--drop', 'used')).toBe(
    'Tenant kept has 1 sources. A service that runs sees it within a minute.\n',
  );
  expect(await registered()).toEqual(['stays']);
});
