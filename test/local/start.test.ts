import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, readFile, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type ServiceProcess, startProcess } from '../support/service-process.ts';

const run = promisify(execFile);
const PATIENCE_MS = 60_000;

let dataDir = '';
let service: ServiceProcess;
const start = (more: Readonly<Record<string, string>> = {}, words: readonly string[] = []) =>
  startProcess({ DATA_DIR: dataDir, ...more }, words);
const file = (name: string) => join(dataDir, name);
const ended = (more: Readonly<Record<string, string>>): Promise<string> =>
  start(more).then(
    () => 'it started',
    (error: Error) => error.message,
  );

beforeAll(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'stresspass-start-'));
  service = await startProcess({ DATA_DIR: dataDir, DEMO_DAY: 'on' }, [], { fromSources: true });
}, PATIENCE_MS);
afterAll(async () => {
  await service.stop('SIGTERM');
  await rm(dataDir, { recursive: true, force: true });
});

const ASK = 'npx stresspass ask --payer cigna-commercial --code 78452 --dx R07.9';
const status = (id: string, headers = {}) =>
  fetch(`${service.url}/r4/ServiceRequest/${id}/$authorization-status`, { headers });

describe('npm start', () => {
  test('says where to look and one question to ask, nothing else, and is there by then', async () => {
    expect((await fetch(`${service.url}/health`)).status).toBe(200);
    expect(service.said()).toBe(`Open ${service.url}\n${ASK}\n`);
  });

  test(
    'the question is answered as it stands',
    async () => expect((await run('sh', ['-c', ASK])).stdout).toMatch(/^Status {4}Your move/m),
    PATIENCE_MS,
  );

  test(
    'the sandbox has the visits of today; calls without a header stay in the demo tenant, which has none of them',
    async () => {
      const session = (await (await fetch(`${service.url}/auth/session`)).json()) as { readonly today: string };
      expect(session).toMatchObject({ mode: 'open', tenant: 'sandbox', tenants: ['sandbox', 'demo', 'sandbox-payer'] });
      const last = `self-pay-${session.today.replaceAll('-', '')}`;
      const sandbox = { 'x-stresspass-tenant': 'sandbox' };
      await expect.poll(async () => (await status(last, sandbox)).status, { timeout: 30_000 }).toBe(200);
      expect((await status(last)).status).toBe(404);
      expect((await status(last, { 'x-stresspass-tenant': 'demo' })).status).toBe(404);
      expect((await status(last, { 'x-stresspass-tenant': 'clinic' })).status).toBe(400);
    },
    PATIENCE_MS,
  );

  test(
    'with --verbose it says where everything is, and commands that work as they stand',
    async () => {
      const other = await start({ DATA_DIR: `${dataDir}-verbose` }, ['--verbose']);
      expect(other.said()).toContain('open: calls on this machine need no token');
      const commands = other
        .said()
        .split('\n')
        .filter((line) => /^ {2}(npx|curl) /.test(line));
      expect(commands).toHaveLength(3);
      const outputs: string[] = [];
      for (const command of commands) outputs.push((await run('sh', ['-c', command])).stdout);
      const [send, submit, told] = outputs;
      expect(send).toMatch(/State {4}information-needed\nAdvice {3}pa-pend-info/);
      expect(JSON.parse(submit!)).toMatchObject({ resourceType: 'CoverageEligibilityResponse', outcome: 'complete' });
      expect(told).toMatch(/^State {5}required\nAdvice {4}pa-likely-approve\n/);
      await other.stop('SIGTERM');
      await rm(`${dataDir}-verbose`, { recursive: true, force: true });
    },
    PATIENCE_MS,
  );

  test('keeps its secret to the owner of the folder', async () => {
    expect((await stat(file('secret'))).mode & 0o777).toBe(0o600);
  });

  test(
    'says clearly that the folder, or the port, is taken, and leaves both alone',
    async () => {
      expect(await ended({})).toContain(`${dataDir} is in use by a service at ${service.url}`);
      const port = new URL(service.url).port;
      expect(await ended({ DATA_DIR: ':memory:', PORT: port })).toContain(`Port ${port} is taken`);
      expect((await fetch(`${service.url}/health`)).status).toBe(200);
    },
    PATIENCE_MS,
  );
});

describe('stopping', () => {
  test(
    'SIGTERM ends it with 0, and the next start finds everything in order',
    async () => {
      const secret = await readFile(file('secret'), 'utf8');
      expect(await service.stop('SIGTERM')).toBe(0);
      expect(existsSync(file('running.json'))).toBe(false);
      service = await start();
      expect(service.said()).not.toContain('not clean');
      expect(await readFile(file('secret'), 'utf8')).toBe(secret);
    },
    PATIENCE_MS,
  );

  test(
    'after a kill the next start says so, and has nothing to put right',
    async () => {
      await service.stop('SIGKILL');
      service = await start();
      expect(service.said()).toContain('not clean: nothing that was acknowledged is lost');
    },
    PATIENCE_MS,
  );
});

test(
  'the option asks everybody for a token, whatever the environment says',
  async () => {
    const guarded = await startProcess({ DATA_DIR: ':memory:', AUTH: 'open' }, ['--auth', 'required']);
    try {
      expect((await fetch(`${guarded.url}/r4/Task?patient=p1`)).status).toBe(401);
      expect((await fetch(`${guarded.url}/r4/metadata`)).status).toBe(200);
    } finally {
      await guarded.stop('SIGTERM');
    }
  },
  PATIENCE_MS,
);
