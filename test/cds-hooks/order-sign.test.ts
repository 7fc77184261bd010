import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { tenantId } from '../../shared/app/keys/tenant-id.ts';
import { checkCoverageInformation } from '../../shared/fhir/write/order/check-coverage-information.ts';
import { cpt, decisionMessage, MARKS, orderMessage, type Part } from '../support/endpoint-messages.ts';
import { onFile } from '../support/on-file.ts';
import { asking, draft, type HookHarness, openHookHarness, said, signCall, statementsOn } from './hook-harness.ts';

let harness: HookHarness;
beforeAll(async () => {
  harness = await openHookHarness();
});
afterAll(() => harness.close());

const resourceIn = (body: Part) => body.systemActions[0].resource;
const statementIn = (body: Part) => statementsOn(resourceIn(body))[0];
const topics = (body: Part) => body.cards.map((card: Part) => card.source.topic.code);

describe.each(['2.0', '2.1', '2.2'] as const)('CRD %s', (version) => {
  test('the order comes back with the statement, which breaks no rule of the release', async () => {
    const { status, body } = await harness.call(signCall(asking(version)));
    expect(status).toBe(200);
    expect(body.systemActions).toHaveLength(1);
    expect(body.systemActions[0]).toMatchObject({ type: 'update', description: expect.stringMatching(/\S/) });
    expect(body.systemActions[0].resourceId).toBeUndefined();
    expect(checkCoverageInformation(statementIn(body), version)).toEqual([]);
    expect(said(statementIn(body), 'pa-needed')).toEqual(['auth-needed']);
    expect(said(statementIn(body), 'coverage')).toEqual([{ reference: 'Coverage/c1' }]);
    expect(said(statementIn(body), 'date')).toEqual(['2026-06-01']);
  });

  test('cards are short, signed, named and never about the statement itself', async () => {
    const { cards } = (await harness.call(signCall(asking(version)))).body;
    expect(cards.length).toBeGreaterThan(0);
    for (const card of cards) {
      expect(card.summary.length).toBeLessThan(140);
      expect(card.uuid).toMatch(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/);
      expect(card.source.label).toMatch(/\S/);
      expect(card.source.topic.system).toMatch(version === '2.2' ? /cdshooks-card-type$/ : /davinci-crd.*temp$/);
      expect(card.source.topic.code).not.toBe('coverage-info');
    }
  });
});

test('whoever names no release gets the tenant’s: 2.0', async () => {
  const statement = statementIn((await harness.call(signCall())).body);
  expect(said(statement, 'detail')).toEqual([]);
  expect(said(statementIn((await harness.call(signCall(asking('9.9')))).body), 'detail')).toEqual([]);
  expect(said(statementIn((await harness.call(signCall(asking('2.2')))).body), 'detail')).toHaveLength(1);
});

test('nothing but the extension differs, digits of numbers and unknown elements included', async () => {
  const order = {
    ...draft(),
    _status: { id: 's' },
    local: { kept: true },
    quantityQuantity: { value: 12.5 },
    extension: [{ url: 'https://ehr.example/x', valueDecimal: 7.25 }],
  };
  const text = JSON.stringify(signCall({}, order)).replace('12.5', '12.500').replace('7.25', '7.250e0');
  const answered = await harness.call(text);
  const [own, statement] = resourceIn(answered.body).extension;
  expect(statementsOn(resourceIn(answered.body))).toEqual([statement]);
  expect({ ...resourceIn(answered.body), extension: [own] }).toEqual(order);
  expect(answered.text).toContain('"value":12.500}');
  expect(answered.text).toContain('"valueDecimal":7.250e0}');
});

test('a statement for another coverage stays; ours for this one is replaced, and in 2.2 not sent again unchanged', async () => {
  const first = await harness.call(signCall(asking('2.2')));
  const ours = statementIn(first.body);
  const other = {
    ...ours,
    extension: ours.extension.map((part: Part) =>
      part.url === 'coverage' ? { url: 'coverage', valueReference: { reference: 'Coverage/c2' } } : part,
    ),
  };
  const with2 = draft((one) => {
    one.extension = [other, ours];
  });
  expect((await harness.call(signCall(asking('2.2'), with2))).body.systemActions).toEqual([]);
  const again = resourceIn((await harness.call(signCall(asking('2.0'), with2))).body);
  expect(statementsOn(again)).toHaveLength(2);
  expect(statementsOn(again)[0]).toEqual(other);
  const changed = draft((one) => {
    one.extension = [other, { ...ours, extension: ours.extension.filter(({ url }: Part) => url !== 'pa-needed') }];
  });
  expect(statementsOn(resourceIn((await harness.call(signCall(asking('2.2'), changed))).body))).toEqual([other, ours]);
});

test('an assertion leads to rules and facts; a draft leaves no record', async () => {
  const statement = statementIn(
    (
      await harness.call(
        signCall(
          {},
          draft((one) => {
            one.id = 'traced';
          }),
        ),
      )
    ).body,
  );
  const [id] = said(statement, 'coverage-assertion-id');
  const assertion = await harness.ports.assertions.get(tenantId('clinic'), id);
  expect(assertion?.said.determinations[0]?.ruleset).toMatchObject({
    id: 'uhc-commercial-2026-01-01',
    version: '1.1.0',
  });
  expect(assertion?.asked.lines[0]?.codes).toEqual(['93351']);
  expect(assertion?.versions.engine).toBeTruthy();
  expect(await onFile(harness.ports, tenantId('clinic'), 'traced')).toEqual([]);
});

