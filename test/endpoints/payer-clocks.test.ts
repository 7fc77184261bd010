import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { sweepDue } from '../../shared/app/authorization/sweep-due.ts';
import { type EndpointHarness, NOW, openEndpointHarness } from '../support/endpoint-harness.ts';
import { decisionMessage, orderMessage, type Part, partOf } from '../support/endpoint-messages.ts';

let harness: EndpointHarness;
beforeAll(async () => {
  harness = await openEndpointHarness();
});
afterAll(() => harness.close());

const post = (path: string, body: unknown) => harness.ways.direct({ method: 'POST', path, body });
const RECEIVED = ['DateTime', '2026-06-01T10:00:00-04:00'] as const;

interface Situation {
  readonly payer?: string;
  readonly type?: Part;
  readonly state?: string;
  readonly change?: (order: Part) => void;
}
const assess = async (id: string, { payer, type, state, change }: Situation = {}) => {
  const message = orderMessage(id, change);
  if (payer) partOf(message, 'Organization').identifier[0].value = payer;
  if (type) partOf(message, 'Coverage').type = type;
  if (state) partOf(message, 'Location').address.state = state;
  expect((await post('/r4/ServiceRequest/$assess', message)).status).toBe(200);
};
const decide = async (id: string, decision: string, more: Parameters<typeof decisionMessage>[1] = {}) => {
  const { status, body } = await post(
    `/r4/ServiceRequest/${id}/$record-decision`,
    decisionMessage(decision, { receivedAt: RECEIVED, ...more }),
  );
  expect(status, JSON.stringify(body)).toBe(200);
  return body;
};
const status = async (id: string) =>
  (await harness.ways.direct({ method: 'GET', path: `/r4/ServiceRequest/${id}/$authorization-status` })).body;
const clocksOf = (task: Part) =>
  task.output
    .filter(({ type }: Part) => type.coding[0].code === 'clock')
    .map(({ type, valueDateTime }: Part) => [valueDateTime, type.text]);
const outputOf = (task: Part, code: string) => {
  const { type: _type, ...value } = task.output.find(({ type }: Part) => type.coding[0].code === code) ?? {};
  return Object.values(value)[0];
};
const slotAt = async (id: string, start: string) => {
  const { body } = await post(`/r4/ServiceRequest/${id}/$bookable`, {
    resourceType: 'Parameters',
    parameter: [{ name: 'start', valueDateTime: start }],
  });
  const value = (name: string) => {
    const found = body.parameter.find((one: Part) => one.name === name);
    return found?.valueDate ?? found?.valueCode ?? found?.valueString;
  };
  const action = body.parameter.find((one: Part) => one.name === 'nextAction')?.part[0].valueCode;
  return { value, action };
};

