import { addDays } from '../model/dates.ts';
import type { ClockBook } from '../model/decision-clock.ts';
import type { GroupId } from '../model/ruleset.ts';
import type { Booking } from './booking.ts';
import type { RequestedOf } from './payer-clocks.ts';

/** Until how many days after the test the plan can be asked, where a source dates it. */
export interface RetroTerm {
  readonly days: number;
  readonly cite: string;
  readonly onlyIf: string;
}

/** The window of this plan for this kind of test, in force on its day. */
export const retroTermOf = (
  { planTypes, state }: Pick<RequestedOf, 'planTypes' | 'state'>,
  group: GroupId | undefined,
  on: string,
  { retroWindows }: Pick<ClockBook, 'retroWindows'>,
): RetroTerm | undefined => {
  const found = retroWindows.find(
    (one) =>
      group !== undefined &&
      planTypes.length > 0 &&
      planTypes.every((planType) => one.planTypes.includes(planType)) &&
      one.groups.includes(group) &&
      (!one.states || (state !== undefined && one.states.includes(state))) &&
      one.from <= on &&
      (one.to === undefined || on <= one.to),
  );
  return found && { days: found.within.amount, cite: found.cite, onlyIf: found.onlyIf };
};

interface Done {
  readonly retro?: RetroTerm;
  readonly bookings?: readonly Booking[];
  readonly serviceDate: string;
}

/** Last day to ask: counted from the day it was done, or from the day it was planned for. */
export const retroDue = ({ retro, bookings = [], serviceDate }: Done): string | undefined => {
  const done = bookings.filter(({ state }) => state === 'fulfilled').map(({ date }) => date);
  return retro && addDays(done.sort()[0] ?? serviceDate, retro.days);
};

const UNDATED = 'Ask the plan for a retro-authorization at once, and by when: no rule held here dates it.';

export const retroSays = (record: Done): string => {
  const due = retroDue(record);
  return due && record.retro
    ? `Ask the plan for a retro-authorization by ${due} (${record.retro.days} days, ${record.retro.cite}); it grants one only if ${record.retro.onlyIf}.`
    : UNDATED;
};
