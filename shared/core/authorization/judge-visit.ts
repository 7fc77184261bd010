import { peopleStateOf } from '../decide/next-action.ts';
import type { PeopleState } from '../decide/people-state.ts';
import { compact } from '../model/compact.ts';
import { type BookableAnswer, later, sooner } from './bookable.ts';

/** Strictest first: a visit takes the first of these that any of its tests has. */
export const STRICTEST: readonly BookableAnswer['answer'][] = ['no', 'cannot-tell', 'not-yet', 'yes'];

/** Among equal answers, the caller's own move comes before a question, a question before waiting. */
const FIRST_STATE: readonly PeopleState[] = ['no', 'act', 'ask', 'wait', 'yes'];
const rankOf = ({ answer, nextAction }: BookableAnswer): number =>
  STRICTEST.indexOf(answer) * FIRST_STATE.length + FIRST_STATE.indexOf(peopleStateOf(answer, nextAction));

/** The day that would do for all that wait; none where one of them has none. */
const realisticFor = (waiting: readonly BookableAnswer[]): BookableAnswer['realistic'] => {
  const days = waiting.map(({ realistic }) => realistic);
  const latest = later(...days.map((one) => one?.date));
  return days.every((one) => one) ? days.find((one) => one?.date === latest) : undefined;
};

/** Several tests in one visit: the strictest answer, every reason once, the days possible for all. */
export const judgeVisit = (slots: readonly BookableAnswer[]): BookableAnswer | undefined => {
  const byRank = [...slots].sort((a, b) => rankOf(a) - rankOf(b));
  const [worst] = byRank;
  if (!worst || slots.length === 1) return worst;
  const reasons = byRank.flatMap((slot) => slot.reasons);
  const earliest = later(...slots.map((slot) => slot.earliest));
  const latest = sooner(...slots.map((slot) => slot.latest));
  const open = slots.every((slot) => slot.earliest) && !(earliest && latest && earliest > latest);
  const { earliest: _earliest, latest: _latest, realistic: _realistic, ...rest } = worst;
  const realistic = realisticFor(slots.filter(({ answer }) => answer !== 'yes'));
  return {
    ...rest,
    reasons: reasons.filter(({ says }, index) => reasons.findIndex((one) => one.says === says) === index),
    ...(open ? compact({ earliest, latest }) : {}),
    ...(realistic ? { realistic } : {}),
  };
};
