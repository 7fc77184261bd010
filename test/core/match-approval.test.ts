import { describe, expect, test } from 'vitest';
import type { Approval } from '../../shared/core/model/approval.ts';
import type { ServiceFacts } from '../../shared/core/model/message/inquiry.ts';
import type { Ruleset } from '../../shared/core/model/ruleset.ts';
import { approvalWindow, matchApproval, newestDecision } from '../../shared/core/policy/match-approval.ts';
import { ruleset } from '../support/rules.ts';

const approval = (more: Partial<Approval> = {}): Approval => ({
  number: 'A1',
  decision: 'approved',
  codes: ['78452'],
  source: 'portal',
  receivedAt: '2026-05-01T15:00:00.000Z',
  ...more,
});
const service = (more: Partial<ServiceFacts> = {}): ServiceFacts => ({
  line: 1,
  codes: ['78452'],
  ordered: [],
  modifiers: [],
  diagnoses: [],
  ...more,
});
const validFor = (days: number | null) =>
  ruleset({ validityDays: { value: days, evidence: 'verified', from: 'approval-date' } });

describe('the window', () => {
  test.each<[string, Partial<Approval>, number | null, object]>([
    ['its period', { start: '2026-05-03', end: '2026-06-01' }, 45, { start: '2026-05-03', end: '2026-06-01' }],
    ['start and the policy’s days', { start: '2026-05-03' }, 45, { start: '2026-05-03', end: '2026-06-17' }],
    ['the issue date for the start', { issued: '2026-04-30' }, 45, { start: '2026-04-30', end: '2026-06-14' }],
    ['else the day it was received', {}, 45, { start: '2026-05-01', end: '2026-06-15' }],
    ['no end where neither is known', {}, null, { start: '2026-05-01' }],
    ['an end alone', { end: '2026-06-01' }, null, { start: '2026-05-01', end: '2026-06-01' }],
    ['nothing for a number read off a claim', { source: 'claim' }, 45, {}],
  ])('%s', (_, about, days, expected) => {
    expect(approvalWindow(approval(about), validFor(days))).toEqual(expected);
  });
});

const partsOf = (
  about: Partial<Approval>,
  ordered: Partial<ServiceFacts> = {},
  date = '2026-05-12',
  rules = validFor(45),
) =>
  matchApproval([approval(about)], service(ordered), date, rules)?.mismatches.map(
    ({ part, carc }) => `${part} ${carc}`,
  );

describe('does it fit', () => {
  test.each<[string, Partial<Approval>, Partial<ServiceFacts>, string, readonly string[]]>([
    ['all of it', {}, {}, '2026-05-12', []],
    ['on its first day', {}, {}, '2026-05-01', []],
    ['on its last day', {}, {}, '2026-06-15', []],
    ['a day early', {}, {}, '2026-04-30', ['date 302']],
    ['a day late', {}, {}, '2026-06-16', ['date 302']],
    ['another code', {}, { codes: ['78451'] }, '2026-05-12', ['code 284']],
    ['one of the codes the order can mean', {}, { codes: ['78451', '78452'] }, '2026-05-12', []],
    ['an approval that names no code', { codes: [] }, { codes: ['93350'] }, '2026-05-12', []],
    ['another place', { placeOfService: '22' }, { placeOfService: '11' }, '2026-05-12', ['place 284']],
    ['a place nobody knows yet', { placeOfService: '22' }, {}, '2026-05-12', []],
    ['another facility', { facility: 'a' }, { facility: 'b' }, '2026-05-12', ['facility 296']],
    ['another performer', { performer: 'a' }, { performer: 'b' }, '2026-05-12', ['performer 296']],
    [
      'a number and a reference of one facility',
      { facility: '1234567893' },
      { facility: 'Location/1' },
      '2026-05-12',
      [],
    ],
    ['an organization and its location', { facility: 'Organization/1' }, { facility: 'Location/2' }, '2026-05-12', []],
    ['another NPI', { performer: '1234567893' }, { performer: '2000000010' }, '2026-05-12', ['performer 296']],
    [
      'another practitioner',
      { performer: 'Practitioner/1' },
      { performer: 'Practitioner/2' },
      '2026-05-12',
      ['performer 296'],
    ],
    [
      'one practitioner on two servers',
      { performer: 'https://ehr.example/r4/Practitioner/1' },
      { performer: 'Practitioner/1' },
      '2026-05-12',
      [],
    ],
    ['units left', { units: 2, unitsUsed: 1 }, {}, '2026-05-12', []],
    ['units used up', { units: 1, unitsUsed: 1 }, {}, '2026-05-12', ['units 198']],
    ['more units ordered', { units: 1 }, { units: 2 }, '2026-05-12', ['units 198']],
    [
      'several things',
      { facility: 'a' },
      { facility: 'b', codes: ['93350'] },
      '2026-07-01',
      ['date 302', 'code 284', 'facility 296'],
    ],
  ])('%s', (_, about, ordered, date, expected) => {
    expect(partsOf(about, ordered, date)).toEqual(expected);
  });
  test('a crosswalk lets an approval of one code cover the others of its set, and no more', () => {
    const rules = ruleset({ crosswalk: { value: [['78451', '78452']], evidence: 'verified' } });
    expect(partsOf({}, { codes: ['78451'] }, '2026-05-12', rules)).toEqual([]);
    expect(partsOf({}, { codes: ['93350'] }, '2026-05-12', rules)).toEqual(['code 284']);
  });
  test('a crosswalk told by others does not count: it is asked about', () => {
    const rules = ruleset({ crosswalk: { value: [['78451', '78452']], evidence: 'secondary' } });
    expect(partsOf({}, { codes: ['78451'] }, '2026-05-12', rules)).toEqual(['code 284']);
  });
  test('a code in two sets of a crosswalk is covered by both', () => {
    const value = [
      ['78451', '78452'],
      ['78452', '78453'],
    ];
    const rules = ruleset({ crosswalk: { value, evidence: 'verified' } });
    expect(partsOf({ codes: ['78453'] }, { codes: ['78452'] }, '2026-05-12', rules)).toEqual([]);
    expect(partsOf({ codes: ['78453'] }, { codes: ['78451'] }, '2026-05-12', rules)).toEqual(['code 284']);
  });
  test('what is not known of another code is asked, and no other code performed', () => {
    const says = (codeSpecific: Ruleset['codeSpecific']) =>
      matchApproval(
        [approval({ codes: ['93350'] })],
        service({ codes: ['93351'] }),
        '2026-05-12',
        ruleset({ codeSpecific }),
      )
        ?.mismatches.map((one) => one.says)
        .join(' ');
    expect(says({ value: true, evidence: 'illustrative', why: 'Not read.' })).toContain(
      'not known: ask, and perform no other code than the approved one',
    );
    expect(says({ value: true, evidence: 'verified' })).toContain('an approval covers the approved code alone');
    expect(says({ value: true, evidence: 'illustrative', why: 'Not read.', says: 'Look into the list.' })).toMatch(
      /not for 93351\. Look into the list\.$/,
    );
  });
  test('a policy may not tie approvals to code or site', () => {
    const free = { value: false, evidence: 'verified' } as const;
    const loose = ruleset({ codeSpecific: free, siteSpecific: free });
    const elsewhere = { codes: ['78451'], placeOfService: '11', facility: 'b' };
    expect(partsOf({ placeOfService: '22', facility: 'a' }, elsewhere, '2026-05-12', loose)).toEqual([]);
  });
});

