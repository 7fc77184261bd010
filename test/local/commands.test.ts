import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { serviceRequestOf, upcomingOrder } from '../support/orders.ts';
import { type ServiceProcess, startProcess } from '../support/service-process.ts';

const root = fileURLToPath(new URL('../../', import.meta.url));
const PATIENCE_MS = 60_000;
let folder = '';
let service: ServiceProcess;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'stresspass-commands-'));
  service = await startProcess({ DATA_DIR: join(folder, 'data') });
}, PATIENCE_MS);
afterAll(async () => {
  await service.stop('SIGTERM');
  await rm(folder, { recursive: true, force: true });
});

/** One of our commands as `npm run` runs it: what it said, and how it ended. */
const run = (script: string, ...words: readonly string[]): Promise<{ readonly code: number; readonly said: string }> =>
  new Promise((resolve) => {
    const env = { ...process.env, DATA_DIR: join(folder, 'data'), NO_COLOR: '1' };
    execFile(process.execPath, ['--import', 'tsx', script, ...words], { cwd: root, env }, (error, stdout, stderr) =>
      resolve({ code: Number(error?.code ?? 0), said: stdout + stderr }),
    );
  });
const write = async (name: string, content: unknown): Promise<string> => {
  const path = join(folder, name);
  await writeFile(path, typeof content === 'string' ? content : JSON.stringify(content));
  return path;
};
const send = (file: string, ...words: readonly string[]) =>
  run('infra/cli/send.ts', file, '--url', service.url, ...words);

describe('npm run send', () => {
  test(
    'puts a Bundle on the bus and tells the answer',
    async () => {
      const { code, said } = await send(await write('bundle.json', upcomingOrder('sent')));
      expect(code).toBe(0);
      expect(said).toMatch(/^Event {4}[\w-]{36} {2}FHIR ServiceRequest from demo-ehr\nState {4}information-needed\n/);
      expect(said).toContain(
        `Status   curl -s '${service.url}/r4/ServiceRequest/sent/$authorization-status?source=demo-ehr'`,
      );
    },
    PATIENCE_MS,
  );

  test(
    'takes an order alone, and a file that wraps a message with its door',
    async () => {
      const order = serviceRequestOf(upcomingOrder('alone'));
      const { insurance: _i, requester: _r, locationReference: _l, ...bare } = order;
      const alone = await send(await write('order.json', { ...bare, subject: { reference: 'Patient/p1' } }));
      expect(alone.said).toContain('Advice   no-active-coverage');
      const wrapped = { title: 'x', door: '/r4/x', body: upcomingOrder('wrapped') };
      expect((await send(await write('wrapped.json', wrapped))).said).toContain('State    information-needed');
    },
    PATIENCE_MS,
  );

  test(
    'says so when the order was refused, and when there is no service',
    async () => {
      const refused = await send(await write('again.json', upcomingOrder('again')), '--source', 'nobody');
      expect(refused.said).toContain('refused: it is a dead letter');
      expect(service.said()).toMatch(/"order-refused".*"problem":"not-found"/);
      const nowhere = await run('infra/cli/send.ts', join(folder, 'again.json'), '--url', 'http://localhost:9');
      expect([nowhere.code, nowhere.said]).toEqual([1, expect.stringContaining('No service answers')]);
    },
    PATIENCE_MS,
  );

  test(
    'explains itself without a file, and names a file that holds no FHIR',
    async () => {
      expect(await run('infra/cli/send.ts')).toMatchObject({ code: 1, said: expect.stringContaining('npm run send') });
      const nothing = await send(await write('nothing.json', { hello: 1 }));
      expect(nothing).toMatchObject({ code: 1, said: expect.stringContaining('no FHIR resource') });
    },
    PATIENCE_MS,
  );

  test('what was published stands in the data folder', async () => {
    const lines = (await readFile(join(folder, 'data', 'events.jsonl'), 'utf8')).trim().split('\n');
    const events = lines.map((line) => JSON.parse(line));
    expect(events.filter(({ detail }) => detail.order === 'ServiceRequest/sent')).toHaveLength(2);
  });
});

describe('npm run members', () => {
  const rows = (...lines: readonly string[]) => ['payer,memberId,start,end,status', ...lines].join('\n');
  const importFile = (file: string, ...words: readonly string[]) =>
    run('infra/cli/members.ts', 'import', file, ...words);

  test(
    'loads a roster while the service runs, and the next answer knows it',
    async () => {
      const file = await write('roster.csv', rows('uhc-commercial,MEMBER-4711,2026-01-01,2026-02-28,terminated'));
      expect(await importFile(file)).toEqual({ code: 0, said: '1 members of tenant demo loaded.\n' });
      const { said } = await send(await write('ended.json', upcomingOrder('ended')));
      expect(said).toContain('Advice   no-active-coverage');
    },
    PATIENCE_MS,
  );

  test(
    'loads nothing when a line is wrong, and refuses a tenant that is none',
    async () => {
      const wrong = await write('wrong.csv', rows('uhc-commercial,M-1,,,', 'nobody,M-2,,,'));
      expect(await importFile(wrong)).toMatchObject({ code: 1, said: expect.stringContaining('Line 3: payer') });
      const right = await write('right.csv', rows('medicaid,M-3,,,'));
      expect(await importFile(right, '--tenant', 'none')).toMatchObject({ code: 1 });
    },
    PATIENCE_MS,
  );

  test(
    'works on the folder itself when no service runs',
    async () => {
      await service.stop('SIGTERM');
      const file = await write('later.csv', rows('medicaid,M-4,,,', 'medicaid,M-5,,,'));
      expect(await importFile(file)).toEqual({ code: 0, said: '2 members of tenant demo loaded.\n' });
      service = await startProcess({ DATA_DIR: join(folder, 'data') });
      expect(service.said()).not.toContain('not clean');
    },
    PATIENCE_MS,
  );
});

test(
  'npm run demo tells the story to its end',
  async () => {
    const { code, said } = await run('infra/local/demo.ts');
    expect(code).toBe(0);
    expect(said).toMatch(/information-needed[\s\S]*pa-likely-approve[\s\S]*approved[\s\S]*A-DEMO-7731[\s\S]*yes/);
    expect(said).toContain('AuthorizationChanged: required -> approved');
    expect(said).not.toContain('\u001b');
  },
  PATIENCE_MS,
);
