import { isCodeOpen } from '../decide/decided.ts';
import { runDecisionTable } from '../decide/decision-table.ts';
import type { Advice, DecisionRow } from '../model/advice.ts';
import type { Change, Question } from '../model/determination.ts';
import { type FactName, type Facts, unknown } from '../model/facts.ts';
import { VOCABULARY } from '../model/vocabulary.ts';
import type { LineCase } from '../policy/line-case.ts';
import { type Candidate, patientCandidates, placeCandidates, planCandidates } from './candidates.ts';
import { type Outcomes, outcomesOf } from './outcomes-with.ts';

interface Explanation {
  /** Facts whose values can still change the advice, the smallest deciding group first. */
  readonly missing: readonly Question[];
  /** Single facts that would change the advice, and to what. */
  readonly wouldChange: readonly Change[];
  /**
   * Groups of unknown facts that can change the advice together while no part of the group can. For an undecided answer
   * groups of one and two are searched, and three if there are none; a decided answer can only be changed by its
   * assumptions, which are tried one at a time.
   */
  readonly groups: readonly (readonly FactName[])[];
  /** Unknown facts a decided answer takes as "nothing to report". */
  readonly assumed: readonly Question[];
}

const MAX_GROUP = 3;
/** Advice that an approval, or the lack of one, decides: patient facts cannot change it. */
const BEFORE_CRITERIA: ReadonlySet<Advice> = new Set(['fix-authorization', 'proceed-authorized']);

/** Decision-table rows that wait for the criteria. */
const OPEN_ROWS: ReadonlySet<DecisionRow> = new Set(['D11', 'D16']);
/** Review is requested because of missing facts: nothing is assumed. */
const REVIEW_ROW: DecisionRow = 'D8';

/** Every fact by name, so that all changed cases have the same shape; for speed only. */
const NOTHING_KNOWN: Facts = Object.fromEntries(Object.keys(VOCABULARY).map((name) => [name, unknown]));

const questionOf = (fact: FactName): Question => ({ fact, question: VOCABULARY[fact].question ?? fact });
/** One entry per fact and outcome: the first value that leads to it. */
const changesOf = (
  { fact, values }: Pick<Candidate, 'fact'> & { readonly values: readonly { readonly to: string }[] },
  base: Advice,
  adviceAt: (value: number) => Advice,
): readonly Change[] => {
  const byAdvice = new Map<Advice, Change>();
  for (const [index, { to }] of values.entries()) {
    const advice = adviceAt(index);
    if (advice !== base && !byAdvice.has(advice)) byAdvice.set(advice, { fact, to, advice });
  }
  return [...byAdvice.values()];
};

function* groupsOf(members: readonly number[], size: number, from = 0): Generator<readonly number[]> {
  if (size === 0) yield [];
  else
    for (let index = from; index < members.length; index++)
      for (const rest of groupsOf(members, size - 1, index + 1)) yield [members[index] ?? 0, ...rest];
}

/** Whether some values of the group change the advice, while no smaller group does. */
const decides = (group: readonly number[], base: Advice, { outcomeWith, worthTrying }: Outcomes): boolean => {
  const values = group.map((_, place) => worthTrying(group, place));
  const filled: number[] = [];
  const fill = (place: number): boolean =>
    place === group.length
      ? outcomeWith(group, filled).advice !== base
      : (values[place]?.some((value) => {
          filled[place] = value;
          return fill(place + 1);
        }) ?? false);
  return values.every(({ length }) => length > 0) && fill(0);
};

/**
 * Searches the facts the policy reads: which unknown ones decide, and what any single fact would change. Finite and
 * deterministic; run only where a person reads the answer. Skips lines whose code must be corrected or chosen first.
 */
export const explain = (asked: LineCase): Explanation => {
  const line = { ...asked, facts: { ...NOTHING_KNOWN, ...asked.facts } };
  const decided = runDecisionTable(line, false);
  const { seen, advice } = decided;
  const { bundle } = line;
  if (!seen || !bundle || bundle === 'ambiguous' || isCodeOpen(decided))
    return { missing: [], wouldChange: [], groups: [], assumed: [] };
  const patient = BEFORE_CRITERIA.has(advice) ? [] : patientCandidates(line, seen);
  const outcomes = outcomesOf(line, bundle, decided, seen, patient);
  const ofPatient = patient.map((candidate, index) =>
    changesOf(candidate, advice, (value) => outcomes.outcomeWith([index], [value]).advice),
  );
  const clerical = [...planCandidates(line, bundle.ruleset.exceptions), ...placeCandidates(seen)];
  const ofClerk = clerical.map((candidate) =>
    changesOf(
      candidate,
      advice,
      (value) => runDecisionTable(candidate.values[value]?.apply(line) ?? line, false).advice,
    ),
  );

  const alone = patient.flatMap(({ open }, index) => (open && ofPatient[index]?.length ? index : []));
  const undecided = OPEN_ROWS.has(decided.row);
  const others = patient.flatMap(({ open }, index) => (open && !alone.includes(index) ? index : []));
  const sizes = !undecided ? [] : alone.length ? [2] : [2, MAX_GROUP];
  let together: (readonly number[])[] = [];
  for (const size of sizes)
    if (together.length === 0)
      together = [...groupsOf(others, size)].filter((group) => decides(group, advice, outcomes));

  const named = (group: readonly number[]) => group.flatMap((index) => patient[index]?.fact ?? []);
  const clerks = clerical.filter((_, index) => ofClerk[index]?.length).map(({ fact }) => [fact]);
  const groups = [...alone.map((one) => named([one])), ...clerks, ...together.map(named)];
  return {
    missing: [...new Set(groups.flat())].map(questionOf),
    wouldChange: [...ofPatient.flat(), ...ofClerk.flat()],
    groups,
    assumed: undecided || decided.row === REVIEW_ROW ? [] : named(alone).map(questionOf),
  };
};
