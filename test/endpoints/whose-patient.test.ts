import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type EndpointHarness, openEndpointHarness, TENANT } from '../support/endpoint-harness.ts';
import { decisionMessage, type Part } from '../support/endpoint-messages.ts';
import {
  ADVANTAGE,
  type Asked,
  assessMessage,
  COMMERCIAL,
  type Insured,
  MEDICARE,
  submitMessage,
} from '../support/insured.ts';

let harness: EndpointHarness;
beforeAll(async () => {
  harness = await openEndpointHarness();
}, 60_000);
afterAll(() => harness.close());

const post = async (path: string, body: Part): Promise<Part> => {
  const answered = await harness.ways.direct({ method: 'POST', path, body });
  expect(answered.status, JSON.stringify(answered.body)).toBe(200);
  return answered.body;
};
const submit = (all: readonly Insured[], asked: Asked = {}) =>
  post('/r4/CoverageEligibilityRequest/$submit', submitMessage(all, asked));
const assess = (id: string, all: readonly Insured[], asked: Asked = {}) =>
  post('/r4/ServiceRequest/$assess', assessMessage(id, all, asked));
const partOf = (of: Part, name: string): Part | undefined =>
  of.extension?.flatMap(({ extension = [] }: Part) => extension).find(({ url }: Part) => url === name);
const adviceOf = (body: Part) => partOf(body, 'advice')?.valueCode;
const placeOf = ({ coverage }: Part) => coverage.reference.split('/').at(-1);
const insured = (body: Part) => body.insurance.map((one: Part) => [placeOf(one), adviceOf(one.item[0])]);
const book = async (id: string, start: string) => {
  const { parameter } = await post(`/r4/ServiceRequest/${id}/$bookable`, {
    resourceType: 'Parameters',
    parameter: [{ name: 'start', valueDateTime: `${start}T09:00:00-04:00` }],
  });
  const partNamed = (name: string) => parameter.find((one: Part) => one.name === name);
  return [
    partNamed('answer')?.valueCode,
    partNamed('state')?.valueCode,
    partNamed('reason')?.valueCodeableConcept.text,
  ];
};
const medicare = (more: Partial<Insured> = {}): Insured => ({ id: 'm', payor: 'Medicare', ...more });
const BOTH = /Original Medicare and Humana Medicare Advantage|Humana Medicare Advantage and Original Medicare/;

describe('one coverage that is not what its payor says', () => {
  test.each<[string, Partial<Insured>]>([
    ['Medicare HMO', { type: 'Medicare HMO' }],
    ['PPO alone', { type: 'PPO' }],
    ['Managed', { type: 'Medicare Managed Care' }],
    ['Adv', { type: 'Medicare Adv.' }],
    ['a plan by name', { type: 'Medicare', plan: 'Gold Plus HMO-POS' }],
    ['a plan by contract', { type: 'Medicare', plan: 'H1036-044' }],
    ['a network', { type: 'Medicare', network: 'PPO' }],
    ['a network code', { typeCode: ['http://terminology.hl7.org/CodeSystem/v3-ActCode', 'PPO'] }],
    ['a savings account', { typeCode: ['https://nahdo.org/sopt', '123'] }],
    ['both programs', { typeCode: ['https://nahdo.org/sopt', '14'] }],
    ['PACE', { type: 'PACE' }],
    ['a cost plan', { type: 'Medicare Cost Plan' }],
    ['an id of ours', { payerId: 'original-medicare', type: 'Medicare PPO' }],
  ])('payor Medicare, %s: asked', async (_what, more) => {
    const body = await submit([medicare(more)]);
    expect([adviceOf(body), body.disposition]).toEqual(['ask-plan', expect.stringMatching(/Medicare.*CARC 24 or 109/)]);
  });

  test.each<[string, Partial<Insured>, RegExp]>([
    ['Part A only', { type: 'Medicare Part A only' }, /Part A only.*outpatient.*CARC 26/],
    ['Part A', { payor: 'Medicare Part A' }, /CARC 26/],
    [
      'Part A by the code beside fee-for-service',
      { type: 'MEDICARE', typeCode: ['https://codesystem.x12.org/005010/1336', 'MA'] },
      /CARC 26/,
    ],
    ['Part D', { type: 'Medicare Part D' }, /drug/],
    ['a drug code', { typeCode: ['https://nahdo.org/sopt', '122'] }, /drug/],
    ['a drug plan', { typeCode: ['http://terminology.hl7.org/CodeSystem/v3-ActCode', 'DRUGPOL'] }, /drug/],
    ['a drug contract', { type: 'Medicare', plan: 'S5601-008' }, /drug/],
  ])('payor Medicare, %s: covers no test', async (_what, more, says) => {
    const body = await submit([medicare(more)]);
    expect([adviceOf(body), body.disposition]).toEqual(['no-active-coverage', expect.stringMatching(says)]);
    expect(body.insurance[0].inforce).toBe(false);
  });

  test.each([
    'Medicare',
    'Medicare Part B',
    'Medicare Part A & B',
    'Medicare A/B',
    'Medicare (Non-managed Care)',
    'Medicare FFS',
    'Original Medicare',
  ])('payor Medicare, %s: is Medicare', async (type) => {
    expect(adviceOf(await submit([medicare({ type })]))).toBe('proceed-no-pa');
  });

  test('Railroad Medicare is Medicare with a contractor of its own', async () => {
    const body = await submit([medicare({ payor: 'Railroad Medicare' })]);
    expect(adviceOf(body)).toBe('proceed-no-pa');
    expect(JSON.stringify(body)).toMatch(/Palmetto GBA Railroad Medicare/);
  });
});

