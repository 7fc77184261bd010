import { expect, test } from 'vitest';
import { systemClock } from '../../shared/adapters/system.ts';
import { startOfDay } from '../../shared/app/assess/local-day.ts';

const start = (date: string, zone: string) => startOfDay(date, zone, systemClock);

test.each([
  ['New York in winter', '2026-01-15', 'America/New_York', '2026-01-15T05:00:00.000Z'],
  ['New York in summer', '2026-07-15', 'America/New_York', '2026-07-15T04:00:00.000Z'],
  ['the day the clocks go forward begins before they do', '2026-03-08', 'America/New_York', '2026-03-08T05:00:00.000Z'],
  ['the day after', '2026-03-09', 'America/New_York', '2026-03-09T04:00:00.000Z'],
  ['the day they go back', '2026-11-01', 'America/New_York', '2026-11-01T04:00:00.000Z'],
  ['the day after', '2026-11-02', 'America/New_York', '2026-11-02T05:00:00.000Z'],
  ['a zone without summer time', '2026-07-15', 'America/Phoenix', '2026-07-15T07:00:00.000Z'],
  ['Honolulu', '2026-07-15', 'Pacific/Honolulu', '2026-07-15T10:00:00.000Z'],
  ['Guam', '2026-07-15', 'Pacific/Guam', '2026-07-14T14:00:00.000Z'],
  [
    'a zone whose clocks go forward at midnight: the day has no midnight',
    '2026-03-29',
    'Asia/Beirut',
    '2026-03-28T22:00:00.000Z',
  ],
  ['half an hour', '2026-07-15', 'America/St_Johns', '2026-07-15T02:30:00.000Z'],
  ['the year turns', '2027-01-01', 'UTC', '2027-01-01T00:00:00.000Z'],
])('%s', (_, date, zone, expected) => {
  expect(start(date, zone)).toBe(expected);
});
