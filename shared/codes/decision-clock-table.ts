import * as z from 'zod/mini';
import { CHANNELS, CLOCK_UNITS, type ClockBook, FUNDINGS, LATE } from '../core/model/decision-clock.ts';
import { PLAN_TYPES } from '../core/model/facts.ts';
import { GROUPS } from '../core/model/ruleset.ts';
import { dataSet, evidence, isoDate } from './data-set.ts';
import { readTable } from './read-table.ts';

const text = z.string().check(z.minLength(1));
const state = z.string().check(z.regex(/^[A-Z]{2}$/));
const span = z.strictObject({
  amount: z.int().check(z.minimum(1), z.maximum(400)),
  unit: z.enum(CLOCK_UNITS),
  without: z.exactOptional(z.literal('holidays')),
});
const sourced = {
  id: text,
  cite: text,
  planTypes: z.array(z.enum(PLAN_TYPES)).check(z.minLength(1)),
  states: z.exactOptional(z.array(state).check(z.minLength(1))),
  from: isoDate,
  to: z.exactOptional(isoDate),
  source: text,
  retrieved: isoDate,
  evidence: z.enum(['verified', 'secondary']),
};
const clock = z.strictObject({
  ...sourced,
  notKinds: z.exactOptional(z.array(text)),
  funding: z.exactOptional(z.enum(FUNDINGS)),
  channel: z.exactOptional(z.enum(CHANNELS)),
  where: z.exactOptional(text),
  standard: span,
  expedited: z.exactOptional(span),
  counts: z.enum(['received', 'complete']),
  calendar: z.exactOptional(text),
  weekendReceipt: z.exactOptional(z.literal('next-business-day')),
  extension: z.exactOptional(span),
  ifLate: z.enum(LATE),
  says: z.exactOptional(text),
});
const holiday = z.strictObject({
  name: text,
  month: z.int().check(z.minimum(1), z.maximum(12)),
  day: z.exactOptional(z.int().check(z.minimum(1), z.maximum(31))),
  weekday: z.exactOptional(z.int().check(z.minimum(0), z.maximum(6))),
  nth: z.exactOptional(z.int().check(z.minimum(-1), z.maximum(4))),
  daysAfter: z.exactOptional(z.int()),
});
const clocksFile = z.strictObject({
  dataSet,
  calendars: z.array(
    z.strictObject({
      id: text,
      observed: z.enum(['nearest-weekday', 'as-dated']),
      source: text,
      retrieved: isoDate,
      evidence,
      holidays: z.array(holiday),
    }),
  ),
  clocks: z.array(clock),
  retroWindows: z.array(z.strictObject({ ...sourced, groups: z.array(z.enum(GROUPS)), within: span, onlyIf: text })),
});

const FEDERAL = 'federal';

/** By when payers have to decide, by the rule in force when they received the request, and the holidays they count by. */
export const decisionClockTable = (
  json: unknown,
): ClockBook & { readonly dataSets: readonly z.infer<typeof dataSet>[] } => {
  const { dataSet: header, calendars, clocks, retroWindows } = readTable(clocksFile, json);
  const byId = new Map(calendars.map((one) => [one.id, one]));
  const ids = [...clocks, ...retroWindows].map(({ id }) => id);
  if (new Set(ids).size < ids.length) throw new Error('decision-clocks.json lists an id twice');
  const holidays = (calendar = FEDERAL) => {
    const found = byId.get(calendar);
    if (!found) throw new Error(`decision-clocks.json has no calendar ${calendar}`);
    return found;
  };
  for (const { calendar } of clocks) holidays(calendar);
  return { dataSets: [header], decisionClocks: clocks, retroWindows, holidays };
};
