import {
  type Candidate,
  type PatientCandidate,
  patientCandidates,
  placeCandidates,
  planCandidates,
} from './candidates.ts';
import { groupJudge } from './deciding-groups.ts';
import type { Advice, Change, Question } from './determination.ts';
import { type FactName, type Facts, unknown } from './facts.ts';
import type { LineCase } from './line-case.ts';
import { runProcedure } from './procedure.ts';
import { VOCABULARY } from './vocabulary.ts';

export interface Explanation {
  /** Facts whose values can still change the advice, the smallest deciding group first. */
  readonly missing: readonly Question[];
  /** Single facts that would change the advice, and to what. */
  readonly wouldChange: readonly Change[];
  /**
   * Groups of unknown facts some values of which change the advice while no part of the group does. An undecided
   * answer is searched for groups of one and two, where there is none of three; a decided one can only be changed by
   * what it assumes, and each assumption is looked at alone.
   */
  readonly groups: readonly (readonly FactName[])[];
  /** Unknown facts a decided answer takes as "nothing to report". */
  readonly assumed: readonly Question[];
}

export const MAX_GROUP = 3;
/** What an approval or its lack decides is not changed by a fact of the patient. */
const BEFORE_CRITERIA: ReadonlySet<Advice> = new Set(['fix-authorization', 'proceed-authorized']);

/** Rows that wait for the criteria. */
const OPEN_ROWS: ReadonlySet<string> = new Set(['D11', 'D16']);

/** Every fact by name, so that cases with one fact changed are all of one shape; a matter of speed only. */
const NOTHING_KNOWN: Facts = Object.fromEntries(Object.keys(VOCABULARY).map((name) => [name, unknown]));

const questionOf = (fact: FactName): Question => ({ fact, question: VOCABULARY[fact].question ?? fact });
const adviceFor = (line: LineCase): Advice => runProcedure(line, false).advice;

/** One line a fact and outcome: the first value that leads there says enough. */
const changesOf = (line: LineCase, { fact, values }: Candidate, base: Advice): readonly Change[] => {
  const byAdvice = new Map<Advice, Change>();
  for (const { to, apply } of values) {
    const advice = adviceFor(apply(line));
    if (advice !== base && !byAdvice.has(advice)) byAdvice.set(advice, { fact, to, advice });
  }
  return [...byAdvice.values()];
};

function* groupsOf(count: number, size: number, from = 0): Generator<readonly number[]> {
  if (size === 0) yield [];
  else
    for (let first = from; first < count; first++)
      for (const rest of groupsOf(count, size - 1, first + 1)) yield [first, ...rest];
}

/** Minimal deciding groups of two, else of three; facts that decide alone are in none. */
const largerGroups = (
  open: readonly PatientCandidate[],
  decides: (group: readonly number[]) => boolean,
  found: boolean,
) => {
  for (let size = 2; size <= (found ? 2 : MAX_GROUP); size++) {
    const groups = [...groupsOf(open.length, size)].filter(decides);
    if (groups.length) return groups.map((group) => group.flatMap((index) => open[index] ?? []));
  }
  return [];
};

/**
 * Searches the facts the policy reads: which unknown ones decide, and what any single fact would change. Finite and
 * deterministic; asked for where a person will read. Says nothing of a line whose code must be corrected or chosen first.
 */
export const explain = (asked: LineCase): Explanation => {
  const line = { ...asked, facts: { ...NOTHING_KNOWN, ...asked.facts } };
  const decided = runProcedure(line, false);
  const { seen, advice } = decided;
  const { bundle } = line;
  if (!seen || !bundle || bundle === 'ambiguous' || decided.codeOpen)
    return { missing: [], wouldChange: [], groups: [], assumed: [] };
  const patient = BEFORE_CRITERIA.has(advice) ? [] : patientCandidates(line, seen);
  const clerical = [...planCandidates(line, bundle.ruleset.exceptions), ...placeCandidates(seen)];
  const changes = [...patient, ...clerical].map((candidate) => ({
    candidate,
    changes: changesOf(line, candidate, advice),
  }));
  const alone = changes.filter((one) => one.candidate.open && one.changes.length).map(({ candidate }) => candidate);
  const undecided = OPEN_ROWS.has(decided.row);
  const others = patient.filter((candidate) => candidate.open && !alone.some(({ fact }) => fact === candidate.fact));
  const decides = undecided && groupJudge(line, bundle, decided, seen, others);
  const together = decides ? largerGroups(others, decides, alone.length > 0) : [];
  const groups = [...alone.map((one) => [one]), ...together].map((group) => group.map(({ fact }) => fact));
  const assumed = undecided
    ? []
    : alone.filter(({ fact }) => patient.some((one) => one.fact === fact)).map(({ fact }) => questionOf(fact));
  return {
    missing: [...new Set(groups.flat())].map(questionOf),
    wouldChange: changes.flatMap((one) => one.changes),
    groups,
    assumed,
  };
};
