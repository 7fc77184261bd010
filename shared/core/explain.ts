import type { Advice, Change, Question } from './determination.ts';
import type { Fact, FactName, Facts } from './facts.ts';
import type { LineCase } from './line-case.ts';
import { type PossibleValue, possibleValues } from './possible-values.ts';
import { runProcedure } from './procedure.ts';
import { VOCABULARY } from './vocabulary.ts';

export interface Explanation {
  /** Facts whose values can still change the advice, the smallest deciding group first. */
  readonly missing: readonly Question[];
  /** Single facts that would change the advice, and to what. */
  readonly wouldChange: readonly Change[];
  /** The minimal groups of unknown facts that decide together; all of one size, up to `MAX_GROUP`. */
  readonly groups: readonly (readonly FactName[])[];
}

export const MAX_GROUP = 3;
const NO_EXPLANATION: Explanation = { missing: [], wouldChange: [], groups: [] };
/** What decides before any clinical fact is looked at cannot be changed by one. */
const SETTLED: ReadonlySet<Advice> = new Set(['no-active-coverage', 'fix-authorization', 'proceed-authorized']);

interface Candidate {
  readonly name: FactName;
  readonly open: boolean;
  readonly values: readonly PossibleValue[];
}

const isOpen = (fact: Fact<unknown> | undefined, name: FactName) =>
  fact === undefined || fact.is === 'unknown' || (fact.is === 'absent' && VOCABULARY[name].kind === 'judgement');

const adviceWith = (line: LineCase, changes: Facts): Advice =>
  runProcedure({ ...line, facts: { ...line.facts, ...changes } }, false).advice;

const candidatesOf = (line: LineCase, read: readonly FactName[]): readonly Candidate[] => {
  const modality = line.procedures[0]?.modality;
  return read.flatMap((name) => {
    const { kind, question } = VOCABULARY[name];
    if (!question || (kind === 'context' && name !== 'age' && name !== 'sex')) return [];
    const fact = line.facts[name];
    const values = possibleValues(name, line.serviceDate, modality);
    return values.length ? [{ name, open: isOpen(fact, name), values }] : [];
  });
};

/** Does some way of filling the group in change the advice? */
const decides = (line: LineCase, group: readonly Candidate[], base: Advice, changes: Facts = {}): boolean => {
  const [first, ...rest] = group;
  if (!first) return adviceWith(line, changes) !== base;
  return first.values.some(({ fact }) => decides(line, rest, base, { ...changes, [first.name]: fact }));
};

function* groupsOf(candidates: readonly Candidate[], size: number, from = 0): Generator<readonly Candidate[]> {
  if (size === 0) {
    yield [];
    return;
  }
  for (let index = from; index <= candidates.length - size; index++) {
    const candidate = candidates[index];
    if (candidate) for (const rest of groupsOf(candidates, size - 1, index + 1)) yield [candidate, ...rest];
  }
}

const changesOf = (line: LineCase, candidate: Candidate, base: Advice): readonly Change[] => {
  const changes = candidate.values.flatMap(({ to, fact }) => {
    const advice = adviceWith(line, { [candidate.name]: fact });
    return advice === base ? [] : [{ fact: candidate.name, to, advice }];
  });
  // One line a fact and outcome: the first value that leads there says enough.
  return changes.filter((change, index) => changes.findIndex(({ advice }) => advice === change.advice) === index);
};

const questionOf = (name: FactName): Question => ({ fact: name, question: VOCABULARY[name].question ?? name });

/**
 * Searches the facts the policy reads: which unknown ones decide (alone, else in pairs, else in threes), and what any
 * single fact would change. Finite, deterministic; asked for where a person will read.
 */
export const explain = (line: LineCase): Explanation => {
  const decided = runProcedure(line, false);
  const { policy, advice } = decided;
  if (!policy || SETTLED.has(advice) || decided.detailCode) return NO_EXPLANATION;
  const candidates = candidatesOf(line, policy.necessity.facts);
  const wouldChange = candidates.flatMap((candidate) => changesOf(line, candidate, advice));
  const open = candidates.filter((candidate) => candidate.open);
  const deciding = new Set(wouldChange.map(({ fact }) => fact));
  let groups: (readonly FactName[])[] = open.filter(({ name }) => deciding.has(name)).map(({ name }) => [name]);
  const unresolved = decided.necessity === 'unknown';
  for (let size = 2; size <= MAX_GROUP && groups.length === 0 && unresolved; size++)
    groups = [...groupsOf(open, size)]
      .filter((group) => decides(line, group, advice))
      .map((group) => group.map(({ name }) => name));
  const missing = [...new Set(groups.flat())].map(questionOf);
  return { missing, wouldChange, groups };
};
