import type { FactReading } from '../../core/criteria/criteria.ts';
import { addDays, addMonths, addYears } from '../../core/model/dates.ts';
import type { DatedEvent } from '../../core/model/facts.ts';

const EDGES: Readonly<Partial<Record<FactReading['op'], (serviceDate: string, amount: number) => string>>> = {
  withinDays: (serviceDate, days) => addDays(serviceDate, -days),
  withinMonths: (serviceDate, months) => addMonths(serviceDate, -months),
  passedYears: (serviceDate, years) => addYears(serviceDate, -years),
};

/**
 * Days on both sides of every interval (a week beyond, so that leap days do not matter), the month and the year of its
 * edge, a future day, and no date at all.
 */
export const eventDates = (readings: readonly FactReading[], serviceDate: string): readonly DatedEvent[] => {
  const edges = readings.flatMap(({ op, operand }) =>
    typeof operand === 'number' ? (EDGES[op]?.(serviceDate, operand) ?? []) : [],
  );
  const days = edges.flatMap((edge) => [edge, addDays(edge, -7), addDays(edge, 7), edge.slice(0, 7), edge.slice(0, 4)]);
  const all = new Set([serviceDate, ...days, addDays(serviceDate, 30)]);
  return [...[...all].map((date) => ({ date })), {}];
};
