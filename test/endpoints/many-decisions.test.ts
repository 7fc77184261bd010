import { afterAll, beforeAll, expect, test } from 'vitest';
import { claimMessage, decisionMessage, orderMessage, type Part, partOf } from '../support/endpoint-messages.ts';
import { dayOf, decisionAt, MANY, type ManyDecisions, openManyDecisions } from '../support/many-decisions.ts';

let many: ManyDecisions;
beforeAll(async () => {
  many = await openManyDecisions(orderMessage(MANY), 100);
}, 120_000);
afterAll(() => many.harness.close());

const get = async (path: string): Promise<Part> => {
  const { status, body } = await many.harness.ways.direct({ method: 'GET', path });
  expect(status, JSON.stringify(body)).toBe(200);
  return body;
};
const bookable = async (date: string): Promise<Part> =>
  many.post(`/r4/ServiceRequest/${MANY}/$bookable`, {
    resourceType: 'Parameters',
    parameter: [{ name: 'start', valueDateTime: `${date}T10:00:00-04:00` }],
  });
const wordOf = (parameters: Part, name: string) =>
  parameters.parameter.find((one: Part) => one.name === name)?.valueCode;
/** What a claim of this day is told under a number. */
const claimed = async (number: string, date: string) => {
  const claim = claimMessage();
  const whole = partOf(claim, 'Claim');
  whole.item[0].servicedDate = date;
  whole.insurance[0].preAuthRef = [number];
  const answered = await many.post('/r4/Claim/$check', claim);
  const own = answered.extension?.[0]?.extension ?? [];
  return [own.find(({ url }: Part) => url === 'advice')?.valueCode, JSON.stringify(answered)];
};

test('a decision is as cheap as those before it, and the head stays small', () => {
  const { early, late } = many;
  expect(late.units.map((units, index) => units - (early.units[index] ?? 0)).every((more) => more <= 1)).toBe(true);
  expect(late.headBytes).toBeLessThan(32_768);
  expect(late.headBytes - early.headBytes).toBeLessThan(1_024);
});

test.each([0, 5, 40, 95])('the gate finds approval %i by its day', async (n) => {
  expect(wordOf(await bookable(dayOf(n)), 'answer')).toBe('yes');
});

test('the gate says no on a day no approval is for', async () => {
  expect(wordOf(await bookable('2026-06-20'), 'answer')).toBe('no');
});

test('a claim finds an old approval by its number', async () => {
  const [advice, text] = await claimed('live-0', dayOf(0));
  expect(advice).toBe('proceed-authorized');
  expect(text).not.toContain('not on file');
});

test('a claim with a number that ended is told so', async () => {
  const [advice, text] = await claimed('OVER-1', dayOf(0));
  expect(advice).toBe('fix-authorization');
  expect(text).toContain('ended on 2026-05-20');
});

test('a claim with a number that was cancelled is told so', async () => {
  const [advice, text] = await claimed('GONE-2', dayOf(0));
  expect(advice).toBe('fix-authorization');
  expect(text).toContain('not as an approval in force');
});

test('what replaced a decision counts, however old the decision it replaced', async () => {
  expect((await claimed('AGAIN-1', dayOf(4)))[0]).toBe('fix-authorization');
  expect((await claimed('AGAIN-1', dayOf(99)))[0]).toBe('proceed-authorized');
});

test.each(['LIVE-0', 'OVER-1', 'GONE-2', 'live 95'])('the Task is found by %s', async (number) => {
  const found = await get(`/r4/Task?identifier=${encodeURIComponent(number)}`);
  expect(found.entry.map(({ resource }: Part) => resource.focus.reference)).toEqual([`ServiceRequest/${MANY}`]);
});

test.each([0, 1, 3, 4, 99])('decision %i recorded again changes nothing', async (n) => {
  const before = await many.harness.scan();
  await many.post(`/r4/ServiceRequest/${MANY}/$record-decision`, decisionAt(n));
  expect(await many.harness.scan()).toEqual(before);
});

test('the order sent again is the same order', async () => {
  const before = await many.harness.scan();
  await many.post('/r4/ServiceRequest/$assess', orderMessage(MANY));
  expect(await many.harness.scan()).toEqual(before);
});

test('an approval beside the record counts for as long as nothing ends it', async () => {
  const record = (decision: string, number: string, minute: number, more: object = {}) =>
    many.post(
      `/r4/ServiceRequest/${MANY}/$record-decision`,
      decisionMessage(decision, {
        number: ['String', number],
        receivedAt: ['DateTime', `2026-03-01T00:0${minute}:00Z`],
        ...more,
      }),
    );
  const answer = async () => wordOf(await bookable(dayOf(0)), 'answer');
  await record('approved', 'NEWER-1', 1, { period: ['Period', { start: dayOf(0), end: dayOf(0) }] });
  await record('cancelled', 'NEWER-1', 2);
  expect(await answer()).toBe('yes');
  await record('cancelled', 'LIVE-0', 3);
  expect(await answer()).toBe('no');
});
