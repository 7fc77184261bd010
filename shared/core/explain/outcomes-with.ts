import { compileDefinitions } from '../criteria/criteria.ts';
import { Evaluation } from '../criteria/evaluation.ts';
import { openTally, partsOf } from '../criteria/necessity-parts.ts';
import { adviceByCriteria, isByCriteria } from '../decide/criteria-rows.ts';
import type { Decided, Seen } from '../decide/decided.ts';
import { runDecisionTable } from '../decide/decision-table.ts';
import { disputed } from '../decide/undisputed.ts';
import type { Fact, FactName } from '../model/facts.ts';
import type { RulesetBundle } from '../model/ruleset.ts';
import { NOT_MET, type Truth } from '../model/truth.ts';
import { isHeld, type LineCase } from '../policy/line-case.ts';
import { type PatientCandidate, withFact } from './candidates.ts';

/** Indices of facts among the candidates, ascending; three at most. */
type Group = readonly number[];
type Outcome = Pick<Decided, 'advice' | 'necessity'>;
/** The outcome with a group of facts filled in; each value is an index into its fact's values. */
type OutcomeWith = (group: Group, values: readonly number[]) => Outcome;

export interface Outcomes {
  readonly outcomeWith: OutcomeWith;
  /**
   * Values of one fact of a group that can make a difference when no smaller group does: a fact that shares no part of
   * the policy with the others must change one by itself.
   */
  readonly worthTrying: (group: Group, place: number) => readonly number[];
}

/** A part of the policy whose truth changes. */
interface Move {
  readonly part: number;
  readonly truth: Truth;
}

const NOTHING: readonly Move[] = [];
/** Subsets of a group by its size: each fact alone, every two, all three. */
const SUBSETS: readonly (readonly Group[])[] = [
  [],
  [[0]],
  [[0], [1], [0, 1]],
  [[0], [1], [2], [0, 1], [0, 2], [1, 2], [0, 1, 2]],
];
const PLACES = 64;
/** Encodes some of the choices (each a fact index and a value index) as one number. */
const keyOf = (subset: Group, group: Group, values: readonly number[]): number => {
  let key = 0;
  for (const place of subset) key = (key * PLACES + (group[place] ?? 0)) * PLACES + (values[place] ?? 0) + 1;
  return key;
};

/**
 * Which parts change when facts are filled in. A part depends only on the facts it reads, so each combination of facts
 * is evaluated once, for the parts that read all of them.
 */
const movesWith = (
  line: LineCase,
  bundle: RulesetBundle,
  { policy, evaluation }: Seen,
  candidates: readonly PatientCandidate[],
) => {
  const { all: parts, reads, readers } = policy.parts;
  const definitions = compileDefinitions(bundle.definitions);
  const now = parts.map(({ test }) => test(evaluation));
  const readBy = candidates.map(({ fact }) => reads.get(fact) ?? []);
  const isRead = (part: number, fact: number | undefined): boolean => readBy[fact ?? -1]?.[part] === true;
  // One copy, filled in and reset: thousands of copies would cost more than the evaluations.
  const facts: Record<string, Fact<unknown> | undefined> = { ...line.facts };

  const readByAll = (subset: Group, group: Group): readonly number[] => {
    const [first = 0, ...others] = subset.map((place) => group[place] ?? 0);
    const name = candidates[first]?.fact;
    const read = (name && readers.get(name)) ?? [];
    return others.length ? read.filter((part) => others.every((fact) => isRead(part, fact))) : read;
  };
  const partsOfFacts = new Map<number, readonly number[]>();
  const lookAt = (subset: Group, group: Group, values: readonly number[]): readonly Move[] => {
    const key = keyOf(subset, group, []);
    const read = partsOfFacts.get(key) ?? readByAll(subset, group);
    partsOfFacts.set(key, read);
    if (read.length === 0) return NOTHING;
    const changed: FactName[] = [];
    for (const place of subset) {
      const candidate = candidates[group[place] ?? 0];
      if (!candidate) continue;
      facts[candidate.fact] = candidate.values[values[place] ?? 0]?.fact;
      changed.push(candidate.fact);
    }
    const at = new Evaluation(facts, line.serviceDate, definitions, line.codebook, { evaluation, changed });
    const moves: Move[] = [];
    for (const part of read) {
      const truth = parts[part]?.test(at) ?? NOT_MET;
      if (truth !== now[part]) moves.push({ part, truth });
    }
    for (const fact of changed) facts[fact] = line.facts[fact];
    return moves.length ? moves : NOTHING;
  };

  const looked = new Map<number, readonly Move[]>();
  const movesOf = (subset: Group, group: Group, values: readonly number[]): readonly Move[] => {
    const key = keyOf(subset, group, values);
    const before = looked.get(key);
    if (before) return before;
    const moves = lookAt(subset, group, values);
    looked.set(key, moves);
    return moves;
  };

  const isReadBeside = (part: number, subset: Group, group: Group): boolean => {
    for (let place = 0; place < group.length; place++)
      if (!subset.includes(place) && isRead(part, group[place])) return true;
    return false;
  };

  const shares = (a: number, b: number): boolean => readBy[a]?.some((reads, part) => reads && isRead(part, b)) ?? false;
  return {
    now,
    moves: (fact: number, value: number): boolean => movesOf([0], [fact], [value]).length > 0,
    shares,
    forEachMove: (group: Group, values: readonly number[], found: (move: Move) => void): void => {
      for (const subset of SUBSETS[group.length] ?? [])
        for (const move of movesOf(subset, group, values)) if (!isReadBeside(move.part, subset, group)) found(move);
    },
  };
};

