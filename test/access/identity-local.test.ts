import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { decodeJwt } from 'jose';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { runCommand } from '../support/run-command.ts';
import { type ServiceProcess, startProcess } from '../support/service-process.ts';
import { makePair } from './signed.ts';

const run = promisify(execFile);
const PATIENCE_MS = 60_000;

let dataDir = '';
let service: ServiceProcess;
beforeAll(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'stresspass-locked-'));
  service = await startProcess({ DATA_DIR: dataDir, AUTH: 'required' }, ['--verbose']);
}, PATIENCE_MS);
afterAll(async () => {
  await service.stop('SIGTERM');
  await rm(dataDir, { recursive: true, force: true });
});

/** Output of a command, or its error output if it failed. */
const command = async (name: string, ...words: readonly string[]): Promise<string> => {
  const { code, stdout, stderr } = await runCommand(['admin', name, ...words], { DATA_DIR: dataDir, AUTH: 'required' });
  return (code === 0 ? stdout : stderr).trim();
};
const get = (path: string, token?: string) =>
  fetch(service.url + path, token === undefined ? {} : { headers: { authorization: `Bearer ${token}` } });

describe('npm start -- --auth required', () => {
  test('says that tokens are required, and refuses every call without one', async () => {
    expect(service.said()).toContain('locked: by token only');
    expect((await get('/r4/Task?patient=p1')).status).toBe(401);
    expect((await get('/cds-services')).status).toBe(401);
    expect((await get('/health')).status).toBe(200);
  });

  test(
    'prints commands that work as they stand',
    async () => {
      const commands = service
        .said()
        .split('\n')
        .filter((line) => /^ {2}(npx|curl) /.test(line));
      expect(commands).toHaveLength(3);
      const outputs: string[] = [];
      for (const one of commands) outputs.push((await run('sh', ['-c', one])).stdout);
      expect(outputs[0]).toMatch(/State {4}information-needed\nAdvice {3}pa-pend-info/);
      expect(JSON.parse(outputs[1]!)).toMatchObject({ resourceType: 'CoverageEligibilityResponse' });
      expect(outputs[2]).toMatch(/^State {5}required\nAdvice {4}pa-likely-approve\n/);
    },
    PATIENCE_MS,
  );

  test(
    'has clients of two tenants, one of which may only look',
    async () => {
      const [demo, sandbox, reader] = await Promise.all([
        command('token'),
        command('token', '--tenant', 'sandbox'),
        command('token', '--client', 'demo-reader'),
      ]);
      expect(decodeJwt(demo)).toMatchObject({ tenant: 'demo', client_id: 'demo-app', scope: 'system/*.cruds' });
      expect(decodeJwt(sandbox)).toMatchObject({ tenant: 'sandbox', scope: 'system/*.cruds' });
      expect(decodeJwt(reader)).toMatchObject({ tenant: 'demo', scope: 'system/*.rs' });
      const status = '/r4/ServiceRequest/approved-order/$authorization-status';
      expect([(await get(status, sandbox)).status, (await get(status, demo)).status]).toEqual([200, 404]);
      const post = {
        method: 'POST',
        headers: { authorization: `Bearer ${reader}`, 'content-type': 'application/json' },
      };
      expect((await fetch(`${service.url}/r4/ServiceRequest/$assess`, { ...post, body: '{}' })).status).toBe(403);
    },
    PATIENCE_MS,
  );

  test(
    'signs calls of hooks for its EHR, each once',
    async () => {
      const token = await command('token', '--hook', 'discovery');
      expect([(await get('/cds-services', token)).status, (await get('/cds-services', token)).status]).toEqual([
        200, 401,
      ]);
      const claims = decodeJwt(await command('token', '--hook', 'order-sign', '--feedback'));
      expect(claims.aud).toBe(`${service.url}/cds-services/order-sign-crd/feedback`);
    },
    PATIENCE_MS,
  );

  test(
    'keeps the keys to the owner of the folder, and the same ones',
    async () => {
      const file = join(dataDir, 'clients', 'demo-app.json');
      for (const path of [file, join(dataDir, 'token-secret')]) expect((await stat(path)).mode & 0o777).toBe(0o600);
      const before = await readFile(file, 'utf8');
      await service.stop('SIGTERM');
      service = await startProcess({ DATA_DIR: dataDir, AUTH: 'required' });
      expect(await readFile(file, 'utf8')).toBe(before);
      expect((await get('/r4/Task?patient=p1', await command('token'))).status).toBe(200);
    },
    PATIENCE_MS,
  );
});

describe('admin clients', () => {
  const write = async (client: object): Promise<string> => {
    const file = join(dataDir, 'client.json');
    await writeFile(file, JSON.stringify(client));
    return file;
  };

  test(
    'registers, shows and removes a client',
    async () => {
      const { open } = await makePair('ES384', 'k1');
      const mine = {
        tenant: 'demo',
        use: 'smart',
        id: 'lab',
        name: 'The lab',
        jwks: { keys: [open] },
        scopes: ['system/Task.rs'],
      };
      expect(await command('clients', 'put', await write(mine))).toContain('Client lab may call for tenant demo');
      const shown = JSON.parse(await command('clients', 'show', 'demo'));
      expect(shown.map((one: { id: string }) => one.id).sort()).toEqual([
        'demo-app',
        'demo-reader',
        'https://demo-ehr.example/fhir',
        'lab',
      ]);
      expect(shown).toContainEqual(mine);
      expect(await command('clients', 'put', await write({ ...mine, tenant: 'sandbox' }))).toContain('another tenant');
      expect(await command('clients', 'remove', 'lab')).toContain('Client lab is gone');
      expect(await command('clients', 'remove', 'lab')).toContain('There is no smart client lab');
    },
    PATIENCE_MS,
  );
});

test.each([
  [{ AUTH: 'open', PUBLIC_URL: 'https://tunnel.example' }, 'AUTH=open is for loopback only'],
  [{ AUTH: 'open', PUBLIC_URL: 'http://192.168.1.7:3000' }, 'AUTH=open is for loopback only'],
  [{ TRUSTED_ISSUERS: '[{"issuer":"x"}]' }, 'TRUSTED_ISSUERS: 0.jwks'],
])(
  '%j does not start',
  async (environment, says) => {
    const said = await startProcess({ DATA_DIR: ':memory:', ...environment }).then(
      () => 'it started',
      (error: Error) => error.message,
    );
    expect(said).toContain(says);
  },
  PATIENCE_MS,
);
