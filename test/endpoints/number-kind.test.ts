import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type EndpointHarness, openEndpointHarness, WAYS } from '../support/endpoint-harness.ts';
import { decisionMessage, orderMessage, type Part } from '../support/endpoint-messages.ts';

/** A number read off a screen or heard on the phone is not always an authorization. */

let harness: EndpointHarness;
beforeAll(async () => {
  harness = await openEndpointHarness();
});
afterAll(() => harness.close());

type Parts = Parameters<typeof decisionMessage>[1];
const WINDOW: Parts = { period: ['Period', { start: '2026-06-10', end: '2026-07-09' }] };
const START = '2026-06-15T09:00:00-04:00';
const outputOf = (task: Part, code: string) => task.output.find(({ type }: Part) => type.coding[0].code === code);
const named = (parameters: Part, name: string) => parameters.parameter.find((one: Part) => one.name === name);

describe.each(WAYS)('numberKind, %s', (way) => {
  const ask = (path: string, body?: unknown) =>
    harness.ways[way]({ method: body ? 'POST' : 'GET', path, ...(body ? { body } : {}) });
  const idOf = (name: string) => `${name}-${way}`;
  const assess = (name: string, patient = 'p1') =>
    ask(
      '/r4/ServiceRequest/$assess',
      orderMessage(idOf(name), () => undefined, patient),
    );
  const record = (name: string, decision: string, number: string, kind?: string, more: Parts = WINDOW) =>
    ask(
      `/r4/ServiceRequest/${idOf(name)}/$record-decision`,
      decisionMessage(decision, {
        ...more,
        number: ['String', `${number}-${way}`],
        ...(kind ? { numberKind: ['Code', kind] as const } : {}),
      }),
    );
  const book = async (name: string) =>
    (
      await ask(`/r4/ServiceRequest/${idOf(name)}/$bookable`, {
        resourceType: 'Parameters',
        parameter: [{ name: 'start', valueDateTime: START }],
      })
    ).body;

  test.each([
    ['case', 'approved'],
    ['call-reference', 'approved'],
    ['case', 'partial'],
    ['call-reference', 'partial'],
  ])('a %s number of a decision “%s” makes no slot bookable; it is kept and found', async (kind, decision) => {
    const name = `${kind}-${decision}`;
    await assess(name);
    const { status, body } = await record(name, decision, `N-${name}`, kind);
    expect(status).toBe(200);
    expect(body.businessStatus.coding[0].code).toBe('submitted');
    expect(outputOf(body, 'bookable').valueCode).toBe('not-yet');
    expect(outputOf(body, 'number')).toBeUndefined();
    expect(outputOf(body, 'next-action').valueCode).toBe('fix-authorization');
    expect([outputOf(body, 'owner').valueCode, outputOf(body, 'state').valueCode]).toEqual(['scheduler', 'act']);
    const number = body.identifier.find(({ value }: Part) => value === `N-${name}-${way}`);
    expect(number.type.coding[0].code).toBe(kind);
    const slot = await book(name);
    expect(named(slot, 'answer').valueCode).toBe('not-yet');
    expect(named(slot, 'authorization')).toBeUndefined();
    const found = await ask(`/r4/Task?identifier=${encodeURIComponent(`|N-${name}-${way}`)}`);
    expect(found.body.total).toBe(1);
    const again = await assess(name);
    expect(again.body.preAuthRef).toBeUndefined();
  });

  test.each([[undefined], ['authorization']])('an approval with kind %s is one, as before', async (kind) => {
    const name = `authorization-${kind}`;
    await assess(name);
    const { body } = await record(name, 'approved', `A-${kind}`, kind);
    expect(outputOf(body, 'bookable').valueCode).toBe('yes');
    expect(body.identifier.at(-1)).toEqual({ type: { text: 'Authorization number' }, value: `A-${kind}-${way}` });
    expect(named(await book(name), 'answer').valueCode).toBe('yes');
  });

  test('the authorization number, once told, makes it bookable', async () => {
    await assess('later');
    await record('later', 'approved', 'C-1', 'case');
    const { body } = await record('later', 'approved', 'A-1');
    expect([body.businessStatus.coding[0].code, outputOf(body, 'number').valueString]).toEqual([
      'approved',
      `A-1-${way}`,
    ]);
  });

  test('a denial by call reference ends an approval, whatever number that had', async () => {
    await assess('ended');
    await record('ended', 'approved', 'A-2');
    harness.time.now = '2026-06-01T16:00:00.000Z';
    const { body } = await record('ended', 'denied', 'CALL-2', 'call-reference', {});
    harness.time.now = '2026-06-01T15:00:00.000Z';
    expect(outputOf(body, 'bookable').valueCode).toBe('no');
  });

  test('one call can be about several patients; a case cannot', async () => {
    for (const name of ['call-1', 'call-2', 'case-1', 'case-2']) await assess(name, `p-${name}`);
    const calls = [
      await record('call-1', 'pended', 'CALL', 'call-reference'),
      await record('call-2', 'pended', 'CALL', 'call-reference'),
    ];
    expect(calls.map(({ status }) => status)).toEqual([200, 200]);
    const cases = [await record('case-1', 'pended', 'CASE', 'case'), await record('case-2', 'pended', 'CASE', 'case')];
    expect(cases.map(({ status }) => status)).toEqual([200, 409]);
    expect((await ask(`/r4/Task?identifier=${encodeURIComponent(`|CALL-${way}`)}`)).body.total).toBe(2);
  });

  test('a kind nobody defined is refused', async () => {
    await assess('odd');
    expect((await record('odd', 'approved', 'O', 'reference')).status).toBe(400);
  });

  test.each([
    ['needs the last office note', 'send-documents', 'scheduler', 'act'],
    ['Additional clinical information required', 'send-documents', 'scheduler', 'act'],
    ['¿?', 'wait-for-payer', 'payer', 'wait'],
    ['In clinical review', 'wait-for-payer', 'payer', 'wait'],
    ['Etwas fehlt', 'send-documents', 'scheduler', 'act'],
  ])('pended “%s”: %s, by the %s', async (reason, action, owner, state) => {
    const name = `pended-${action}-${reason.length}`;
    await assess(name);
    const { body } = await record(name, 'pended', `P-${reason.length}`, 'case', {
      reason: ['CodeableConcept', { text: reason }],
    });
    expect(['next-action', 'owner', 'state'].map((code) => outputOf(body, code).valueCode)).toEqual([
      action,
      owner,
      state,
    ]);
    expect(outputOf(body, 'bookable').valueCode).toBe('not-yet');
    const slot = await book(name);
    expect([named(slot, 'nextAction').part[0].valueCode, named(slot, 'state').valueCode]).toEqual([action, state]);
    if (action === 'send-documents') {
      expect(outputOf(body, 'disposition').valueString).toMatch(/asks for/);
      expect(outputOf(body, 'next-step').valueString).not.toMatch(/^Wait/);
      expect(JSON.stringify(slot)).not.toContain(reason);
    }
  });
});