/**
 * Computes the outcome with some facts filled in, without running the decision table again where only criteria can have
 * changed. Tests check that both agree.
 */
export const outcomesOf = (
  line: LineCase,
  bundle: RulesetBundle,
  decided: Decided,
  seen: Seen,
  candidates: readonly PatientCandidate[],
): Outcomes => {
  const { policy, evaluation } = seen;
  const { now, forEachMove, moves, shares } = movesWith(line, bundle, seen, candidates);
  const tally = openTally(policy.necessity, String(evaluation.valueOf('modality')), isHeld(line), now);
  const criteria = partsOf(policy.necessity).length;
  const need = decided.pa === 'not-required' ? 'not-required' : 'required';
  // A contradiction in the chart needs the whole decision table.
  const contradicted = disputed(line.facts).length > 0;

  const byTable: OutcomeWith = (group, values) => {
    const filled = group.reduce((at, index, place) => {
      const { fact: name, values: possible } = candidates[index] ?? {};
      const value = possible?.[values[place] ?? 0]?.fact;
      return name && value ? withFact(name, value)(at) : at;
    }, line);
    return runDecisionTable(filled, false);
  };
  const adviceAt = (necessity: Outcome['necessity']) =>
    isByCriteria(decided.row) ? adviceByCriteria(need, necessity, line) : decided.advice;

  const outcomeWith: OutcomeWith = (group, values) => {
    if (contradicted) return byTable(group, values);
    const moved: number[] = [];
    forEachMove(group, values, ({ part, truth }) => {
      tally.set(part, truth);
      moved.push(part);
    });
    if (moved.length === 0) return decided;
    const besideMoved = moved.some((part) => part >= criteria);
    const necessity = besideMoved ? 'unknown' : tally.result();
    for (const part of moved) tally.set(part, now[part] ?? NOT_MET);
    return besideMoved ? byTable(group, values) : { advice: adviceAt(necessity), necessity };
  };

  const all = candidates.map(({ values }) => [...values.keys()]);
  const moving = new Map<number, readonly number[]>();
  const movingOf = (fact: number): readonly number[] => {
    const found = moving.get(fact) ?? (all[fact] ?? []).filter((value) => moves(fact, value));
    moving.set(fact, found);
    return found;
  };
  const worthTrying: Outcomes['worthTrying'] = (group, place) => {
    const fact = group[place] ?? 0;
    const bound = contradicted || group.some((other) => other !== fact && shares(fact, other));
    return bound ? (all[fact] ?? []) : movingOf(fact);
  };
  return { outcomeWith, worthTrying };
};
