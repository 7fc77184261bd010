import type { PatientCandidate } from './candidates.ts';
import { compileDefinitions } from './criteria.ts';
import type { Decided, Row, Seen } from './decided.ts';
import { Evaluation } from './evaluation.ts';
import { isHeld, type LineCase } from './line-case.ts';
import { combinerOf, partsOf } from './necessity-parts.ts';
import { byCriteria, isByCriteria, runProcedure } from './procedure.ts';
import type { RulesetBundle } from './ruleset.ts';
import type { Truth } from './truth.ts';
import { disputed } from './undisputed.ts';

/** Places of facts among the candidates, ascending; three at most. */
export type Group = readonly number[];
/** The advice with a group of facts filled in: of each fact the place of one of its values. */
export type AdviceWith = (group: Group, values: readonly number[]) => Row['advice'];

/** Names a few choices by one number: each a fact and one of its values, by their places. */
const PLACES = 64;
const withChoice = (key: number, fact: number, value: number): number =>
  key * PLACES * PLACES + fact * PLACES + value + 1;

/**
 * Truths of criteria, and of what is judged beside them, with some facts filled in. Each part is looked at once for
 * every way its own facts can be filled in, so that thousands of ways cost little.
 */
const truthsWith = (
  line: LineCase,
  bundle: RulesetBundle,
  { policy }: Seen,
  candidates: readonly PatientCandidate[],
) => {
  const { all: parts, reads } = policy.parts;
  const definitions = compileDefinitions(bundle.definitions);
  const readBy = candidates.map(({ fact }) => reads.get(fact) ?? []);
  const memory = parts.map((): Map<number, Truth> | undefined => undefined);
  const evaluations = new Map<number, Evaluation>();

  const filledIn = (key: number): Evaluation => {
    const before = evaluations.get(key);
    if (before) return before;
    const facts = { ...line.facts };
    for (let rest = key; rest > 0; rest = Math.floor(rest / PLACES / PLACES)) {
      const candidate = candidates[Math.floor(rest / PLACES) % PLACES];
      if (candidate) Object.assign(facts, { [candidate.fact]: candidate.values[(rest % PLACES) - 1]?.value });
    }
    const made = new Evaluation(facts, line.serviceDate, definitions, line.codebook);
    evaluations.set(key, made);
    return made;
  };

  return {
    parts,
    readersOf: (fact: number): readonly number[] => (readBy[fact] ?? []).flatMap((reads, part) => (reads ? part : [])),
    truthOf: (part: number, group: Group, values: readonly number[]): Truth => {
      let key = 0;
      for (let place = 0; place < group.length; place++) {
        const fact = group[place] ?? 0;
        if (readBy[fact]?.[part]) key = withChoice(key, fact, values[place] ?? 0);
      }
      const known = memory[part] ?? new Map<number, Truth>();
      memory[part] = known;
      const before = known.get(key);
      if (before !== undefined) return before;
      const truth = parts[part]?.test(filledIn(key)) ?? 0;
      known.set(key, truth);
      return truth;
    },
  };
};

/**
 * Asks what the advice would be with some facts filled in, without walking the procedure again where only criteria
 * can have changed. Agrees with the procedure; tests hold it to that.
 */
export const adviser = (
  line: LineCase,
  bundle: RulesetBundle,
  { pa, advice, row }: Decided,
  seen: Seen,
  candidates: readonly PatientCandidate[],
): AdviceWith => {
  const { policy, evaluation } = seen;
  const { parts, readersOf, truthOf } = truthsWith(line, bundle, seen, candidates);
  const now = parts.map(({ test }) => test(evaluation));
  const criteria = partsOf(policy.necessity).length;
  const resultOf = combinerOf(policy.necessity, String(evaluation.valueOf('modality')), isHeld(line));
  const need = pa === 'not-required' ? 'not-required' : 'required';
  const readers = candidates.map((_, fact) => readersOf(fact));
  // A contradiction in the chart is weighed by the whole procedure.
  const contradicted = disputed(line.facts).length > 0;

  const byProcedure: AdviceWith = (group, values) => {
    const filled = group.reduce(
      (at, fact, place) => candidates[fact]?.values[values[place] ?? 0]?.apply(at) ?? at,
      line,
    );
    return runProcedure(filled, false).advice;
  };
  const truths = [...now];
  return (group, values) => {
    let besideMoved = contradicted;
    for (const fact of group)
      for (const part of readers[fact] ?? []) {
        const truth = truthOf(part, group, values);
        truths[part] = truth;
        if (part >= criteria && truth !== now[part]) besideMoved = true;
      }
    const result = besideMoved ? 'unknown' : resultOf(truths);
    for (const fact of group) for (const part of readers[fact] ?? []) truths[part] = now[part] ?? 0;
    if (besideMoved) return byProcedure(group, values);
    return isByCriteria(row) ? byCriteria(need, result)[1] : advice;
  };
};
