import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type EndpointHarness, NOW, openEndpointHarness, WAYS } from '../support/endpoint-harness.ts';
import {
  decisionMessage,
  eligibilityMessage,
  order,
  orderMessage,
  type Part,
  partOf,
} from '../support/endpoint-messages.ts';
import { bare, GOLDEN, INSIDE, type Parts } from '../support/visit-situations.ts';

let harness: EndpointHarness;
const post = (path: string, body: unknown) => harness.ways.direct({ method: 'POST', path, body });
let count = 0;
/** An order with decisions on file, each newer than the one before. */
const situation = async (
  id: string,
  decisions: readonly (readonly [string, Parts?])[],
  change?: (asked: Part) => void,
): Promise<void> => {
  await post('/r4/ServiceRequest/$assess', orderMessage(id, change));
  for (const [index, [decision, more = {}]] of decisions.entries()) {
    count += 1;
    const receivedAt = ['DateTime', `2026-06-01T0${index + 1}:00:00-04:00`] as const;
    const given = { number: ['String', `N-${count}`] as const, receivedAt, ...more };
    const { status, body } = await post(`/r4/ServiceRequest/${id}/$record-decision`, decisionMessage(decision, given));
    expect(status, JSON.stringify(body)).toBe(200);
  }
};

const named = (name: string) =>
  name
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .slice(0, 50);
const slotMessage = (start: string, more: Parts = {}): Part => ({
  resourceType: 'Parameters',
  parameter: [
    { name: 'start', valueDateTime: start },
    ...Object.entries(more).map(([name, [type, value]]) => ({ name, [`value${type}`]: value })),
  ],
});
const partValue = (body: Part, name: string) => {
  const found = body.parameter.find((one: Part) => one.name === name);
  return found && Object.entries(found).find(([key]) => key.startsWith('value'))?.[1];
};
const reasonsOf = (body: Part) => [
  ...new Set(
    body.parameter
      .filter((one: Part) => one.name === 'reason')
      .map((one: Part) => one.valueCodeableConcept.coding[0].code),
  ),
];

beforeAll(async () => {
  harness = await openEndpointHarness();
  for (const golden of GOLDEN) await situation(named(golden.name), golden.decisions, golden.order);
}, 60_000);
afterAll(() => harness.close());

describe.each(WAYS)('$bookable, %s', (way) => {
  const ask = (id: string, body: unknown, query = '') =>
    harness.ways[way]({ method: 'POST', path: `/r4/ServiceRequest/${id}/$bookable${query}`, body });

  test.each(GOLDEN)('$name', async ({ name, slot, start = INSIDE, answer, reasons, days, next }) => {
    const { status, body } = await ask(named(name), slotMessage(start, slot));
    expect(status).toBe(200);
    expect([partValue(body, 'answer'), reasonsOf(body)]).toEqual([answer, reasons]);
    expect([partValue(body, 'earliest'), partValue(body, 'latest')]).toEqual(days ?? [undefined, undefined]);
    expect(partValue(body, 'nextStep')).toMatch(next);
  });

  test.each<[string, Part, RegExp]>([
    ['no start', { resourceType: 'Parameters', parameter: [{ name: 'units', valuePositiveInt: 1 }] }, /start/],
    ['an end before its start', slotMessage(INSIDE, { end: ['DateTime', '2026-06-15T08:00:00-04:00'] }), /value$/],
    ['a dateTime without zone', slotMessage('2026-06-15'), /value$/],
    [
      'a code of another system',
      slotMessage(INSIDE, { code: ['Coding', { system: 'http://loinc.org', code: '1' }] }),
      /system$/,
    ],
  ])('%s is refused, at its place', async (_, body, at) => {
    const answered = await ask('inside-the-window', body);
    expect([answered.status, answered.body.issue[0].expression[0]]).toEqual([400, expect.stringMatching(at)]);
  });

  test('an order nobody knows is not found, one of several sources must be named', async () => {
    expect((await ask('never-seen', slotMessage(INSIDE))).status).toBe(404);
    const id = `shared-${way}`;
    for (const query of ['', '?source=south']) await post(`/r4/ServiceRequest/$assess${query}`, orderMessage(id));
    expect((await ask(id, slotMessage(INSIDE))).status).toBe(409);
    expect((await ask(id, slotMessage(INSIDE), '?source=south')).status).toBe(200);
  });

  test('reads the record, its answer and whether its number is on another order, and writes nothing', async () => {
    const before = await harness.scan();
    await ask('inside-the-window', slotMessage(INSIDE));
    expect(await harness.callsOf(() => ask('inside-the-window', slotMessage(INSIDE)))).toEqual({ BatchGet: 2, Get: 1 });
    expect(await harness.scan()).toEqual(before);
  });
});

describe('the same gate in $submit, with a serviced date and the order', () => {
  const submit = (id: string, day: string) => {
    const message = eligibilityMessage();
    const request = partOf(message, 'CoverageEligibilityRequest');
    request.servicedDate = day;
    request.item[0].detail = [{ reference: `ServiceRequest/${id}` }];
    const asked = { ...order(id), occurrenceDateTime: day };
    message.entry.push({ fullUrl: `https://ehr.example/r4/ServiceRequest/${id}`, resource: asked });
    return post('/r4/CoverageEligibilityRequest/$submit', message);
  };
  test.each([
    ['2026-06-15', 'proceed-authorized', true],
    ['2026-07-09', 'proceed-authorized', true],
    ['2026-07-10', 'fix-authorization', false],
    ['2026-06-09', 'fix-authorization', false],
  ])('%s: %s', async (day, advice, fits) => {
    const id = `submitted-${day}`;
    await situation(id, [bare]);
    const { status, body } = await submit(id, day);
    expect(status).toBe(200);
    expect(JSON.stringify(body.insurance[0].item[0].extension)).toContain(`"advice","valueCode":"${advice}"`);
    expect(body.preAuthRef !== undefined).toBe(fits);
    const slot = await post(`/r4/ServiceRequest/${id}/$bookable`, slotMessage(`${day}T12:00:00-04:00`));
    expect(partValue(slot.body, 'answer')).toBe(fits ? 'yes' : 'no');
  });
});

test('an order made in an emergency: its setting holds that day, not for a visit weeks later', async () => {
  const emergency = orderMessage('from-emergency', (asked) => {
    delete asked.occurrenceDateTime;
    asked.encounter = { reference: 'Encounter/er' };
  });
  const subject = { reference: 'Patient/p1' };
  const er = { resourceType: 'Encounter', id: 'er', status: 'in-progress', class: { code: 'EMER' }, subject };
  emergency.entry.push({ fullUrl: 'https://ehr.example/r4/Encounter/er', resource: er });
  expect((await post('/r4/ServiceRequest/$assess', emergency)).status).toBe(200);
  const answerOn = async (start: string) =>
    partValue((await post('/r4/ServiceRequest/from-emergency/$bookable', slotMessage(start))).body, 'answer');
  expect(await answerOn('2026-06-01T18:00:00-04:00')).toBe('yes');
  expect(await answerOn(INSIDE)).toBe('not-yet');
});

test('the clock of these tests stands before every window', () => {
  expect(NOW < '2026-06-10').toBe(true);
});
