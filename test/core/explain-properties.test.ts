import { describe, expect, test } from 'vitest';
import { runDecisionTable } from '../../shared/core/decide/decision-table.ts';
import { adviceOfOutcomes, outcomesIn } from '../../shared/core/explain/advice-of-outcome.ts';
import { isByRules } from '../../shared/core/explain/consider.ts';
import { explain } from '../../shared/core/explain/explain.ts';
import { openQuestions } from '../../shared/core/explain/open-questions.ts';
import { OPEN_ROWS, settle } from '../../shared/core/explain/settle.ts';
import type { Advice } from '../../shared/core/model/advice.ts';
import { type Facts, known } from '../../shared/core/model/facts.ts';
import { VOCABULARY } from '../../shared/core/model/vocabulary.ts';
import type { LineCase } from '../../shared/core/policy/line-case.ts';
import { completionsOf, reachedBy, relevantIn } from '../support/completions.ts';
import { openPatients, POLICIES } from '../support/some-patients.ts';

const MOST = 1_500;
const CASES = Number(process.env.EXPLAIN_CASES ?? 12);

const decidedOf = (line: LineCase) => {
  const decided = runDecisionTable(line, false);
  if (!isByRules(decided)) throw new Error('No rules');
  return decided;
};
/** The advice of all patients who are still possible, by the diagram. */
const reachOf = (line: LineCase): readonly Advice[] => {
  const decided = decidedOf(line);
  const open = openQuestions(line, decided.seen);
  const advice = adviceOfOutcomes(line, decided);
  if (!open) throw new Error('Too large');
  const known = open.questions.read(line.facts);
  if (known.broken) return [];
  const bits = open.questions.left.reach(known.open);
  return [...new Set(outcomesIn(bits).flatMap((outcome) => advice[outcome] ?? []))].sort();
};
const criteriaFacts = (line: LineCase) => {
  const open = openQuestions(line, decidedOf(line).seen);
  return new Set(open?.questions.levels.map(({ fact }) => fact.fact as string));
};
/** What is asked about the patient; plan and place are another matter. */
const missingOf = (line: LineCase) => {
  const facts = criteriaFacts(line);
  return explain(line).missing.flatMap(({ fact }) => (facts.has(fact) ? fact : []));
};
const isAskable = (name: keyof typeof VOCABULARY) => VOCABULARY[name].question !== undefined;

describe.each(POLICIES)('%s %s in %s', (...policy) => {
  const { patient, pick } = openPatients(20_261_130);
  const cases: LineCase[] = [];
  for (let tries = 0; tries < 60 * CASES && cases.length < CASES; tries++) {
    const one = patient(policy, 0.85, true);
    if (completionsOf(one, MOST)) cases.push(one);
  }

  test('exact: what is reached and what is missing equal every patient tried one by one', () => {
    expect(cases).toHaveLength(CASES);
    for (const one of cases) {
      const all = completionsOf(one, MOST);
      if (!all || decidedOf(settle(one)).row === 'D8') continue;
      const reached = reachedBy(all);
      if (reached.length === 0) continue;
      expect(reachOf(one)).toEqual(reached);
      const disputed = decidedOf(settle(one));
      const wanted = relevantIn(all).filter(isAskable);
      const isOpen = OPEN_ROWS.has(disputed.row);
      expect([
        JSON.stringify(one.facts),
        [...missingOf(one)].filter((name) => (isOpen ? true : isAskable(name))).sort(),
      ]).toEqual([JSON.stringify(one.facts), [...wanted].sort()]);
    }
  });

  test('sound: a decided word is one that some patient gets', () => {
    for (let tries = 0; tries < 10 * CASES; tries++) {
      const one = patient(policy, pick([0.2, 0.5, 0.8]), true);
      const decided = decidedOf(settle(one));
      const reached = reachOf(one);
      if (!OPEN_ROWS.has(decided.row) && reached.length > 0) expect(reached).toContain(decided.advice);
    }
  });

  test('the diagram of complete patients says what the decision table says', () => {
    for (let tries = 0; tries < 20 * CASES; tries++) {
      const one = patient(policy, 1, false);
      const reached = reachOf(one);
      const { advice, row } = decidedOf(one);
      if (reached.length === 1 && !OPEN_ROWS.has(row)) expect(reached).toEqual([advice]);
    }
  });

  test('settled or something is missing', () => {
    for (let tries = 0; tries < 10 * CASES; tries++) {
      const one = patient(policy, pick([0.2, 0.5, 0.8, 0.95]), true);
      const { row } = decidedOf(settle(one));
      const { length } = reachOf(one);
      const missing = missingOf(one);
      if (length === 1) expect(missing).toEqual([]);
      if (row === 'D11') expect([length > 1, missing.length > 0]).toEqual([true, true]);
    }
  });

  test('monotone: an answer enlarges neither what is reached nor what is missing', () => {
    for (let tries = 0; tries < 5 * CASES; tries++) {
      const one = patient(policy, pick([0.2, 0.5, 0.8]), true);
      const missing = missingOf(one);
      if (missing.length === 0) continue;
      const before = reachOf(one);
      const name = pick(missing);
      const open = openQuestions(one, decidedOf(one).seen);
      const level = open?.questions.levels.find(({ fact }) => fact.name === name);
      const answer = pick(level?.answers ?? []);
      const known = open?.questions.read(one.facts);
      const index = open?.questions.levels.findIndex(({ fact }) => fact.name === name) ?? 0;
      if (((known?.open[index] ?? 0) & answer.possible) === 0) continue;
      const after: LineCase = { ...one, facts: { ...one.facts, [name]: answer.fact } as Facts };
      const { length } = reachOf(after);
      if (length === 0) continue;
      expect(before).toEqual(expect.arrayContaining([...reachOf(after)]));
      expect(missing).toEqual(expect.arrayContaining([...missingOf(after)]));
    }
  });

  test('true: the decision table gives the advice that a single answer is said to lead to', () => {
    for (let tries = 0; tries < 10 * CASES; tries++) {
      const one = patient(policy, pick([0.3, 0.6, 0.85]), tries % 2 === 0);
      const levels = openQuestions(one, decidedOf(one).seen)?.questions.levels ?? [];
      for (const { fact, to, advice } of explain(one).wouldChange) {
        const level = levels.find((own) => own.fact.fact === fact);
        const answer = level?.answers.find((own) => own.to === to);
        if (!answer) continue;
        const after: LineCase = { ...one, facts: { ...one.facts, [fact]: answer.fact } as Facts };
        const { row, advice: word } = decidedOf(settle(after));
        const [all, ...others] = reachOf(after);
        // A row that still waits, of a patient who comes to one advice whatever is answered: that advice is told.
        const is = OPEN_ROWS.has(row) && others.length === 0 ? (all ?? word) : word;
        expect([fact, to, is]).toEqual([fact, to, advice]);
      }
    }
  });
  void known;
});
