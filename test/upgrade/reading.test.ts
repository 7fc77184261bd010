import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { askToken } from '../../infra/local/clients/ask-token.ts';
import { readyMade } from '../../infra/local/clients/ready-made.ts';
import { tenantId } from '../../shared/app/keys/tenant-id.ts';
import { replay } from '../../shared/app/search/replay.ts';
import { ENGINE_VERSION } from '../../shared/core/model/version.ts';
import { readFixture, readRows } from '../support/release-fixture.ts';
import { openReleaseHarness, type ReleaseHarness } from '../support/release-harness.ts';
import {
  asCorrected,
  inPlainWords,
  withLastingReferences,
  withoutAdditions,
  withoutIdentity,
  withoutQuestions,
  withoutUnchecked,
} from './without-additions.ts';

const DEMO = tenantId('demo');

/** The rule files of the release alone: by those that came since, some days are answered otherwise on purpose. */
vi.mock('../../shared/rule-files/rules-folder.ts', async (original) => {
  const folder = await original<typeof import('../../shared/rule-files/rules-folder.ts')>();
  const { readFileSync } = await import('node:fs');
  const held = readFileSync(new URL('../fixtures/release-2026-11-25/rules.json', import.meta.url), 'utf8');
  return { ...folder, readRuleText: (path: string) => (path === 'catalog.json' ? held : folder.readRuleText(path)) };
});

/** The engine, the service and the tests may share a busy machine. */
vi.setConfig({ testTimeout: 60_000, hookTimeout: 120_000 });

const [{ at }, ...reading] = await readFixture('reading.jsonl');
const rows = await readRows();

const SUBSCRIPTION = 'https://ehr.example/fhir/Subscription/orders';
const DRAFT = { source: 'demo-ehr', placerId: { system: 'https://ehr.example/orders', value: 'ORD-drafted' } };

let harness: ReleaseHarness;
beforeAll(async () => {
  harness = await openReleaseHarness(at, 'required');
});
afterAll(() => harness.close());