describe('the clock of a request', () => {
  test('by the rule in force at receipt, though the test is in another year', async () => {
    await assess('ma', { payer: 'uhc-medicare-advantage' });
    const [[due, says]] = clocksOf(
      await decide('ma', 'pended', { receivedAt: ['DateTime', '2025-12-31T10:00:00-05:00'] }),
    );
    expect([due, says]).toEqual(['2026-01-14', expect.stringContaining('14 calendar days from receipt')]);
    expect(clocksOf(await decide('ma', 'pended', { number: ['String', 'C-1'] }))[0][0]).toBe('2026-01-14');
  });
  test('a fresh request after a denial has a clock of its own', async () => {
    await assess('again', { payer: 'uhc-medicare-advantage' });
    await decide('again', 'pended', { receivedAt: ['DateTime', '2026-05-01T10:00:00-04:00'] });
    await decide('again', 'denied', { receivedAt: ['DateTime', '2026-05-05T10:00:00-04:00'] });
    expect(clocksOf(await decide('again', 'pended'))[0][0]).toBe('2026-06-08');
  });
  test('expedited only by a clinician’s statement, whatever the order’s priority', async () => {
    const change = (order: Part) => {
      order.priority = 'stat';
    };
    await assess('stat', { payer: 'uhc-medicare-advantage', change });
    expect(clocksOf(await decide('stat', 'pended'))).toMatchObject(
      [['2026-06-08', /^Payer decision due/]].map(([due]) => [due, expect.any(String)]),
    );
    await assess('stated', { payer: 'uhc-medicare-advantage' });
    const [[due, says]] = clocksOf(await decide('stated', 'pended', { expedited: ['Boolean', true] }));
    expect([due, says]).toEqual(['2026-06-04T14:00:00.000Z', expect.stringMatching(/^Expedited .*72 hours/)]);
  });
  test('funding not known: both, and nothing is blocked; a coverage that says it has one', async () => {
    await assess('nd', { state: 'ND' });
    const both = clocksOf(await decide('nd', 'pended'));
    expect(both.map(([due]: readonly string[]) => due)).toEqual(['2026-06-08', '2026-06-16']);
    expect(both[0][1]).toMatch(
      /only if the plan is fully insured.*counts as an approval, which is to be had in writing/,
    );
    await assess('aso', { state: 'ND', type: { text: 'Employer plan, self-funded (ASO)' } });
    expect(clocksOf(await decide('aso', 'pended')).map(([due]: readonly string[]) => due)).toEqual(['2026-06-16']);
    await assess('insured', { state: 'ND', type: { text: 'Fully insured group PPO' } });
    expect(clocksOf(await decide('insured', 'pended')).map(([due]: readonly string[]) => due)).toEqual(['2026-06-08']);
    await assess('doubt', { state: 'ND', type: { text: 'self-funded? not fully insured' } });
    expect(clocksOf(await decide('doubt', 'pended'))).toHaveLength(2);
  });
  test('in Washington by the way it was asked', async () => {
    const type = { text: 'Fully insured' };
    await assess('wa', { state: 'WA', type });
    expect(clocksOf(await decide('wa', 'pended', { source: ['Code', 'portal'] }))[0][0]).toBe('2026-06-04');
    await assess('fax', { state: 'WA', type });
    expect(clocksOf(await decide('fax', 'pended', { source: ['Code', 'fax'] }))[0][0]).toBe('2026-06-06');
    await assess('letter', { state: 'WA', type });
    expect(clocksOf(await decide('letter', 'pended', { source: ['Code', 'letter'] }))).toHaveLength(2);
  });
});

describe('the earliest realistic day', () => {
  test.each<[string, Situation, string]>([
    // Sent on the second, seven days, the next business day.
    ['realistic-ma', { payer: 'uhc-medicare-advantage' }, '2026-06-10'],
    ['realistic-commercial', {}, '2026-06-18'],
    ['realistic-nd', { state: 'ND' }, '2026-06-18'],
    ['realistic-nd-insured', { state: 'ND', type: { text: 'Fully insured' } }, '2026-06-10'],
  ])('%s, before it was sent', async (id, situation, day) => {
    await assess(id, situation);
    const { value } = await slotAt(id, '2026-06-15T10:00:00-04:00');
    expect([value('answer'), value('earliest'), value('earliestRealistic')]).toEqual(['not-yet', undefined, day]);
    expect(value('earliestRealisticSays')).toMatch(
      /^If the request goes out by 2026-06-02 and the plan takes its full time/,
    );
  });
  test('by the clock that runs, once it was sent', async () => {
    await assess('sent', { payer: 'uhc-medicare-advantage' });
    await decide('sent', 'pended');
    const { value } = await slotAt('sent', '2026-06-15T10:00:00-04:00');
    expect([value('answer'), value('earliestRealistic')]).toEqual(['not-yet', '2026-06-09']);
  });
  test('none where nothing dates the answer, and none beside another answer', async () => {
    await assess('workers', { payer: 'tx-workers-comp', state: 'CA' });
    await assess('approved');
    await decide('approved', 'approved', {
      number: ['String', 'A-9'],
      period: ['Period', { start: '2026-06-01', end: '2026-06-30' }],
    });
    await assess('appealed', { payer: 'uhc-medicare-advantage' });
    await decide('appealed', 'appealed');
    for (const id of ['workers', 'approved', 'appealed'])
      expect((await slotAt(id, '2026-06-15T10:00:00-04:00')).value('earliestRealistic'), id).toBeUndefined();
  });
  test('the list has it too', async () => {
    await assess('listed', { payer: 'uhc-medicare-advantage' });
    const { body } = await harness.ways.direct({
      method: 'POST',
      path: '/r4/$worklist',
      headers: { 'content-type': 'text/csv', accept: 'application/fhir+json' },
      body: 'order,start\nlisted,2026-06-15T10:00:00-04:00\n',
    });
    expect(JSON.stringify(body)).toContain('{"name":"earliestRealistic","valueDate":"2026-06-10"}');
  });
});

