import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { inDays } from '../support/days.ts';
import { runCommand } from '../support/run-command.ts';
import { type ServiceProcess, startProcess } from '../support/service-process.ts';

const PATIENCE_MS = 60_000;
const ORDER = 'demo-order-1';
let folder = '';
let service: ServiceProcess;

/** With every check on: the commands find the service and a token by the data folder alone. */
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'stresspass-service-'));
  service = await startProcess({ DATA_DIR: join(folder, 'data'), AUTH: 'required' });
  await run('events', 'send', 'infra/local/demo/order.json');
}, PATIENCE_MS);
afterAll(async () => {
  await service.stop('SIGTERM');
  await rm(folder, { recursive: true, force: true });
});

const run = (...words: readonly string[]) =>
  runCommand([...words, '--data-dir', join(folder, 'data')], { AUTH: 'required' });
const slot = (days: number) => ['order', 'book', ORDER, '--start', `${inDays(days)}T09:00:00-05:00`];

test(
  'an order: status, a slot too early, the decision, and a slot that fits',
  async () => {
    const status = await run('order', 'status', ORDER);
    expect(status).toMatchObject({ code: 0, stderr: '' });
    expect(status.stdout).toMatch(/^State {5}information-needed\nAdvice {4}pa-pend-info\n/);

    const early = await run(...slot(14));
    expect([early.code, early.stdout]).toEqual([
      1,
      expect.stringMatching(/^Bookable {2}not-yet\nStatus {4}Your move \(clinician\)\nBecause {3}/),
    ]);

    const decide = [
      'order',
      'decide',
      ORDER,
      'approved',
      '--number',
      'A-77',
      '--number-kind',
      'authorization',
      '--code',
      '93351',
      '--units',
      '1',
      '--by',
      'phone',
    ];
    const decided = await run(...decide, '--from', inDays(-10), '--to', inDays(60));
    expect([decided.code, decided.stderr]).toEqual([0, '']);
    expect(decided.stdout).toContain(`State     approved\n`);
    expect(decided.stdout).toContain(`Number    A-77\nWindow    ${inDays(-10)} to ${inDays(60)}\nBookable  yes\n`);

    const fits = await run(...slot(14));
    expect([fits.code, fits.stdout]).toEqual([0, expect.stringMatching(/^Bookable {2}yes\n/)]);
    const json = await run(...slot(90), '--json');
    expect([json.code, JSON.parse(json.stdout).parameter[0]]).toEqual([1, { name: 'answer', valueCode: 'no' }]);
  },
  PATIENCE_MS,
);

test(
  'what the desk keeps of an order stands below it',
  async () => {
    const note = 'Fax sent.\nCall back.';
    const parameter = [
      { name: 'assignee', valueString: 'Dana' },
      { name: 'followUp', valueDate: '2099-06-04' },
      { name: 'note', valueString: note },
    ];
    const { stdout: token } = await run('admin', 'token');
    const kept = await fetch(`${service.url}/r4/ServiceRequest/${ORDER}/$follow-up`, {
      method: 'POST',
      headers: { 'content-type': 'application/fhir+json', authorization: `Bearer ${token.trim()}` },
      body: JSON.stringify({ resourceType: 'Parameters', parameter }),
    });
    expect(kept.status).toBe(200);
    const { stdout } = await run('order', 'status', ORDER);
    expect(stdout).toMatch(
      /\nAssigned {2}Dana\nFollow-up 2099-06-04\nNote {6}\d{4}-\d\d-\d\d \S+: Fax sent\. Call back\.\n$/,
    );
  },
  PATIENCE_MS,
);

test(
  'what the service refuses is said in its words',
  async () => {
    const nobody = await run('order', 'status', 'nobody');
    expect(nobody).toMatchObject({ code: 1, stdout: '' });
    expect(nobody.stderr).toMatch(/^The service answers 404\.\nServiceRequest\.id: /);
    const kindless = await run('order', 'decide', ORDER, 'approved', '--number', 'A-1');
    expect([kindless.code, kindless.stdout]).toEqual([2, '']);
    expect(kindless.stderr).toContain('--number-kind');
    const wrong = await run('order', 'decide', ORDER, 'perhaps', '--units', 'two');
    expect([wrong.code, wrong.stderr]).toEqual([1, expect.stringContaining('The service answers 400.\nParameters')]);
  },
  PATIENCE_MS,
);