test('an approval on file satisfies, with its number and last day; a what-if question never does', async () => {
  const { direct } = harness.ways;
  await direct({ method: 'POST', path: '/r4/ServiceRequest/$assess', body: orderMessage('ap1') });
  const approved = decisionMessage('approved', {
    number: ['String', 'A-77'],
    period: ['Period', { start: '2026-06-01', end: '2026-07-15' }],
    code: ['Coding', { system: 'http://www.ama-assn.org/go/cpt', code: '93351' }],
    source: ['Code', 'portal'],
    receivedAt: ['DateTime', '2026-06-01T14:00:00Z'],
  });
  const recorded = await direct({ method: 'POST', path: '/r4/ServiceRequest/ap1/$record-decision', body: approved });
  expect(recorded.status).toBe(200);
  const order = draft((one) => {
    one.id = 'ap1';
  });
  const statement = statementIn((await harness.call(signCall(asking('2.2'), order))).body);
  expect(said(statement, 'pa-needed')).toEqual(['satisfied']);
  expect(said(statement, 'satisfied-pa-id')).toEqual(['A-77']);
  expect(said(statement, 'expiry-date')).toEqual(['2026-07-15']);
  for (const extension of [
    { 'davinci-crd.requestedVersion': '2.2', 'unsolicited-determ': false },
    asking('2.2', { 'unsolicited-determ': false }).extension,
  ]) {
    const asked = statementIn((await harness.call(signCall({ extension }, order))).body);
    expect(said(asked, 'pa-needed')).toEqual(['auth-needed']);
    expect(said(asked, 'satisfied-pa-id')).toEqual([]);
  }
});

test('what else goes with a test names the test it depends on', async () => {
  const lead = draft((one) => {
    one.code = cpt('78452');
  });
  const agent = draft((one) => {
    one.id = 'o2';
    one.code = cpt('93016');
  });
  const { systemActions } = (await harness.call(signCall(asking('2.2'), lead, agent))).body;
  expect(systemActions.map(({ resource }: Part) => resource.id)).toEqual(['o1', 'o2']);
  expect(said(statementsOn(systemActions[1].resource)[0], 'dependency')).toEqual([{ reference: 'ServiceRequest/o1' }]);
  expect(said(statementsOn(systemActions[0].resource)[0], 'dependency')).toEqual([]);
});

test('a client’s guess of billing codes is considered, and not needed', async () => {
  const BILLING_OPTIONS = 'http://hl7.org/fhir/us/davinci-crd/StructureDefinition/ext-billing-options';
  const guess = draft((one) => {
    one.code = {
      extension: [{ url: BILLING_OPTIONS, valueCodeableConcept: cpt('78452') }],
      text: 'stress test, as we call it',
    };
  });
  expect(said(statementIn((await harness.call(signCall(asking('2.2'), guess))).body), 'billingCode')[0].code).toBe(
    '78452',
  );
  expect(said(statementIn((await harness.call(signCall(asking('2.2')))).body), 'billingCode')[0].code).toBe('93351');
});

test('of several orders each card says which one it means', async () => {
  const other = draft((one) => {
    one.id = 'o2';
    one.occurrenceDateTime = '2026-07-01';
    one.code = cpt('78452');
  });
  const { cards } = (await harness.call(signCall(asking('2.2'), draft(), other))).body;
  const named = cards.map((card: Part) => card.extension['davinci-crd.associated-resource'][0]);
  expect(new Set(named)).toEqual(new Set(['ServiceRequest/o1', 'ServiceRequest/o2']));
  for (const [index, card] of cards.entries())
    expect(card.detail).toContain(named[index] === 'ServiceRequest/o1' ? '93351' : '78452');
  expect((await harness.call(signCall(asking('2.2')))).body.cards[0].extension).toBeUndefined();
});

test('every option that is advertised is honoured, unknown ones and wrong values are passed over', async () => {
  const all = await harness.call(signCall(asking('2.2')));
  const shown = async (configuration: Part) => (await harness.call(signCall(asking('2.2', configuration)))).body;
  expect(topics(all.body)).toEqual(['appropriate-use']);
  expect(all.body.cards[0].links).toHaveLength(1);
  expect((await shown({ 'coverage-info': false })).systemActions).toEqual([]);
  const linkless = await shown({ guideline: false });
  expect([topics(linkless), linkless.cards[0].links]).toEqual([['appropriate-use'], undefined]);
  const unasked = await shown({ 'appropriate-use': false });
  expect([topics(unasked), unasked.cards[0].summary]).toEqual([
    ['guideline'],
    'Prior authorization required: stress echo, UnitedHealthcare.',
  ]);
  expect(topics(await shown({ 'appropriate-use': false, guideline: false }))).toEqual(['insurance']);
  expect(topics(await shown({ 'appropriate-use': false, guideline: false, insurance: false }))).toEqual([]);
  expect(topics(await shown({ 'max-cards': 1 }))).toEqual(['appropriate-use']);
  expect(topics(await shown({ 'max-cards': 0 }))).toEqual([]);
  const odd = { 'max-cards': 'many', 'coverage-info': 'no', 'alt-drug': false, 'dtr-clin': 7 };
  expect((await harness.call(signCall(asking('2.2', odd)))).body).toEqual(all.body);
});

test('no name, number or date of birth of a patient is logged', () => {
  for (const mark of MARKS) expect(harness.logged.join('\n')).not.toContain(mark);
});
