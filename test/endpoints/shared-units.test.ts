import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { appointment } from '../support/appointments.ts';
import { type EndpointHarness, openEndpointHarness } from '../support/endpoint-harness.ts';
import { claimMessage, decisionMessage, orderMessage, type Part, partOf } from '../support/endpoint-messages.ts';
import { INSIDE } from '../support/visit-situations.ts';

/** One authorization number on two orders of one patient: its units are there once. */
let harness: EndpointHarness;
beforeAll(async () => {
  harness = await openEndpointHarness();
});
afterAll(() => harness.close());

const post = (path: string, body: unknown) => harness.ways.direct({ method: 'POST', path, body });
const assess = async (id: string, change?: (asked: Part) => void): Promise<void> => {
  expect((await post('/r4/ServiceRequest/$assess', orderMessage(id, change))).status).toBe(200);
};
const approve = async (id: string, number: string, units: number, hour: number): Promise<void> => {
  const given = {
    number: ['String', number] as const,
    units: ['PositiveInt', units] as const,
    receivedAt: ['DateTime', `2026-06-01T0${hour}:00:00-04:00`] as const,
  };
  const { status, body } = await post(`/r4/ServiceRequest/${id}/$record-decision`, decisionMessage('approved', given));
  expect(status, JSON.stringify(body)).toBe(200);
};
const slot = { resourceType: 'Parameters', parameter: [{ name: 'start', valueDateTime: INSIDE }] };
const check = async (id: string) => {
  const { body } = await post(`/r4/ServiceRequest/${id}/$bookable`, slot);
  const { parameter } = body as Part;
  return [
    parameter.find(({ name }: Part) => name === 'answer').valueCode,
    ...parameter
      .filter(({ name }: Part) => name === 'reason')
      .map((one: Part) => one.valueCodeableConcept.coding[0].code)
      .filter((code: string) => code === 'units-used'),
  ];
};
const both = async (name: string, units: number): Promise<readonly [string, string]> => {
  const [first, second] = [`${name}-1`, `${name}-2`] as const;
  for (const id of [first, second]) await assess(id);
  // Spelled as people type it.
  await approve(first, `${name}-77`, units, 1);
  await approve(second, `${name}-77`.toLowerCase(), units, 2);
  return [first, second];
};

test('one unit: the order that had the number first may be booked, the other may not', async () => {
  const [first, second] = await both('ONE', 1);
  expect(await check(first)).toEqual(['yes']);
  expect(await check(second)).toEqual(['no', 'units-used']);
});

test('two units: both may be booked', async () => {
  const [first, second] = await both('TWO', 2);
  expect([await check(first), await check(second)]).toEqual([['yes'], ['yes']]);
});

test('the first is cancelled: its unit is free', async () => {
  const [first, second] = await both('FREE', 1);
  await assess(first, (asked) => {
    asked.status = 'revoked';
    asked.meta = { lastUpdated: '2026-06-01T12:00:00Z' };
  });
  expect((await check(first))[0]).toBe('no');
  expect(await check(second)).toEqual(['yes']);
});

test('the first was done: its unit is used', async () => {
  const [first, second] = await both('DONE', 1);
  await assess(first, (asked) => {
    asked.status = 'completed';
    asked.meta = { lastUpdated: '2026-06-01T12:00:00Z' };
  });
  expect(await check(second)).toEqual(['no', 'units-used']);
});

test('the list of visits says the same', async () => {
  const [first, second] = await both('LIST', 1);
  const rows = [first, second].map((id) => ({ resource: appointment(`visit-${id}`, id, INSIDE) }));
  const { status, body } = await post('/r4/$worklist', { resourceType: 'Bundle', type: 'collection', entry: rows });
  expect(status, JSON.stringify(body)).toBe(200);
  const told: readonly string[] = (body as Part).entry.map(
    ({ resource }: Part) => resource.parameter.find(({ name }: Part) => name === 'answer').valueCode,
  );
  expect(told.toSorted()).toEqual(['no', 'yes']);
});