describe('which one', () => {
  const pick = (...decisions: readonly Approval[]) =>
    matchApproval(decisions, service(), '2026-05-12', validFor(45))?.approval.number;
  test('the one that fits, else the one that fits best, else the newest', () => {
    expect(pick(approval({ number: 'old', codes: ['93350'] }), approval({ number: 'fits' }))).toBe('fits');
    expect(
      pick(
        approval({ number: 'two', codes: ['93350'], end: '2026-05-02' }),
        approval({ number: 'one', codes: ['93350'] }),
      ),
    ).toBe('one');
    expect(
      pick(approval({ number: 'later', receivedAt: '2026-05-02T00:00:00.000Z' }), approval({ number: 'earlier' })),
    ).toBe('later');
  });
  test('of two received at once the one recorded last', () => {
    expect(pick(approval({ number: 'first' }), approval({ number: 'second' }))).toBe('second');
  });
  test.each(['denied', 'pended', 'cancelled', 'not-required'] as const)('%s is no approval', (decision) => {
    expect(pick(approval({ decision }))).toBeUndefined();
  });
  test('part of it approved is one', () => {
    expect(pick(approval({ decision: 'partial' }))).toBe('A1');
  });
});

describe('taken back by the payer', () => {
  const later = (more: Partial<Approval>): Approval =>
    approval({ decision: 'denied', receivedAt: '2026-05-05T00:00:00.000Z', ...more });
  const unnumbered = (more: Partial<Approval> = {}): Approval => {
    const { number: _, ...rest } = later(more);
    return rest;
  };
  const stands = (decision: Approval) =>
    matchApproval([approval(), decision], service(), '2026-05-12', validFor(45)) !== undefined;
  test.each<[string, Approval, boolean]>([
    ['a later denial of the same number', later({}), false],
    ['a later denial without a number', unnumbered(), false],
    ['a later cancellation', unnumbered({ decision: 'cancelled' }), false],
    ['a denial of another number', later({ number: 'B2' }), true],
    ['a denial of another code', unnumbered({ codes: ['93350'] }), true],
    ['an earlier denial', unnumbered({ receivedAt: '2026-04-01T00:00:00.000Z' }), true],
    ['a later request still pending', unnumbered({ decision: 'pended' }), true],
  ])('%s', (_, decision, expected) => {
    expect(stands(decision)).toBe(expected);
  });
});

test('the newest word that speaks of what is ordered', () => {
  const denied = approval({ decision: 'denied', codes: ['93350'], receivedAt: '2026-05-09T00:00:00.000Z' });
  expect(newestDecision([approval(), denied], service())?.decision).toBe('approved');
  expect(newestDecision([approval(), { ...denied, codes: [] }], service())?.decision).toBe('denied');
  expect(newestDecision([], service())).toBeUndefined();
});