describe('what the release answered', () => {
  test.each(reading.map(({ ask, answer }) => [`${ask.method ?? 'GET'} ${ask.path}`, ask, answer] as const))(
    'is answered still: %s',
    async (_name, ask, answer) => {
      // An order assessed again is answered by the rules of today: under another id, and now.
      const compared = (one: unknown) => (ask.path.includes('$assess') ? withoutQuestions(withoutIdentity(one)) : one);
      const today = (one: unknown) => compared(asCorrected(inPlainWords(withoutUnchecked(one))));
      const answered = today(withoutAdditions(await harness.ask(ask)));
      expect(answered).toEqual(withLastingReferences(today(answer), answered));
    },
  );

  test('its orders are listed on their days, without a name', async () => {
    const recorded = reading.filter(({ ask }) => ask.as === 'demo' && ask.path.includes('authorization-status'));
    const tasks = recorded.map(({ answer }) => answer.body).filter(({ resourceType }) => resourceType === 'Task');
    const outputOf = (task: { output: readonly object[] }, name: string) =>
      Object(task.output.find((one) => JSON.stringify(one).includes(`task-output","code":"${name}"`)));
    let listed = 0;
    let nameless = 0;
    for (const task of tasks) {
      const path = `/r4/$worklist?date=${outputOf(task, 'service-date').valueDate}`;
      const { status, body } = await harness.ask({ method: 'GET', as: 'demo', path });
      expect(status).toBe(200);
      const row = JSON.stringify(body.entry?.find((one: object) => JSON.stringify(one).includes(`"Task/${task.id}"`)));
      if (!row) continue;
      listed += 1;
      // Those assessed again above were told a name.
      if (!row.includes('Name not on file')) continue;
      nameless += 1;
      expect(row).toContain(`W/\\"${task.meta.versionId}\\"`);
    }
    expect(nameless).toBeGreaterThan(listed / 2);
    expect(listed).toBeGreaterThan(tasks.length / 2);
  });

  test('its clients get tokens by the keys they had', async () => {
    const [app] = readyMade(DEMO);
    const token = await askToken(app!, 'system/*.rs', { url: harness.url, dataDir: harness.folder });
    const path = '/r4/Task?identifier=A-7732';
    const headers = { authorization: `Bearer ${token}` };
    expect(await harness.ask({ method: 'GET', path, headers })).toMatchObject({ status: 200, body: { total: 1 } });
  });

  test('what a client signed once gets it no second token', async () => {
    const [{ usedForm }] = await readFixture('tokens.json');
    const body = new URLSearchParams(usedForm);
    const response = await fetch(`${harness.url}/r4/auth/token`, { method: 'POST', body });
    expect([response.status, await response.json()]).toMatchObject([401, { error: 'invalid_client' }]);
  });

  test('what its table holds beside that is found', async () => {
    const { feedback, subscriptions, settings, clients, authorizations, assertions } = harness.ports;
    const day = ['2026-11-24T00:00:00.000Z', '2026-11-25T00:00:00.000Z'] as const;
    const given = await feedback.list(DEMO, 'order-sign-crd', ...day);
    expect(given.map(({ outcome }) => outcome)).toEqual(['accepted', 'overridden']);
    expect(await subscriptions.position(DEMO, 'demo-ehr', SUBSCRIPTION)).toMatchObject({ number: 4 });
    expect((await settings.tenants()).toSorted()).toEqual(['demo', 'heart-group', 'sandbox']);
    expect(await settings.tenant('heart-group')).toMatchObject({ confirmationRequired: true, crdVersion: '2.2' });
    expect((await settings.tenantOfSource('group-ehr'))?.id).toBe('heart-group');
    expect((await clients.list(tenantId('sandbox'))).map(({ use }) => use).toSorted()).toEqual([
      'cds-hooks',
      'smart',
      'smart',
    ]);
    const member = { payer: 'uhc-commercial', memberId: 'DEMO-1002' };
    const { members, drafts } = await authorizations.load(DEMO, [], [member], [DRAFT]);
    expect(members).toMatchObject([{ status: 'terminated', end: '2026-03-31' }]);
    expect(drafts).toMatchObject([{ patient: 'Patient/p1' }]);
    const [id = ''] = drafts[0]!.assertionIds;
    expect(await assertions.get(DEMO, id)).toMatchObject({ id, patient: 'Patient/p1' });
    const history = await authorizations.history(DEMO, { source: 'demo-ehr', orderId: 'moved-often' });
    expect(history.map(({ version, what }) => [version, what])).toEqual([
      [1, 'assessed'],
      ...Array.from({ length: 24 }, (_, index) => [index + 2, 'visit-recorded']),
    ]);
  });
});

const DETERMINATION = /^T#([^#]+)#ORDER#([^#]+)#([^#]+)$/;
const determinations = rows.flatMap(({ pk, sk }) => {
  const [, tenant = '', source = '', orderId = ''] = DETERMINATION.exec(pk?.S ?? '') ?? [];
  const [kind, id = ''] = (sk?.S ?? '').split('#');
  return tenant && kind === 'DET' ? [{ tenant: tenantId(tenant), order: { source, orderId }, id }] : [];
});

describe('a determination of the release', () => {
  test('is there as many times as it was made', () => {
    expect(determinations).toHaveLength(51);
  });

  test.each(determinations.map((one) => [`${one.order.source} ${one.order.orderId} ${one.id}`, one] as const))(
    'replayed by the same engine is the same bytes, by another both answers are told: %s',
    async (_name, { tenant, order, id }) => {
      const { ports } = harness;
      const stored = await ports.authorizations.determination(tenant, order, id);
      const settings = await ports.settings.tenant(tenant);
      const { engine, codebook } = stored!.question.versions;
      const isSame = engine === ENGINE_VERSION && codebook === ports.codebook.version;
      const replayed = await replay(settings!, { ...order, determinationId: id }, ports);
      // What a writer left behind who died before the record knew of it was nobody's answer.
      if (order.orderId === 'never-recorded')
        return expect(replayed).toMatchObject({ ok: false, problems: [{ code: 'not-found' }] });
      expect(replayed).toMatchObject({ ok: true, value: { outcome: isSame ? 'same' : 'other-engine' } });
    },
  );
});