describe('the payer told no units', () => {
  const recorded = async (id: string, number: string, hour: number): Promise<Part> => {
    const given = {
      number: ['String', number] as const,
      receivedAt: ['DateTime', `2026-06-01T0${hour}:00:00-04:00`] as const,
    };
    const { status, body } = await post(
      `/r4/ServiceRequest/${id}/$record-decision`,
      decisionMessage('approved', given),
    );
    expect(status, JSON.stringify(body)).toBe(200);
    return body as Part;
  };
  const shared = async (name: string): Promise<readonly [string, string]> => {
    const [first, second] = [`${name}-1`, `${name}-2`] as const;
    for (const id of [first, second]) await assess(id);
    await recorded(first, `${name}-88`, 1);
    await recorded(second, `${name}-88`.toLowerCase(), 2);
    return [first, second];
  };
  const gate = async (id: string): Promise<readonly [string, boolean]> => {
    const { body } = await post(`/r4/ServiceRequest/${id}/$bookable`, slot);
    const { parameter } = body as Part;
    const reasons = JSON.stringify(parameter.filter(({ name }: Part) => name === 'reason'));
    const isSaid = reasons.includes('"number-shared"') && reasons.includes('(assumed');
    return [parameter.find(({ name }: Part) => name === 'answer').valueCode, isSaid];
  };
  const answerOf = async (id: string): Promise<string> => {
    const get = async (path: string) => (await harness.ways.direct({ method: 'GET', path })).body as Part;
    const { output } = await get(`/r4/ServiceRequest/${id}/$authorization-status`);
    const { valueReference } = output.find(({ type }: Part) => type.coding[0].code === 'answer');
    return JSON.stringify(await get(`/r4/${valueReference.reference}`));
  };

  test('the second order says that the number may be used up, at the gate and in its answer; the first does not', async () => {
    const [first, second] = await shared('NONE');
    expect(await gate(first)).toEqual(['yes', false]);
    expect(await gate(second)).toEqual(['yes', true]);
    expect(await answerOf(second)).toContain('number-shared');
    expect(await answerOf(first)).not.toContain('number-shared');
  });

  test('units recorded since: they count, and nothing is assumed', async () => {
    const [, second] = await shared('SINCE');
    await approve(second, 'SINCE-88', 2, 3);
    expect(await gate(second)).toEqual(['yes', false]);
  });

  test('the first is cancelled: nothing to say', async () => {
    const [first, second] = await shared('FREED');
    await assess(first, (asked) => {
      asked.status = 'revoked';
      asked.meta = { lastUpdated: '2026-06-01T12:00:00Z' };
    });
    expect(await gate(second)).toEqual(['yes', false]);
  });

  test('a claim with the number says it, and one with a number of one order does not', async () => {
    await shared('BILL');
    await assess('ALONE-1');
    await recorded('ALONE-1', 'ALONE-88', 1);
    const check = async (number: string): Promise<string> => {
      const message = claimMessage();
      partOf(message, 'Claim').insurance[0].preAuthRef = [number];
      const { status, body } = await post('/r4/Claim/$check', message);
      expect(status).toBe(200);
      return JSON.stringify(body);
    };
    expect(await check('BILL-88')).toContain('number-shared');
    expect(await check('ALONE-88')).not.toContain('number-shared');
  });

  test('the list of visits says it too', async () => {
    const ids = await shared('ROWS');
    const rows = ids.map((id) => ({ resource: appointment(`visit-${id}`, id, INSIDE) }));
    const { body } = await post('/r4/$worklist', { resourceType: 'Bundle', type: 'collection', entry: rows });
    const said = (body as Part).entry.filter(({ resource }: Part) =>
      JSON.stringify(resource).includes('"number-shared"'),
    );
    expect(said).toHaveLength(1);
  });
});
