import { afterAll, beforeAll, expect, test } from 'vitest';
import { readRoster } from '../../shared/handlers/admin/read-roster.ts';
import { type EventHarness, openEventHarness } from '../support/event-harness.ts';

let harness: EventHarness;
beforeAll(async () => {
  harness = await openEventHarness();
});
afterAll(() => harness.close());

const payerSystem = 'https://stresspass.example/fhir/NamingSystem/payer';
const patient = { resourceType: 'Patient', id: 'p1', birthDate: '1968-04-17' };
const coverage = (more: object = {}) => ({
  resourceType: 'Coverage',
  id: 'c1',
  status: 'active',
  subscriberId: 'M-1',
  beneficiary: { reference: 'Patient/p1' },
  payor: [{ identifier: { system: payerSystem, value: 'uhc-commercial' } }],
  period: { start: '2026-01-01', end: '2026-12-31' },
  ...more,
});
const read = (...resources: object[]) =>
  readRoster(
    JSON.stringify({ resourceType: 'Bundle', type: 'collection', entry: resources.map((resource) => ({ resource })) }),
    'America/New_York',
    harness.harness,
  );

test('a Coverage becomes a member, with the birth date of its Patient', () => {
  expect(read(patient, coverage(), coverage({ id: 'c2', subscriberId: 'M-2', status: 'cancelled' }))).toEqual({
    ok: true,
    value: [
      {
        payer: 'uhc-commercial',
        memberId: 'M-1',
        status: 'active',
        start: '2026-01-01',
        end: '2026-12-31',
        birthDate: '1968-04-17',
      },
      {
        payer: 'uhc-commercial',
        memberId: 'M-2',
        status: 'terminated',
        start: '2026-01-01',
        end: '2026-12-31',
        birthDate: '1968-04-17',
      },
    ],
  });
});

test.each([
  ['no member number', { subscriberId: undefined }, 'required'],
  ['a payer nobody knows', { payor: [{ display: 'Nobody Mutual' }] }, 'not-found'],
  ['a status that covers nothing', { status: 'entered-in-error' }, 'value'],
  ['a status that is none', { status: 'on' }, ''],
])('%s is refused, naming the Coverage', (_what, change, code) => {
  const result = read(patient, coverage(change));
  expect(result).toMatchObject({ ok: false, problems: [{ expression: expect.stringContaining('Bundle.entry[1]') }] });
  expect(result.ok ? '' : result.problems[0]!.code).toContain(code);
});

test('a Bundle without a Coverage, and a text that is no Bundle, are refused', () => {
  expect(read(patient)).toMatchObject({ ok: false, problems: [{ code: 'required' }] });
  expect(readRoster('{"resourceType":"Patient"', 'UTC', harness.harness)).toMatchObject({ ok: false });
});
