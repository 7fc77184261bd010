import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { setSite, today } from '../../web/clock.ts';

beforeEach(() => {
  vi.useFakeTimers({ now: new Date('2026-12-01T03:30:00Z') });
});
afterEach(() => {
  setSite(undefined, undefined);
  vi.useRealTimers();
});

test.each([
  ['America/Chicago', '2026-11-30'],
  ['America/New_York', '2026-11-30'],
  ['UTC', '2026-12-01'],
])('it is the day of the site: %s', (zone, day) => {
  setSite(zone, day);
  expect(today()).toBe(day);
});

test('a moved clock of a sandbox is ahead by whole days, and goes on', () => {
  setSite('America/Chicago', '2026-12-03');
  expect(today()).toBe('2026-12-03');
  vi.setSystemTime(new Date('2026-12-01T07:00:00Z'));
  expect(today()).toBe('2026-12-04');
});

test('a zone nobody knows leaves the day the service named', () => {
  setSite('Nowhere/Land', '2026-11-30');
  expect(today()).toBe('2026-11-30');
});
