import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { DECISIONS } from '../../shared/core/authorization/decision.ts';
import { type EndpointHarness, NOW, openEndpointHarness, WAYS } from '../support/endpoint-harness.ts';
import { cpt, decisionMessage, orderMessage, type Part } from '../support/endpoint-messages.ts';

let harness: EndpointHarness;
beforeAll(async () => {
  harness = await openEndpointHarness();
});
afterAll(() => harness.close());

type Parts = Parameters<typeof decisionMessage>[1];
const at = (hour: number) => ['DateTime', `2026-06-01T0${hour}:00:00-04:00`] as const;
const outputsOf = (task: Part, code: string) =>
  task.output.filter(({ type }: Part) => type.coding[0].code === code).map(({ type: _type, ...value }: Part) => value);
const stateOf = (task: Part) => task.businessStatus.coding[0].code;

describe.each(WAYS)('$record-decision, %s', (way) => {
  const ask = (path: string, body?: unknown, headers = {}) =>
    harness.ways[way]({ method: body ? 'POST' : 'GET', path, headers, ...(body ? { body } : {}) });
  const idOf = (name: string) => `${name}-${way}`;
  const assess = (name: string, patientId = 'p1', query = '') =>
    ask(
      `/r4/ServiceRequest/$assess${query}`,
      orderMessage(idOf(name), () => undefined, patientId),
    );
  const record = (name: string, decision: string, more: Parts = {}, headers = {}) =>
    ask(`/r4/ServiceRequest/${idOf(name)}/$record-decision`, decisionMessage(decision, more), headers);
  const status = async (name: string) => (await ask(`/r4/ServiceRequest/${idOf(name)}/$authorization-status`)).body;

  test('an approval becomes the record: number, window, codes, units, history', async () => {
    await assess('whole');
    const {
      status: code,
      headers,
      body,
    } = await record('whole', 'approved', {
      number: ['String', ' AUTH-1 '],
      period: ['Period', { start: '2026-06-10', end: '2026-07-09' }],
      code: ['Coding', { system: 'http://www.ama-assn.org/go/cpt', code: '93351' }],
      units: ['PositiveInt', 1],
      source: ['Code', 'portal'],
      receivedAt: at(9),
    });
    expect([code, headers.etag, headers['last-modified']]).toEqual([200, 'W/"2"', 'Mon, 01 Jun 2026 15:00:00 GMT']);
    expect(body).toMatchObject({ status: 'completed', focus: { reference: `ServiceRequest/${idOf('whole')}` } });
    expect(stateOf(body)).toBe('approved');
    expect(outputsOf(body, 'number')).toEqual([{ valueString: 'AUTH-1' }]);
    expect(outputsOf(body, 'window')).toEqual([{ valuePeriod: { start: '2026-06-10', end: '2026-07-09' } }]);
    expect(outputsOf(body, 'units-left')).toEqual([{ valueUnsignedInt: 1 }]);
    expect(outputsOf(body, 'bookable')).toEqual([{ valueCode: 'yes' }]);
    expect(outputsOf(body, 'history')[0].valueString).toBe(
      `${NOW} decision-recorded by record-decision: information-needed to approved. Recorded: approved, received by portal on 2026-06-01.`,
    );
    expect(await status('whole')).toEqual(body);
  });

  test('the same decision again is the same record, also where no time of receipt is given', async () => {
    await assess('twice');
    const first = await record('twice', 'approved', { number: ['String', `T-${way}`] });
    const before = await harness.scan();
    harness.time.now = '2026-06-01T15:00:07.000Z';
    const again = await record('twice', 'approved', { number: ['String', `T-${way}`] });
    harness.time.now = NOW;
    expect(again.body).toEqual(first.body);
    expect(await harness.scan()).toEqual(before);
  });

  test('the order sent again after a decision is the same order', async () => {
    await assess('resent');
    const { body } = await record('resent', 'approved', { number: ['String', `RS-${way}`] });
    const answered = await assess('resent');
    expect(answered.body.preAuthRef).toBe(`RS-${way}`);
    expect(await status('resent')).toEqual(body);
  });

  test('what differs from the order is recorded all the same, and shown', async () => {
    await assess('differs');
    const { body } = await record('differs', 'approved', {
      number: ['String', `D-${way}`],
      code: ['Coding', { code: '93350' }],
      placeOfService: ['Coding', { code: '22' }],
      period: ['Period', { start: '2026-06-10', end: '2026-06-12' }],
    });
    const [first, ...more] = outputsOf(body, 'difference').map(({ valueString }: Part) => valueString);
    expect([first, ...more].join(' ')).toMatch(/2026-06-12.*93350.*22/);
    expect(outputsOf(body, 'bookable')).toEqual([{ valueCode: 'no' }]);
    expect(outputsOf(body, 'advice')).toEqual([{ valueCode: 'fix-authorization' }]);
  });

  test('an approval that names no code is for what was ordered then: a changed order is not covered by it', async () => {
    await assess('then');
    await record('then', 'approved', { number: ['String', `TH-${way}`] });
    const changed = orderMessage(idOf('then'), (order) => {
      order.code = cpt('93350');
    });
    await ask('/r4/ServiceRequest/$assess', changed);
    const task = await status('then');
    expect(outputsOf(task, 'advice')).toEqual([{ valueCode: 'fix-authorization' }]);
    expect(outputsOf(task, 'difference')[0].valueString).toMatch(/93351.*93350/);
    expect(outputsOf(task, 'bookable')).toEqual([{ valueCode: 'no' }]);
  });

  test('a denial that names no code does not outlive a change of the code', async () => {
    await assess('changed');
    await record('changed', 'denied');
    const changed = orderMessage(idOf('changed'), (order) => {
      order.code = cpt('93350');
    });
    await ask('/r4/ServiceRequest/$assess', changed);
    expect(stateOf(await status('changed'))).toBe('information-needed');
  });

  test('a number may be shared by orders of that patient, never by another patient', async () => {
    const number = ['String', `S-${way}`] as const;
    for (const [name, patientId] of [
      ['mine', 'p1'],
      ['sibling', 'p1'],
      ['theirs', 'p2'],
    ] as const)
      await assess(name, patientId);
    expect((await record('mine', 'approved', { number })).status).toBe(200);
    expect((await record('sibling', 'approved', { number })).status).toBe(200);
    const before = await harness.scan();
    const { status: code, body } = await record('theirs', 'approved', { number });
    expect([code, body.issue[0].code, body.issue[0].expression]).toEqual([
      409,
      'conflict',
      ["Parameters.parameter.where(name = 'number')"],
    ]);
    expect(JSON.stringify(body)).not.toMatch(/p1|mine|sibling/);
    expect(await harness.scan()).toEqual(before);
    expect(stateOf(await status('theirs'))).toBe('information-needed');
  });

  test('a number recorded by mistake is free for its patient once cancelled', async () => {
    const number = ['String', `M-${way}`] as const;
    await assess('mistaken', 'p1');
    await assess('meant', 'p2');
    await record('mistaken', 'approved', { number, receivedAt: at(8) });
    await record('mistaken', 'cancelled', { number, receivedAt: at(9) });
    expect((await record('meant', 'approved', { number })).status).toBe(200);
    expect(outputsOf(await status('mistaken'), 'number')).toEqual([]);
  });

  test('two decisions of one moment that say different things: the second is refused', async () => {
    await assess('moment');
    await record('moment', 'approved', { number: ['String', `N-${way}`], receivedAt: at(9) });
    const before = await harness.scan();
    for (const number of [{ number: ['String', `N-${way}`] as const }, {}]) {
      const { status: code, body } = await record('moment', 'denied', { ...number, receivedAt: at(9) });
      expect([code, body.issue[0].expression]).toEqual([409, ["Parameters.parameter.where(name = 'decision')"]]);
    }
    expect(await harness.scan()).toEqual(before);
  });

  test('a window that ends before it starts, or a time without a zone, is unreadable', async () => {
    await assess('window');
    const before = await harness.scan();
    const reversed = { period: ['Period', { start: '2026-07-01', end: '2026-06-01' }] } as const;
    const zoneless = { receivedAt: ['DateTime', '2026-06-01T09:00:00'] } as const;
    expect(await record('window', 'approved', reversed)).toMatchObject({ status: 400 });
    expect(await record('window', 'approved', zoneless)).toMatchObject({ status: 400 });
    expect(await harness.scan()).toEqual(before);
  });

  test('an order nobody knows is not found, one of several sources must be named', async () => {
    expect(await record('unknown', 'approved')).toMatchObject({
      status: 404,
      body: { issue: [{ code: 'not-found' }] },
    });
    await assess('shared', 'p1');
    await assess('shared', 'p1', '?source=south');
    const { status: code, body } = await record('shared', 'approved');
    expect([code, body.issue[0].diagnostics]).toEqual([409, expect.stringContaining('north, south')]);
    const path = `/r4/ServiceRequest/${idOf('shared')}/$record-decision?source=south`;
    const named = await ask(path, decisionMessage('approved'));
    expect(named.body.id).toBe(`south..${idOf('shared')}`);
  });

  test('If-Match lets only the version the caller saw through', async () => {
    await assess('match');
    const before = await harness.scan();
    const refused = await record('match', 'approved', {}, { 'if-match': 'W/"7"' });
    expect(refused).toMatchObject({
      status: 412,
      body: { issue: [{ code: 'conflict', expression: ['http.if-match'] }] },
    });
    expect(await record('match', 'approved', {}, { 'if-match': 'yesterday' })).toMatchObject({ status: 400 });
    expect(await harness.scan()).toEqual(before);
    expect(await record('match', 'pended', { receivedAt: at(8) }, { 'if-match': 'W/"1"' })).toMatchObject({
      status: 200,
    });
    expect(await record('match', 'denied', { receivedAt: at(9) }, { 'if-match': '*' })).toMatchObject({ status: 200 });
  });

  test('a pended request starts the payer’s clock at its receipt, a decision stops it', async () => {
    await assess('clock');
    const pended = await record('clock', 'pended', { receivedAt: ['DateTime', '2026-06-01T23:30:00-04:00'] });
    expect(stateOf(pended.body)).toBe('submitted');
    const [clock] = outputsOf(pended.body, 'clock');
    expect(clock.valueDateTime > '2026-06-02').toBe(true);
    const denied = await record('clock', 'denied', {
      reason: ['CodeableConcept', { text: 'Criteria not met.' }],
      receivedAt: ['DateTime', '2026-06-03T09:00:00-04:00'],
    });
    expect(denied.body).toMatchObject({ status: 'failed', statusReason: { text: 'Criteria not met.' } });
    expect(outputsOf(denied.body, 'clock')).toEqual([]);
  });
});

