import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Comparison, compareAbsentHistory, OPERATORS } from '../../shared/core/criteria/operators.ts';
import type { Operator } from '../../shared/core/model/program.ts';
import { outcomeOf } from '../../shared/core/model/truth.ts';
import { codebook } from '../support/service-lines.ts';

const on = (serviceDate: string, others: Readonly<Record<string, unknown>> = {}): Comparison => ({
  serviceDate,
  codebook,
  valueOf: (fact) => others[fact],
});
const compare = (op: Operator, value: unknown, operand: unknown, comparison = on('2026-05-12')) =>
  outcomeOf(OPERATORS[op](value, operand, comparison));

describe('plain comparisons', () => {
  test.each<[Operator, unknown, unknown, string]>([
    ['is', true, true, 'met'],
    ['is', false, true, 'not-met'],
    ['is', 'high', 'high', 'met'],
    ['in', 'cardiac', ['cardiac', 'possible-cardiac'], 'met'],
    ['in', 'none', ['cardiac'], 'not-met'],
    ['exists', {}, undefined, 'met'],
    ['exists', 'low', undefined, 'met'],
    ['exists', 'none', undefined, 'not-met'],
    ['sameModalityAs', 'other', 'modality', 'not-met'],
    ['below', 3.9, 4, 'met'],
    ['below', 4, 4, 'not-met'],
    ['atLeast', 40, 40, 'met'],
    ['atLeast', 39.9, 40, 'not-met'],
    ['above', 15, 15, 'not-met'],
    ['above', 15.1, 15, 'met'],
    ['atMost', 34, 34, 'met'],
    ['atMost', 35, 34, 'not-met'],
    ['below', 'four', 4, 'unknown'],
    ['below', 3, undefined, 'unknown'],
  ])('%s %j %j is %s', (op, value, operand, expected) => {
    expect(compare(op, value, operand, on('2026-05-12', { modality: 'spect' }))).toBe(expected);
  });
});

describe('withinDays: both ends count', () => {
  test.each([
    ['2026-03-13', 'met'],
    ['2026-03-12', 'not-met'],
    ['2026-05-12', 'met'],
    ['2026-05-13', 'not-met'],
    ['2026-04', 'met'],
    ['2026-03', 'unknown'],
    ['2026-05', 'met'],
    ['2026', 'unknown'],
    ['2025', 'not-met'],
  ])('60 days before 12 May: %s is %s', (date, expected) => {
    expect(compare('withinDays', { date }, 60)).toBe(expected);
  });
});

describe('withinMonths: a calendar month back, a shorter month by its end', () => {
  test.each([
    ['2026-05-12', 12, '2025-05-12', 'met'],
    ['2026-05-12', 12, '2025-05-11', 'not-met'],
    ['2026-03-31', 1, '2026-02-28', 'met'],
    ['2026-03-31', 1, '2026-02-27', 'not-met'],
    ['2024-03-31', 1, '2024-02-29', 'met'],
    ['2026-05-12', 24, '2024-05', 'unknown'],
    ['2026-05-12', 24, '2024-06', 'met'],
    ['2026-05-12', 24, '2024-04', 'not-met'],
  ])('on %s, %i months: %s is %s', (service, months, date, expected) => {
    expect(compare('withinMonths', { date }, months, on(service))).toBe(expected);
  });
});

describe('passedYears: the anniversary itself is not yet passed', () => {
  test.each([
    ['2026-05-12', '2024-05-12', 2, 'not-met'],
    ['2026-05-13', '2024-05-12', 2, 'met'],
    ['2026-05-11', '2024-05-12', 2, 'not-met'],
    ['2026-02-28', '2024-02-29', 2, 'not-met'],
    ['2026-03-01', '2024-02-29', 2, 'not-met'],
    ['2026-03-02', '2024-02-29', 2, 'met'],
    ['2028-02-29', '2024-02-29', 4, 'not-met'],
    ['2026-05-12', '2024', 2, 'unknown'],
    ['2027-01-01', '2024', 2, 'met'],
    ['2026-05-12', '2024-05', 2, 'unknown'],
    ['2026-05-12', '2024-04', 2, 'met'],
    ['2026-05-12', '2024-06', 2, 'not-met'],
  ])('on %s, event %s, %i years: %s', (service, date, years, expected) => {
    expect(compare('passedYears', { date }, years, on(service))).toBe(expected);
  });
});

test('an event without a date decides no interval', () => {
  for (const op of ['withinDays', 'withinMonths', 'passedYears'] as const) expect(compare(op, {}, 2)).toBe('unknown');
  expect(compare('exists', {}, undefined)).toBe('met');
});

test('a partial date decides exactly where all its days agree', () => {
  const months = fc.tuple(fc.integer({ min: 2020, max: 2026 }), fc.integer({ min: 1, max: 12 }));
  fc.assert(
    fc.property(
      months,
      fc.constantFrom<Operator>('withinDays', 'withinMonths', 'passedYears'),
      fc.integer({ min: 1, max: 60 }),
      ([year, month], op, n) => {
        const partial = `${year}-${String(month).padStart(2, '0')}`;
        const length = new Date(Date.UTC(year, month, 0)).getUTCDate();
        const days = Array.from({ length }, (_, day) => `${partial}-${String(day + 1).padStart(2, '0')}`);
        // What is on file happened by the service date where its month allows that.
        const possible = days.some((day) => day <= '2026-05-12') ? days.filter((day) => day <= '2026-05-12') : days;
        const outcomes = new Set(possible.map((date) => compare(op, { date }, n)));
        expect(compare(op, { date: partial }, n)).toBe(outcomes.size === 1 ? [...outcomes][0] : 'unknown');
      },
    ),
  );
});

describe('codes', () => {
  test.each<[Operator, readonly string[], string, string]>([
    ['anyCodeIn', ['R07.9', 'Z13.6'], 'dx-screening', 'met'],
    ['anyCodeIn', ['R07.9'], 'dx-screening', 'not-met'],
    ['allCodesIn', ['Z13.6', 'Z00.00'], 'dx-screening', 'met'],
    ['allCodesIn', ['Z13.6', 'R07.9'], 'dx-screening', 'not-met'],
    ['allCodesIn', [], 'dx-screening', 'not-met'],
    ['anyCodeIn', ['Z13.6'], 'no-such-group', 'not-met'],
  ])('%s %j %s is %s', (op, value, group, expected) => {
    expect(compare(op, value, group)).toBe(expected);
  });
});

describe('sameModalityAs: planar counts as SPECT', () => {
  test.each([
    ['spect', 'planar', 'met'],
    ['planar', 'spect', 'met'],
    ['pet', 'spect', 'not-met'],
    ['ecg', 'ecg', 'met'],
    ['spect', undefined, 'unknown'],
  ])('%s and ordered %s: %s', (earlier, ordered, expected) => {
    expect(compare('sameModalityAs', earlier, 'modality', on('2026-05-12', { modality: ordered }))).toBe(expected);
  });
});

describe('a history fact that was looked for and not found', () => {
  test.each<[Operator, unknown, string]>([
    ['is', true, 'not-met'],
    ['is', false, 'met'],
    ['exists', undefined, 'not-met'],
    ['withinDays', 60, 'not-met'],
    ['passedYears', 2, 'not-met'],
    ['in', ['normal'], 'not-met'],
  ])('%s %j is %s', (op, operand, expected) => {
    expect(outcomeOf(compareAbsentHistory(op, operand))).toBe(expected);
  });
});