describe('which coverage is answered first', () => {
  const two = [
    { ...COMMERCIAL, order: 2 },
    { id: 'h', payor: 'Cigna', type: 'Commercial', order: 1 },
  ];
  test('of those the order names the lowest order, whatever their place', async () => {
    const more = { id: 'z', payor: 'Highmark', type: 'Commercial' };
    expect(insured(await assess('w1', [...two, more], { lists: ['group', 'h'] }))[0][0]).toBe('h');
    expect(insured(await assess('w2', [...two, more], { lists: ['h', 'group'] }))[0][0]).toBe('h');
    expect(insured(await assess('w3', [...two, more], { lists: ['z'] }))[0][0]).toBe('z');
  });
  test('the focal one of a request first', async () => {
    expect(insured(await submit(two, { lists: ['group', 'h'], focal: 'group' }))[0][0]).toBe('group');
    expect(insured(await submit(two))[0][0]).toBe('h');
  });
  test('a coverage that has ended is passed over', async () => {
    const body = await submit([
      { ...COMMERCIAL, order: 1, end: '2025-12-31' },
      { ...MEDICARE, order: 2 },
    ]);
    expect([adviceOf(body), insured(body)[0][0]]).toEqual(['proceed-no-pa', 'medicare']);
  });
  test('one that is named and not there is asked about', async () => {
    const body = await assess('w4', [MEDICARE], { lists: ['gone'] });
    expect([adviceOf(body), body.disposition]).toEqual(['ask-plan', expect.stringMatching(/could not be read/)]);
  });
});

describe('who pays before Medicare', () => {
  const esrd = {
    resourceType: 'Condition',
    id: 'kidney',
    subject: { reference: 'Patient/p1' },
    code: { coding: [{ system: 'http://hl7.org/fhir/sid/icd-10-cm', code: 'N18.6' }] },
  };
  const employed = {
    resourceType: 'Observation',
    id: 'work',
    status: 'final',
    subject: { reference: 'Patient/p1' },
    code: { coding: [{ system: 'http://loinc.org', code: '74165-2' }] },
    valueCodeableConcept: {
      coding: [{ system: 'http://terminology.hl7.org/CodeSystem/v3-ObservationValue', code: 'Employed' }],
    },
  };
  const group = (order?: number, type = 'Commercial'): Insured => ({
    ...COMMERCIAL,
    type,
    ...(order ? { order } : {}),
  });

  test.each<[string, readonly Insured[], Asked]>([
    ['as ordered', [{ ...MEDICARE, order: 2 }, group(1)], {}],
    [
      'though Medicare is focal',
      [{ ...MEDICARE, order: 2 }, group(1)],
      { lists: ['medicare', 'group'], focal: 'medicare' },
    ],
    ['Medicare Secondary', [medicare({ id: 'medicare', payor: 'Medicare Secondary' }), group()], {}],
    ['Medicare by its reason to pay second', [{ ...MEDICARE, type: 'MSP' }, group()], {}],
    ['of an active employee', [MEDICARE, group(undefined, 'Active employee plan')], {}],
    ['in kidney failure', [MEDICARE, group()], { more: [esrd] }],
    ['of the employed', [MEDICARE, group()], { more: [employed] }],
  ])('the rules of the group plan count, %s', async (_what, all, asked) => {
    const body = await submit(all, asked);
    expect(insured(body)[0]).toEqual(['group', 'ask-plan']);
    expect(insured(body)[1][0]).toBe('medicare');
  });

  test.each<[string, readonly Insured[], Asked, RegExp]>([
    ['employment', [{ ...MEDICARE, order: 1 }, group(2, 'Active employee plan')], {}, /active employee.*CARC 22/],
    [
      'employment in the chart',
      [{ ...MEDICARE, order: 1 }, group(2)],
      { more: [employed] },
      /current employment.*CARC 22/,
    ],
    ['kidney failure', [{ ...MEDICARE, order: 1 }, group(2)], { more: [esrd] }, /kidney failure.*30 months.*CARC 22/],
  ])('a stated order that contradicts %s is named', async (_what, all, asked, says) => {
    const body = await submit(all, asked);
    expect([adviceOf(body), body.disposition]).toEqual(['ask-plan', expect.stringMatching(says)]);
  });

  test('nothing known of the order, or of who pays first: asked', async () => {
    expect((await submit([MEDICARE, group()])).disposition).toMatch(/which pays first.*CARC 22/);
    expect((await submit([medicare({ type: 'Medicare Secondary' })])).disposition).toMatch(/who pays first.*CARC 22/);
    const unlisted = await submit([MEDICARE, group(undefined, 'Active employee plan')], { lists: ['medicare'] });
    expect(unlisted.disposition).toMatch(/pays before.*does not ask about it.*CARC 22/);
  });

  test('a group plan listed after Medicare leaves Medicare first', async () => {
    expect(adviceOf(await submit([{ ...MEDICARE, order: 1 }, group(2)]))).toBe('proceed-no-pa');
  });
});