/** State once the second decision came after the first. */
const AFTER: Readonly<Record<string, string>> = {
  approved: 'approved',
  partial: 'partial',
  denied: 'denied',
  pended: 'submitted',
  cancelled: 'cancelled',
  'not-required': 'not-required',
  appealed: 'appealed',
};

describe('the newest decision decides', () => {
  const record = (orderId: string, decision: string, hour: number) =>
    harness.ways.direct({
      method: 'POST',
      path: `/r4/ServiceRequest/${orderId}/$record-decision`,
      body: decisionMessage(decision, { receivedAt: at(hour) }),
    });
  const pairs = DECISIONS.flatMap((first) => DECISIONS.map((second) => [first, second] as const));

  test.each(pairs)('%s, then %s, in either order of recording', async (first, second) => {
    const ids = [`${first}-${second}-in-order`, `${first}-${second}-late`] as const;
    for (const id of ids)
      await harness.ways.direct({ method: 'POST', path: '/r4/ServiceRequest/$assess', body: orderMessage(id) });
    await record(ids[0], first, 8);
    const inOrder = (await record(ids[0], second, 9)).body;
    await record(ids[1], second, 9);
    const late = (await record(ids[1], first, 8)).body;
    expect([stateOf(inOrder), stateOf(late)]).toEqual([AFTER[second], AFTER[second]]);
    expect(outputsOf(inOrder, 'bookable')).toEqual(outputsOf(late, 'bookable'));
    expect(outputsOf(inOrder, 'history')).toHaveLength(3);
  });
});
