import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { systemClock } from '../../shared/adapters/system.ts';
import { endOf, spanWords } from '../../shared/core/authorization/due.ts';
import { addBusinessDays, isHoliday } from '../../shared/core/model/business-days.ts';
import type { Span } from '../../shared/core/model/decision-clock.ts';
import { codebook } from '../support/service-lines.ts';

const span = (amount: number, unit: Span['unit'], more: Partial<Span> = {}): Span => ({ amount, unit, ...more });
const inUtc = (instant: string) => instant.slice(0, 10);
const calendars = ['federal', 'washington', 'texas-workers-compensation'] as const;

describe('when an answer is due', () => {
  test.each<[string, Span, string, string, string?]>([
    ['hours to the minute', span(72, 'hours'), '2026-05-12T15:30:00.000Z', '2026-05-15T15:30:00.000Z'],
    ['calendar days to the day', span(7, 'calendar-days'), '2026-05-12T15:30:00.000Z', '2026-05-19'],
    ['over the end of a month', span(15, 'calendar-days'), '2026-02-20T00:00:00.000Z', '2026-03-07'],
    ['business days from a Tuesday', span(3, 'business-days'), '2026-05-12T15:30:00.000Z', '2026-05-15'],
    ['business days over a weekend', span(3, 'business-days'), '2026-05-14T15:30:00.000Z', '2026-05-19'],
    ['business days from a Saturday', span(1, 'business-days'), '2026-05-16T15:30:00.000Z', '2026-05-18'],
    ['business days over Thanksgiving', span(2, 'business-days'), '2026-11-25T15:30:00.000Z', '2026-11-30'],
    [
      'the Friday after it counts in Texas compensation as none',
      span(2, 'business-days'),
      '2026-11-25T15:30:00.000Z',
      '2026-12-01',
      'texas-workers-compensation',
    ],
    [
      'calendar days without holidays',
      span(3, 'calendar-days', { without: 'holidays' }),
      '2026-11-25T15:30:00.000Z',
      '2026-11-30',
      'washington',
    ],
    [
      'Columbus Day is one for the federal government',
      span(1, 'business-days'),
      '2026-10-09T15:30:00.000Z',
      '2026-10-13',
    ],
    ['and none in Washington', span(1, 'business-days'), '2026-10-09T15:30:00.000Z', '2026-10-12', 'washington'],
    [
      'Independence Day on a Saturday is kept on the Friday',
      span(1, 'business-days'),
      '2026-07-02T15:30:00.000Z',
      '2026-07-06',
    ],
    [
      'and in Texas compensation on no other day',
      span(1, 'business-days'),
      '2026-07-02T15:30:00.000Z',
      '2026-07-03',
      'texas-workers-compensation',
    ],
    [
      'New Year’s Day on a Saturday is kept in the year before',
      span(1, 'business-days'),
      '2027-12-30T15:30:00.000Z',
      '2028-01-03',
    ],
  ])('%s', (_, rule, receivedAt, due, calendar) => {
    expect(endOf(rule, receivedAt, calendar ? { calendar } : {}, codebook, inUtc)).toBe(due);
  });
  test('a request on a Sunday counts from the next business day where the rule says so', () => {
    const texas = { calendar: 'texas-workers-compensation', weekendReceipt: 'next-business-day' } as const;
    expect(endOf(span(3, 'business-days'), '2026-05-17T15:00:00.000Z', texas, codebook, inUtc)).toBe('2026-05-21');
  });
  test('words', () => {
    expect([span(1, 'hours'), span(3, 'calendar-days', { without: 'holidays' })].map(spanWords)).toEqual([
      '1 hour',
      '3 calendar days without holidays',
    ]);
  });
});

