import type { State, Visit } from '../../../client/index.ts';

/** In the order of urgency; what nobody could tell is asked of the plan, never shown as ready. */
export const GROUPS: readonly State[] = ['no', 'act', 'ask', 'wait', 'yes'];

const groupOf = ({ state }: Visit): State => state ?? 'ask';

const slotOf = ({ start, date }: Visit): string => start?.slice(0, 16) ?? `${date ?? '9'}T99`;
const dueOf = ({ clocks }: Visit): string => clocks[0]?.due ?? '9';

/** By slot, then by clock. */
const bySlot = (a: Visit, b: Visit): number =>
  slotOf(a).localeCompare(slotOf(b)) || dueOf(a).localeCompare(dueOf(b)) || a.row - b.row;

const textOf = (visit: Visit): string =>
  [
    visit.patient?.name,
    visit.test,
    visit.payer?.name,
    visit.assignee,
    visit.waitingOn,
    visit.authorization,
    ...visit.codes,
    ...visit.reasons.map(({ says }) => says),
  ]
    .join(' ')
    .toLowerCase();

interface Filter {
  readonly states: ReadonlySet<State>;
  readonly text: string;
}

const matches = (visit: Visit, { states, text }: Filter): boolean =>
  (states.size === 0 || states.has(groupOf(visit))) &&
  text
    .toLowerCase()
    .split(/\s+/)
    .every((word) => textOf(visit).includes(word));

export const countStates = (visits: readonly Visit[]): Readonly<Record<State, number>> => {
  const counts: Record<State, number> = { no: 0, act: 0, ask: 0, wait: 0, yes: 0 };
  for (const visit of visits) counts[groupOf(visit)] += 1;
  return counts;
};

export interface Group {
  readonly state: State;
  readonly visits: readonly Visit[];
}

/** The groups that have rows, each in its order. */
export const groupVisits = (visits: readonly Visit[], filter: Filter): readonly Group[] => {
  const shown = visits.filter((visit) => matches(visit, filter));
  return GROUPS.map((state) => ({
    state,
    visits: shown.filter((visit) => groupOf(visit) === state).toSorted(bySlot),
  })).filter((group) => group.visits.length > 0);
};