describe('a payer that does not decide in time', () => {
  test('silence that counts as an approval is to be had in writing, and books nothing', async () => {
    await assess('silent', { state: 'ND', type: { text: 'Fully insured' } });
    await decide('silent', 'pended');
    harness.time.now = '2026-06-08T20:00:00.000Z';
    expect((await slotAt('silent', '2026-06-15T10:00:00-04:00')).action).toBe('wait-for-payer');
    harness.time.now = '2026-06-09T12:00:00.000Z';
    await sweepDue(harness.ports);
    const { value, action } = await slotAt('silent', '2026-06-15T10:00:00-04:00');
    expect([value('answer'), action, value('state'), value('earliestRealistic')]).toEqual([
      'not-yet',
      'ask-plan',
      'ask',
      '2026-06-10',
    ]);
    expect(value('nextStep')).toMatch(
      /ended on 2026-06-08.*counts as approved: get that in writing. Nothing is booked/,
    );
    const task = await status('silent');
    expect([
      outputOf(task, 'bookable'),
      outputOf(task, 'next-action'),
      outputOf(task, 'owner'),
      outputOf(task, 'state'),
    ]).toEqual(['not-yet', 'ask-plan', 'scheduler', 'ask']);
    expect(outputOf(task, 'next-step')).toBe(value('nextStep'));
    harness.time.now = NOW;
  });
  test('the decision that comes late counts like every other', async () => {
    await assess('late', { payer: 'uhc-medicare-advantage' });
    await decide('late', 'pended');
    harness.time.now = '2026-06-10T12:00:00.000Z';
    await sweepDue(harness.ports);
    expect(outputOf(await status('late'), 'next-step')).toMatch(/counts as a denial, which can be appealed/);
    const task = await decide('late', 'approved', {
      number: ['String', 'L-1'],
      period: ['Period', { start: '2026-06-10', end: '2026-07-09' }],
      receivedAt: ['DateTime', '2026-06-10T07:00:00-04:00'],
    });
    expect([outputOf(task, 'bookable'), clocksOf(task)]).toEqual(['yes', []]);
    harness.time.now = NOW;
  });
});

test('an authorization after the test is asked for by its day, where a source dates it', async () => {
  const nuclear = (order: Part) => {
    order.occurrenceDateTime = '2026-05-29';
    order.code.coding[0].code = '78452';
  };
  const done = (order: Part) => {
    nuclear(order);
    order.status = 'completed';
    order.meta = { lastUpdated: '2026-06-01T14:00:00Z' };
  };
  const situation = {
    payer: 'medicaid',
    state: 'TX',
    type: { coding: [{ system: 'https://nahdo.org/sopt', code: '22' }] },
  };
  await assess('done', { ...situation, change: nuclear });
  await decide('done', 'approved', {
    number: ['String', 'R-1'],
    code: ['Coding', { code: '93351' }],
    period: ['Period', { start: '2026-05-01', end: '2026-06-30' }],
  });
  await assess('done', { ...situation, change: done });
  const task = await status('done');
  expect(outputOf(task, 'next-action')).toBe('request-retro');
  expect(outputOf(task, 'next-step')).toMatch(/by 2026-06-12 \(14 days.*only if it was urgent or an emergency/);
});
