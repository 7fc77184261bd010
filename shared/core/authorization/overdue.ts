import type { NextStep } from '../decide/next-action.ts';
import type { DueClock } from '../model/determination.ts';
import type { DayOf } from './due.ts';

const dayOfClock = ({ due }: DueClock, dayOf: DayOf): string => (due.length === 10 ? due : dayOf(due));

/** An approval by law is none anybody can book on before the plan has written it down. */
const AFTERWARDS: Readonly<Record<NonNullable<DueClock['ifLate']>, string>> = {
  'deemed-approved':
    'By this law the request then counts as approved: get that in writing. Nothing is booked on it before.',
  'counts-as-denied': 'No decision in time counts as a denial, which can be appealed.',
};

/** What to do once the plan's time to decide is over and it has not: to wait on is no step. */
export const overdueStep = (clocks: readonly DueClock[], now: string, dayOf: DayOf): NextStep | undefined => {
  const passed = clocks.filter(({ due }) => (due.length === 10 ? due < dayOf(now) : due <= now));
  const clock = passed.find(({ ifLate }) => ifLate) ?? passed[0];
  if (!clock) return undefined;
  const { says, onlyIf, ifLate, extendedTo } = clock;
  return {
    code: 'ask-plan',
    says: [
      `The plan’s time to decide ended on ${dayOfClock(clock, dayOf)}${says ? `: ${says}` : ''}${onlyIf ? `, if ${onlyIf}` : ''}.`,
      'Call it, and record what it says.',
      ...(ifLate ? [AFTERWARDS[ifLate]] : []),
      ...(extendedTo ? [`If it announced an extension, it may take until ${extendedTo}.`] : []),
    ].join(' '),
  };
};