/** Holidays written out by hand from the calendar of each year: an oracle that computes nothing. */
const FEDERAL_BY_HAND = [
  ...[
    '2026-01-01',
    '2026-01-19',
    '2026-02-16',
    '2026-05-25',
    '2026-06-19',
    '2026-07-03',
    '2026-09-07',
    '2026-10-12',
    '2026-11-11',
    '2026-11-26',
    '2026-12-25',
  ],
  ...[
    '2027-01-01',
    '2027-01-18',
    '2027-02-15',
    '2027-05-31',
    '2027-06-18',
    '2027-07-05',
    '2027-09-06',
    '2027-10-11',
    '2027-11-11',
    '2027-11-25',
    '2027-12-24',
    '2027-12-31',
  ],
];

/** Another way to do the same: the days listed one by one with the platform’s own calendar. */
const listed = (from: string, days: number, holiday: (day: string) => boolean): string => {
  const day = new Date(`${from}T12:00:00Z`);
  for (let left = days; left > 0; ) {
    day.setUTCDate(day.getUTCDate() + 1);
    const isWeekend = ['Sat', 'Sun'].includes(day.toUTCString().slice(0, 3));
    if (!isWeekend && !holiday(day.toISOString().slice(0, 10))) left -= 1;
  }
  return day.toISOString().slice(0, 10);
};
const someDay = fc
  .integer({ min: 0, max: 364 + 365 - 30 })
  .map((offset) => new Date(Date.UTC(2026, 0, 1 + offset)).toISOString().slice(0, 10));

describe('properties', () => {
  test('the federal holidays of two years are those of the calendar on the wall', () => {
    const holidays = codebook.holidays();
    const computed = Array.from({ length: 730 }, (_, at) =>
      new Date(Date.UTC(2026, 0, 1 + at)).toISOString().slice(0, 10),
    ).filter((day) => isHoliday(day, holidays));
    expect(computed).toEqual(FEDERAL_BY_HAND);
  });
  test('business days are those a list of days gives', () => {
    const hand = new Set(FEDERAL_BY_HAND);
    fc.assert(
      fc.property(someDay, fc.integer({ min: 0, max: 15 }), (from, days) => {
        expect(addBusinessDays(from, days, codebook.holidays())).toBe(listed(from, days, (day) => hand.has(day)));
      }),
    );
  });
  test('more days are never earlier, and no due day is a weekend or holiday', () => {
    fc.assert(
      fc.property(someDay, fc.integer({ min: 1, max: 12 }), fc.constantFrom(...calendars), (from, days, id) => {
        const calendar = codebook.holidays(id);
        const due = addBusinessDays(from, days, calendar);
        expect(due < addBusinessDays(from, days + 1, calendar)).toBe(true);
        expect([0, 6]).not.toContain(new Date(`${due}T12:00:00Z`).getUTCDay());
        expect(isHoliday(due, calendar)).toBe(false);
      }),
    );
  });
  test('days count from the day at the site, hours from the instant, also in the nights the clocks change', () => {
    const zones = ['America/New_York', 'America/Los_Angeles', 'America/Phoenix', 'Pacific/Honolulu', 'UTC'] as const;
    const minute = fc
      .integer({ min: Date.UTC(2026, 2, 7), max: Date.UTC(2026, 10, 3) })
      .map((at) => new Date(at).toISOString());
    fc.assert(
      fc.property(minute, fc.constantFrom(...zones), fc.integer({ min: 1, max: 14 }), (at, zone, amount) => {
        const dayOf = (instant: string) => systemClock.dateIn(zone, instant);
        const local = new Intl.DateTimeFormat('en-CA', { timeZone: zone, dateStyle: 'short' }).format(new Date(at));
        const oracle = new Date(Date.parse(`${local}T12:00:00Z`) + amount * 86_400_000).toISOString().slice(0, 10);
        expect(endOf(span(amount, 'calendar-days'), at, {}, codebook, dayOf)).toBe(oracle);
        const hours = endOf(span(72, 'hours'), at, {}, codebook, dayOf);
        expect(Date.parse(hours) - Date.parse(at)).toBe(72 * 3_600_000);
      }),
    );
  });
});
