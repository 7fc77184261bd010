import type { PatientCandidate } from './candidates.ts';
import { compileDefinitions } from './criteria.ts';
import type { Decided, Seen } from './decided.ts';
import { Evaluation } from './evaluation.ts';
import { isHeld, type LineCase } from './line-case.ts';
import { combinerOf, partsOf } from './necessity-parts.ts';
import { byCriteria, runProcedure } from './procedure.ts';
import type { RulesetBundle } from './ruleset.ts';
import type { Truth } from './truth.ts';
import { disputed } from './undisputed.ts';

/** Places of facts among the open ones, ascending; three at most. */
export type Group = readonly number[];

/** Names a few choices by one number: each a fact and one of its values, by their places. */
const withChoice = (key: number, fact: number, value: number): number => key * 4096 + fact * 64 + value + 1;

/**
 * Truths of criteria, and of what is judged beside them, with some open facts filled in. Each part is looked at once for every way its
 * own facts can be filled in, so that thousands of ways cost little.
 */
const truthsWith = (line: LineCase, bundle: RulesetBundle, { policy }: Seen, open: readonly PatientCandidate[]) => {
  const parts = [...partsOf(policy.necessity), ...policy.beside];
  const definitions = compileDefinitions(bundle.definitions);
  const reads = parts.map(({ facts }) => open.map(({ fact }) => facts.includes(fact)));
  const memory = parts.map(() => new Map<number, Truth>());
  const evaluations = new Map<number, Evaluation>();

  const filledIn = (key: number): Evaluation => {
    const facts = { ...line.facts };
    for (let rest = key; rest > 0; rest = Math.floor(rest / 4096)) {
      const { fact, value } = { fact: Math.floor((rest % 4096) / 64), value: (rest % 64) - 1 };
      const candidate = open[fact];
      if (candidate) Object.assign(facts, { [candidate.fact]: candidate.values[value]?.value });
    }
    return new Evaluation(facts, line.serviceDate, definitions, line.codebook);
  };

  return {
    parts,
    readersOf: (fact: number): readonly number[] => parts.flatMap((_, part) => (reads[part]?.[fact] ? part : [])),
    truthOf: (part: number, group: Group, values: readonly number[]): Truth => {
      let key = 0;
      for (let place = 0; place < group.length; place++) {
        const fact = group[place] ?? 0;
        if (reads[part]?.[fact]) key = withChoice(key, fact, values[place] ?? 0);
      }
      const before = memory[part]?.get(key);
      if (before !== undefined) return before;
      const evaluation = evaluations.get(key) ?? filledIn(key);
      evaluations.set(key, evaluation);
      const truth = parts[part]?.test(evaluation) ?? 0;
      memory[part]?.set(key, truth);
      return truth;
    },
  };
};

/** Whether a group of open facts decides an answer that the criteria leave open, filled in one way or another. */
export const groupJudge = (
  line: LineCase,
  bundle: RulesetBundle,
  { pa, advice, necessity }: Decided,
  seen: Seen,
  open: readonly PatientCandidate[],
): ((group: Group) => boolean) => {
  const { policy, evaluation } = seen;
  const { parts, readersOf, truthOf } = truthsWith(line, bundle, seen, open);
  const now = parts.map(({ test }) => test(evaluation));
  const resultOf = combinerOf(policy.necessity, String(evaluation.valueOf('modality')), isHeld(line));
  const need = pa === 'not-required' ? 'not-required' : 'required';
  const readers = open.map((_, fact) => readersOf(fact));

  const criteria = parts.length - policy.beside.length;
  // A contradiction in the chart is weighed by the whole procedure.
  const contradicted = disputed(line.facts).length > 0;

  const byProcedure = (group: Group, values: readonly number[]): boolean => {
    const filled = group.reduce((at, fact, place) => open[fact]?.values[values[place] ?? 0]?.apply(at) ?? at, line);
    return runProcedure(filled, false).advice !== advice;
  };
  const truths = [...now];
  const byParts = (group: Group, touched: readonly number[], values: readonly number[]): boolean => {
    let besideMoved = false;
    for (const part of touched) {
      const truth = truthOf(part, group, values);
      if (part >= criteria) besideMoved ||= truth !== now[part];
      else truths[part] = truth;
    }
    const result = resultOf(truths);
    for (const part of touched) truths[part] = now[part] ?? 0;
    if (besideMoved || contradicted) return byProcedure(group, values);
    return result !== necessity && byCriteria(need, result)[1] !== advice;
  };

  /** Every way of filling the group in, until one changes the advice. */
  const values: number[] = [];
  const anyWay = (group: Group, touched: readonly number[]): boolean => {
    const place = values.length;
    if (place === group.length) return byParts(group, touched, values);
    const count = open[group[place] ?? 0]?.values.length ?? 0;
    let found = false;
    for (let value = 0; value < count && !found; value++) {
      values[place] = value;
      found = anyWay(group, touched);
    }
    values.length = place;
    return found;
  };
  return (group) => anyWay(group, [...new Set(group.flatMap((fact) => readers[fact] ?? []))]);
};
