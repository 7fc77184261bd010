import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { said } from '../../web/words/said.ts';

beforeEach(() => {
  vi.useFakeTimers({ now: new Date('2026-06-01T15:00:00Z') });
});
afterEach(() => {
  vi.useRealTimers();
});

test.each([
  ['The approval ends 2026-06-09.', 'The approval ends Jun 9.'],
  ['From 2025-12-30 to 2026-01-02: outside.', 'From Dec 30, 2025 to Jan 2: outside.'],
  ['(2026-06-09)', '(Jun 9)'],
  // With an offset it is the site's clock, as it is written.
  ['The slot 2026-06-09T13:05:00-05:00 is free.', 'The slot Jun 9, 1:05 PM is free.'],
  ['Two: 2026-06-09, 2026-06-10', 'Two: Jun 9, Jun 10'],
])('%s', (written, read) => {
  expect(said(written)).toBe(read);
});

test('an instant in UTC is told by the clock of its reader', () => {
  const told = said('Answered 2026-06-09T12:05:00.000Z.');
  expect(told).toMatch(/^Answered Jun (8|9|10), \d{1,2}:\d\d [AP]M\.$/);
});

test.each([
  'rule emblemhealth-2026-01-01, version 1.0.0',
  'Task/2026-01-01',
  'case 12026-01-012',
  '2026-02-31 is no day, nor is 2026-13-01',
  '2026-06 and 2026',
  'https://payer.example/list?date=2026-06-09',
  '',
])('what is no date of a sentence stays as it is: %s', (text) => {
  expect(said(text)).toBe(text);
});

test('a text without an end is read once', () => {
  const long = '2026-06-'.repeat(50_000);
  const before = performance.now();
  expect(said(long)).toBe(long);
  expect(performance.now() - before).toBeLessThan(1_000);
});
