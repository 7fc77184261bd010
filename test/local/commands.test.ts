import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { serviceRequestOf, upcomingOrder } from '../support/orders.ts';
import { runCommand } from '../support/run-command.ts';
import { type ServiceProcess, startProcess } from '../support/service-process.ts';

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

const run = (...words: readonly string[]) => runCommand(words, { DATA_DIR: join(folder, 'data') });
const write = async (name: string, content: unknown): Promise<string> => {
  const path = join(folder, name);
  await writeFile(path, typeof content === 'string' ? content : JSON.stringify(content));
  return path;
};
const send = (file: string, ...words: readonly string[]) => run('events', 'send', file, '--url', service.url, ...words);

describe('events send', () => {
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
      const nowhere = await run('events', 'send', join(folder, 'again.json'), '--url', 'http://localhost:9');
      expect([nowhere.code, nowhere.said]).toEqual([1, expect.stringContaining('No service answers')]);
    },
    PATIENCE_MS,
  );

  test(
    'explains itself without a file, and names a file that holds no FHIR',
    async () => {
      expect(await run('events', 'send')).toMatchObject({
        code: 2,
        said: expect.stringContaining("missing required argument 'file'"),
      });
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

describe('admin members', () => {
  const rows = (...lines: readonly string[]) => ['payer,memberId,start,end,status', ...lines].join('\n');
  const importFile = (file: string, ...words: readonly string[]) => run('admin', 'members', 'import', file, ...words);

  test(
    'loads a roster while the service runs, and the next answer knows it',
    async () => {
      const file = await write('roster.csv', rows('emblemhealth,MEMBER-4711,2026-01-01,2026-02-28,terminated'));
      expect(await importFile(file)).toMatchObject({ code: 0, said: '1 members of tenant demo loaded.\n' });
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
      expect(await importFile(file)).toMatchObject({ code: 0, said: '2 members of tenant demo loaded.\n' });
      service = await startProcess({ DATA_DIR: join(folder, 'data') });
      expect(service.said()).not.toContain('not clean');
    },
    PATIENCE_MS,
  );
});