test(
  'a claim that would fail ends with 1, and --json is the response',
  async () => {
    const file = 'docs/examples/claim.json';
    const [said, json] = [await run('claim', 'check', file), await run('claim', 'check', file, '--json')];
    const response = JSON.parse(json.stdout);
    expect(response).toMatchObject({ resourceType: 'ClaimResponse', use: 'predetermination' });
    expect(said.stdout).toContain(`Answer   ${response.disposition}\n`);
    expect(said.stdout).toMatch(/^Claim {4}[a-z-]+\n/);
    expect([said.code, json.code]).toEqual([1, 1]);
  },
  PATIENCE_MS,
);

test(
  'a worklist as rows, as CSV and as JSON',
  async () => {
    const file = join(folder, 'list.csv');
    await writeFile(file, `order,start\nnobody,${inDays(3)}T08:00:00-05:00\n${ORDER},${inDays(14)}T09:00:00-05:00\n`);
    const [table, csv, json] = [
      await run('worklist', file),
      await run('worklist', file, '--csv'),
      await run('worklist', file, '--json'),
    ];
    expect([table.code, csv.code, json.code]).toEqual([0, 0, 0]);
    expect(table.stdout).toMatch(/^row {2}order +start +code +bookable +status +next\n/);
    const rows = csv.stdout.trim().split('\n');
    expect(rows).toHaveLength(3);
    expect(rows[0]).toBe('row,order,start,code,bookable,status,next');
    expect(rows.find((row) => row.includes(ORDER))).toMatch(/^2,demo-order-1,/);
    expect(JSON.parse(json.stdout)).toHaveLength(2);
    const bundle = await run('worklist', 'docs/examples/worklist.json');
    expect([bundle.code, bundle.stdout]).toEqual([0, expect.stringContaining(ORDER)]);
  },
  PATIENCE_MS,
);

test(
  'an answer is worked out again to the same bytes; an id nobody knows is refused',
  async () => {
    const token = (await run('admin', 'token')).stdout.trim();
    const search = `${service.url}/r4/CoverageEligibilityResponse?request=ServiceRequest/${ORDER}`;
    const response = await fetch(search, { headers: { authorization: `Bearer ${token}` } });
    const { entry } = (await response.json()) as { entry: [{ resource: { id: string } }] };
    const same = await run('replay', entry[0].resource.id);
    expect([same.code, same.stderr]).toEqual([0, '']);
    expect(same.stdout).toContain(`demo-ehr ${ORDER}: the same answer, byte for byte\n`);
    const json = await run('replay', entry[0].resource.id, '--json');
    expect(JSON.parse(json.stdout)).toMatchObject({ outcome: 'same', orders: [{ outcome: 'same' }] });
    const nobody = await run('replay', 'no-such-id');
    expect(nobody).toMatchObject({ code: 1, stdout: '', stderr: 'No answer is held under this id.\n' });
  },
  PATIENCE_MS,
);

test(
  'doctor finds the service, its table and what has ended',
  async () => {
    const { code, stdout } = await run('doctor');
    expect(code).toBe(0);
    expect(stdout).toContain(`port          a service runs at ${service.url}\n`);
    expect(stdout).toContain(`table         answers, through the service at ${service.url}\n`);
    const checks = JSON.parse((await run('doctor', '--json')).stdout);
    expect([...new Set(checks.map(({ what }: { what: string }) => what))]).toEqual([
      'Node',
      'port',
      'data folder',
      'table',
      'code tables',
      'rules',
      'channel map',
      'rule packs',
      'certificates',
    ]);
  },
  PATIENCE_MS,
);

test(
  'the upkeep commands answer in JSON too',
  async () => {
    const given = await run('admin', 'redrive', '--json');
    expect(JSON.parse(given.stdout)).toEqual([]);
    const trail = await run('admin', 'audit-verify', '--json');
    expect(trail.code).toBe(0);
    expect(JSON.parse(trail.stdout)).toContainEqual(expect.objectContaining({ tenant: 'demo' }));
    expect(JSON.parse((await run('admin', 'rotate-keys', '--json')).stdout)).toEqual({ current: '1' });
  },
  PATIENCE_MS,
);
