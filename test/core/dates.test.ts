import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { addDays, addMonths, addYears, ageOn, dayOfWeek, firstDay, lastDay } from '../../shared/core/model/dates.ts';

const iso = (date: Date) => date.toISOString().slice(0, 10);
const aDate = fc.date({ min: new Date('1900-01-01'), max: new Date('2099-12-31'), noInvalidDate: true }).map(iso);

describe('partial dates', () => {
  test.each([
    ['2024', '2024-01-01', '2024-12-31'],
    ['2024-02', '2024-02-01', '2024-02-29'],
    ['2023-02', '2023-02-01', '2023-02-28'],
    ['1900-02', '1900-02-01', '1900-02-28'],
    ['2000-02', '2000-02-01', '2000-02-29'],
    ['2024-05-06', '2024-05-06', '2024-05-06'],
    ['2024-05-06T10:00:00Z', '2024-05-06', '2024-05-06'],
  ])('%s runs from %s to %s', (date, first, last) => {
    expect([firstDay(date), lastDay(date)]).toEqual([first, last]);
  });
});

describe('adding years and months', () => {
  test.each([
    ['2024-02-29', 1, '2025-03-01'],
    ['2024-02-29', 4, '2028-02-29'],
    ['2024-02-28', 1, '2025-02-28'],
    ['2023-03-01', 1, '2024-03-01'],
    ['2024-02-29', -1, '2023-03-01'],
  ])('%s and %i years is %s', (date, years, expected) => {
    expect(addYears(date, years)).toBe(expected);
  });
  test.each([
    ['2026-03-31', -1, '2026-02-28'],
    ['2024-03-31', -1, '2024-02-29'],
    ['2026-01-31', 1, '2026-02-28'],
    ['2026-01-15', -12, '2025-01-15'],
    ['2026-11-30', 3, '2027-02-28'],
    ['2026-05-12', -24, '2024-05-12'],
  ])('%s and %i months is %s', (date, months, expected) => {
    expect(addMonths(date, months)).toBe(expected);
  });
});

describe('the calendar agrees with the platform', () => {
  test('adding days', () => {
    fc.assert(
      fc.property(aDate, fc.integer({ min: -2000, max: 2000 }), (date, days) => {
        const expected = iso(new Date(Date.parse(date) + days * 86_400_000));
        expect(addDays(date, days)).toBe(expected);
      }),
    );
  });
  test('days of the week', () => {
    fc.assert(
      fc.property(aDate, (date) => {
        expect(dayOfWeek(date)).toBe(new Date(date).getUTCDay());
      }),
    );
  });
});

describe('age', () => {
  test.each([
    ['1960-05-13', '2026-05-12', 65],
    ['1960-05-12', '2026-05-12', 66],
    ['1960-02-29', '2026-02-28', 65],
    ['1960-02-29', '2026-03-01', 66],
    ['1960-04', '2026-05-12', 66],
    ['1960-06', '2026-05-12', 65],
    ['1960-05', '2026-05-12', undefined],
    ['1960', '2026-05-12', undefined],
    ['1960', '2026-12-31', 66],
    ['2015', '2026-05-12', 11],
    ['2008', '2026-05-12', undefined],
    ['2031-01-01', '2026-05-12', -5],
  ])('born %s, on %s: %s', (birth, date, age) => {
    expect(ageOn(birth, date)).toBe(age);
  });
});
