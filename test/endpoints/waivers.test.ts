import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Tenant } from '../../shared/app/ports/ports.ts';
import { type EndpointHarness, openEndpointHarness, TENANT } from '../support/endpoint-harness.ts';
import { decisionMessage, orderMessage, type Part, partOf } from '../support/endpoint-messages.ts';

let harness: EndpointHarness;
beforeAll(async () => {
  harness = await openEndpointHarness();
});
afterAll(() => harness.close());

const post = (path: string, body: unknown) => harness.ways.direct({ method: 'POST', path, body });
const settle = async (exemptions: Tenant['exemptions']) => {
  await harness.ports.settings.put({ ...TENANT, ...(exemptions ? { exemptions } : {}) });
};
beforeEach(() => settle(undefined));

const NOTICE = {
  payer: 'uhc-commercial',
  dated: '2026-04-01',
  from: '2026-04-01',
  codes: ['93351'],
  npis: ['1234567893'],
  of: 'ordering',
  notify: false,
} as const;

const assess = async (id: string, bend: (message: Part) => void = () => undefined) => {
  const message = orderMessage(id);
  bend(message);
  const { status, body } = await post('/r4/ServiceRequest/$assess', message);
  expect(status, JSON.stringify(body)).toBe(200);
  return JSON.stringify(body);
};
const decide = async (id: string, decision: string, more: Parameters<typeof decisionMessage>[1] = {}) => {
  const { status, body } = await post(`/r4/ServiceRequest/${id}/$record-decision`, decisionMessage(decision, more));
  expect(status, JSON.stringify(body)).toBe(200);
  return body;
};
const task = async (id: string) =>
  (await harness.ways.direct({ method: 'GET', path: `/r4/ServiceRequest/${id}/$authorization-status` })).body;
const output = (of: Part, code: string) => {
  const { type: _type, ...value } = of.output.find(({ type }: Part) => type.coding[0].code === code) ?? {};
  return Object.values(value)[0];
};
const slot = async (id: string) => {
  const { body } = await post(`/r4/ServiceRequest/${id}/$bookable`, {
    resourceType: 'Parameters',
    parameter: [{ name: 'start', valueDateTime: '2026-06-15T10:00:00-04:00' }],
  });
  return (name: string) => {
    const found = body.parameter.find((one: Part) => one.name === name);
    return found?.valueCode ?? found?.valueString ?? found?.valueUnsignedInt ?? found?.part?.[0].valueCode;
  };
};

const inList = async (id: string): Promise<string> => {
  const response = await fetch(`${harness.url}/r4/$worklist`, {
    method: 'POST',
    headers: { 'content-type': 'text/csv' },
    body: `order,start\r\n${id},2026-06-15T10:00:00-04:00\r\n`,
  });
  return response.text();
};

describe('a plan’s notice of exemption, in the settings of the tenant', () => {
  test('makes the test bookable for who it names, by its own name', async () => {
    await settle([NOTICE]);
    expect(await assess('gold')).toContain('exemption: notice of 2026-04-01');
    const value = await slot('gold');
    expect([value('answer'), value('waiver'), value('rule')]).toEqual([
      'yes',
      'exemption: notice of 2026-04-01',
      undefined,
    ]);
    expect(output(await task('gold'), 'waiver')).toBe('exemption: notice of 2026-04-01');
    expect(await inList('gold')).toContain('"exemption: notice of 2026-04-01"');
  });
  test('for nobody else, and says why', async () => {
    await settle([NOTICE]);
    const body = await assess('other', (message) => {
      partOf(message, 'Practitioner').identifier[0].value = '1999999992';
    });
    expect(body).toContain('is for others than who orders this test');
    expect((await slot('other'))('answer')).toBe('not-yet');
    await assess('delegated', (message) => {
      partOf(message, 'Coverage').type = { text: 'delegated' };
    });
    expect((await slot('delegated'))('answer')).toBe('cannot-tell');
  });
  test('and says that nobody told whether a group decides, whatever the rules say of such members', async () => {
    await settle([NOTICE]);
    expect(await assess('taken')).toContain('taken as not delegated');
    await settle([{ ...NOTICE, payer: 'highmark' }]);
    const ofHighmark = (message: Part) => {
      partOf(message, 'Organization').identifier[0].value = 'highmark';
    };
    expect(await assess('taken-2', ofHighmark)).toContain('taken as not delegated');
    await settle(undefined);
    expect(await assess('not-taken', ofHighmark)).not.toContain('taken as not delegated');
  });
  test('with a duty to notify only once the plan confirmed it', async () => {
    await settle([{ ...NOTICE, notify: true }]);
    await assess('notify');
    const asked = await slot('notify');
    expect([asked('answer'), asked('nextAction'), asked('state')]).toEqual(['not-yet', 'send-request', 'act']);
    expect(asked('nextStep')).toMatch(/^Notify the plan/);
    await decide('notify', 'not-required', { number: ['String', 'NOTE-1'], numberKind: ['Code', 'call-reference'] });
    expect((await slot('notify'))('answer')).toBe('yes');
  });
  test('a notice that is withdrawn counts no longer at the gate', async () => {
    await settle([NOTICE]);
    await assess('withdrawn');
    expect((await slot('withdrawn'))('answer')).toBe('yes');
    await settle(undefined);
    expect((await slot('withdrawn'))('answer')).toBe('not-yet');
  });
});

test('after a change of plan the earlier approval is proof to hand over, and no yes', async () => {
  const plan = (payer: string, start: string) => (message: Part) => {
    partOf(message, 'Organization').identifier[0].value = payer;
    partOf(message, 'Coverage').period = { start, end: '2026-12-31' };
  };
  await assess('moved', plan('highmark', '2026-01-01'));
  await decide('moved', 'approved', {
    number: ['String', 'OLD-1'],
    period: ['Period', { start: '2026-04-01', end: '2026-09-30' }],
    receivedAt: ['DateTime', '2026-04-01T10:00:00-04:00'],
  });
  expect((await slot('moved'))('answer')).toBe('yes');
  await assess('moved', (message) => {
    plan('uhc-commercial', '2026-05-01')(message);
    partOf(message, 'ServiceRequest').meta = { lastUpdated: '2026-06-01T14:00:00Z' };
  });
  const value = await slot('moved');
  expect([value('answer'), value('nextAction'), value('waiver')]).toEqual([
    'not-yet',
    'send-documents',
    'continuity: pledge of AHIP and BCBSA, 2025-06-23',
  ]);
  await decide('moved', 'approved', {
    number: ['String', 'NEW-1'],
    period: ['Period', { start: '2026-06-01', end: '2026-06-30' }],
  });
  expect((await slot('moved'))('answer')).toBe('yes');
});

test('an approval says what is used of it and what is left, and whether it binds the plan', async () => {
  await assess('units', (message) => {
    partOf(message, 'Organization').identifier[0].value = 'uhc-medicare-advantage';
  });
  const recorded = await decide('units', 'approved', {
    number: ['String', 'U-1'],
    units: ['PositiveInt', 2],
    period: ['Period', { start: '2026-06-01', end: '2026-06-30' }],
  });
  expect([output(recorded, 'units-used'), output(recorded, 'units-left')]).toEqual([0, 2]);
  expect(output(recorded, 'binding')).toMatch(/binds the plan.*eligibility, coding or site.*42 CFR 422\.138\(c\)/);
  const value = await slot('units');
  expect([value('answer'), value('unitsUsed'), value('unitsLeft')]).toEqual(['yes', 0, 2]);
});