describe('the record and the booking check say the same', () => {
  test('a plan beside Medicare: asked about, never bookable, whatever is on file', async () => {
    const body = await assess('b1', [MEDICARE, ADVANTAGE]);
    expect([adviceOf(body), body.disposition]).toEqual(['ask-plan', expect.stringMatching(BOTH)]);
    expect(await book('b1', '2026-06-15')).toEqual(['cannot-tell', 'ask', expect.stringMatching(BOTH)]);
    const number = ['String', 'N-1'] as const;
    const receivedAt = ['DateTime', '2026-06-01T09:00:00-04:00'] as const;
    await post('/r4/ServiceRequest/b1/$record-decision', decisionMessage('approved', { number, receivedAt }));
    expect(await book('b1', '2026-06-15')).toEqual(['cannot-tell', 'ask', expect.stringMatching(BOTH)]);
    const task = await harness.ways.direct({ method: 'GET', path: '/r4/Task/north..b1' });
    expect(JSON.stringify(task.body)).toMatch(BOTH);
  });

  test('by the day of the slot', async () => {
    await assess('b2', [
      { ...MEDICARE, order: 1 },
      { ...ADVANTAGE, order: 2, start: '2026-07-01' },
    ]);
    expect((await book('b2', '2026-06-30'))[0]).toBe('yes');
    expect(await book('b2', '2026-07-01')).toEqual(['cannot-tell', 'ask', expect.stringMatching(BOTH)]);
  });

  test('a row of a plan’s roster counts like a card', async () => {
    const member = { payer: 'humana-medicare-advantage', memberId: 'NUMBER-1', status: 'active' } as const;
    await harness.ports.roster.put(TENANT.id, [{ ...member, start: '2026-06-20' }]);
    const body = await assess('b3', [{ ...MEDICARE, member: 'NUMBER-1' }]);
    expect(adviceOf(body)).toBe('proceed-no-pa');
    expect((await book('b3', '2026-06-19'))[0]).toBe('yes');
    expect(await book('b3', '2026-06-20')).toEqual(['cannot-tell', 'ask', expect.stringMatching(BOTH)]);
  });

  test('a coverage that ends inside the window of the service says until when', async () => {
    const message = assessMessage('b4', [{ ...MEDICARE, start: '2026-01-01', end: '2026-06-30' }]);
    const [{ resource: order }] = message.entry;
    delete order.occurrenceDateTime;
    order.occurrencePeriod = { start: '2026-06-15', end: '2026-07-15' };
    const body = await post('/r4/ServiceRequest/$assess', message);
    expect(body.disposition + JSON.stringify(body)).toMatch(/ends on 2026-06-30, inside the service window/);
    expect((await book('b4', '2026-06-30'))[0]).toBe('yes');
    expect((await book('b4', '2026-07-01'))[0]).toBe('no');
  });
});
