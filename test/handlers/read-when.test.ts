import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { startAt } from '../../shared/app/authorization/site-time.ts';
import { readWhen } from '../../shared/handlers/worklist/read-when.ts';

const DAY = { date: '2026-12-07' };
const HALF_PAST_NINE = { ...DAY, time: '09:30:00' };

describe('dates and times of schedules', () => {
  test.each([
    ['2026-12-07', DAY],
    ['12/07/2026', DAY],
    ['12/7/2026', DAY],
    ['12/7/26', DAY],
    ['12-07-2026', DAY],
    ['2026/12/07', DAY],
    ['07.12.2026', DAY],
    ['20261207', DAY],
    ['7-Dec-2026', DAY],
    ['07 December 2026', DAY],
    ['Dec 7, 2026', DAY],
    ['Monday, December 7, 2026', DAY],
    ['Mon 12/07/2026', DAY],
    ['2026-12-07T09:30', HALF_PAST_NINE],
    ['2026-12-07 09:30', HALF_PAST_NINE],
    ['2026-12-07 09:30:00.000', HALF_PAST_NINE],
    ['12/07/2026 9:30 AM', HALF_PAST_NINE],
    ['12/07/2026 9:30am', HALF_PAST_NINE],
    ['12/07/2026, 9:30 a.m.', HALF_PAST_NINE],
    ['12/07/2026 at 9:30 AM', HALF_PAST_NINE],
    ['12/07/2026 0930', HALF_PAST_NINE],
    ['20261207 0930', HALF_PAST_NINE],
    ['202612070930', HALF_PAST_NINE],
    ['20261207093000', HALF_PAST_NINE],
    ['2026-12-07T09:30:00-05:00', { ...HALF_PAST_NINE, zone: '-05:00' }],
    ['2026-12-07T09:30:00-0500', { ...HALF_PAST_NINE, zone: '-05:00' }],
    ['2026-12-07T09:30:00Z', { ...HALF_PAST_NINE, zone: 'Z' }],
    ['9:30 AM', { time: '09:30:00' }],
    ['9 am', { time: '09:00:00' }],
    ['12:00 PM', { time: '12:00:00' }],
    ['12:00 AM', { time: '00:00:00' }],
    ['1:05 p', { time: '13:05:00' }],
    ['0730', { time: '07:30:00' }],
    ['930', { time: '09:30:00' }],
  ])('%s', (text, when) => {
    expect(readWhen(text)).toEqual(when);
  });

  test.each([
    ...['tomorrow', 'TBD', '', '?', '46363.3958', '12/32/2026', '13/07/2026', '02/30/2026', '2026-02-29', '12/07'],
    ...['12/07/2026 25:00', '12/07/2026 13:00 PM', '12/07/2026 9:61 AM', '12/07/2026 soon', '12/07/2026 9:30 AM EST?'],
    ...['Junk 7, 2026', 'Monster 12/07/2026', '7-Dez-2026', '12/07/20266', '2026-12-07T09:30:00+99:00', '0026-12-07'],
    ...['12/07/2026 - 12/08/2026', '24:00', '9', '12/07/2026x'],
  ])('%j is not understood', (text) => {
    expect(readWhen(text)).toBeUndefined();
  });

  test('what is understood exists, and nothing takes long', () => {
    const texts = fc.string({ unit: fc.constantFrom(...'0123456789/-.: TZAPMapmdec,+'), maxLength: 80 });
    fc.assert(
      fc.property(texts, (text) => {
        const { date, time } = readWhen(text) ?? {};
        if (date) expect(new Date(`${date}T00:00:00Z`).toISOString().slice(0, 10)).toBe(date);
        if (time) expect(time).toMatch(/^([01]\d|2[0-3]):[0-5]\d:[0-5]\d$/);
      }),
      { numRuns: 2_000 },
    );
  });
});

describe('the time of the site', () => {
  test.each([
    ['2026-12-07T09:30:00', 'America/New_York', '2026-12-07T14:30:00.000Z', '2026-12-07T09:30:00-05:00'],
    ['2026-07-07T09:30:00', 'America/New_York', '2026-07-07T13:30:00.000Z', '2026-07-07T09:30:00-04:00'],
    ['2026-12-07T23:30:00', 'Pacific/Honolulu', '2026-12-08T09:30:00.000Z', '2026-12-07T23:30:00-10:00'],
    ['2026-11-01T01:30:00', 'America/Chicago', '2026-11-01T06:30:00.000Z', '2026-11-01T01:30:00-05:00'],
    ['2026-03-08T02:30:00', 'America/Chicago', '2026-03-08T08:30:00.000Z', '2026-03-08T03:30:00-05:00'],
    ['2026-12-07', 'America/Denver', '2026-12-07T19:00:00.000Z', '2026-12-07'],
    ['2026-12-07T09:30:00', 'Asia/Kolkata', '2026-12-07T04:00:00.000Z', '2026-12-07T09:30:00+05:30'],
  ])('%s in %s', (local, zone, at, start) => {
    expect(startAt({ local }, zone)).toEqual({ at, start });
    expect(startAt({ instant: at }, zone).at).toBe(at);
  });
});
