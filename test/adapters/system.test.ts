import { describe, expect, test } from 'vitest';
import { systemClock, systemIds } from '../../shared/adapters/system.ts';

describe('the clock', () => {
  test('gives the instant in UTC with milliseconds', () => {
    expect(systemClock.now()).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/);
    expect(Math.abs(Date.parse(systemClock.now()) - Date.now())).toBeLessThan(1_000);
  });

  test.each([
    ['America/New_York', '2026-01-01T04:59:59Z', '2025-12-31'],
    ['America/New_York', '2026-01-01T05:00:00Z', '2026-01-01'],
    ['America/New_York', '2026-07-01T03:59:59Z', '2026-06-30'],
    ['America/New_York', '2026-07-01T04:00:00Z', '2026-07-01'],
    ['Pacific/Honolulu', '2028-03-01T09:59:00Z', '2028-02-29'],
    ['Asia/Kolkata', '2026-06-30T18:30:00Z', '2026-07-01'],
    ['UTC', '2026-06-30T23:00:00-05:00', '2026-07-01'],
  ])('in %s the date of %s is %s', (zone, instant, date) => {
    expect(systemClock.dateIn(zone, instant)).toBe(date);
  });

  test('names an unknown time zone, and refuses text that is not an instant', () => {
    expect(() => systemClock.dateIn('Mars/Olympus', '2026-01-01T00:00:00Z')).toThrow('"Mars/Olympus"');
    expect(() => systemClock.dateIn('UTC', 'yesterday')).toThrow('instant');
  });
});

test('ids are unique and valid in FHIR', () => {
  const ids = Array.from({ length: 1_000 }, () => systemIds.next());
  expect(new Set(ids).size).toBe(1_000);
  for (const id of ids) expect(id).toMatch(/^[A-Za-z0-9\-.]{1,64}$/);
});
