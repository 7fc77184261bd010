import { addDays, dayOfWeek } from '../model/dates.ts';
import type { PayerClock } from '../model/ruleset.ts';

const addWorkingDays = (date: string, days: number): string => {
  let day = date;
  for (let left = days; left > 0; ) {
    day = addDays(day, 1);
    if (dayOfWeek(day) !== 0 && dayOfWeek(day) !== 6) left -= 1;
  }
  return day;
};

/**
 * When a payer's answer is due, counted from receipt: an instant for hours, else the date that ends the count.
 * Working days are Monday to Friday; no holiday calendar.
 */
export const dueOf = (clock: PayerClock, receivedAt: string): string => {
  if (clock.unit === 'hours') return new Date(Date.parse(receivedAt) + clock.amount * 3_600_000).toISOString();
  const received = receivedAt.slice(0, 10);
  return clock.unit === 'working-days' ? addWorkingDays(received, clock.amount) : addDays(received, clock.amount);
};
