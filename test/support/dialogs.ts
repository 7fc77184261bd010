import { runDecisionTable } from '../../shared/core/decide/decision-table.ts';
import type { AbstractFact } from '../../shared/core/explain/abstract-facts.ts';
import { explain } from '../../shared/core/explain/explain.ts';
import { openQuestions } from '../../shared/core/explain/open-questions.ts';
import { OPEN_ROWS, settle } from '../../shared/core/explain/settle.ts';
import type { Advice } from '../../shared/core/model/advice.ts';
import { type Fact, type FactName, type Facts, known } from '../../shared/core/model/facts.ts';
import { VOCABULARY } from '../../shared/core/model/vocabulary.ts';
import type { LineCase } from '../../shared/core/policy/line-case.ts';
import { seeded } from '../../shared/rule-files/lint/search-patients.ts';
import { consistent } from './completions.ts';
import { lineFor, noneOnRecord, type PolicyKey } from './some-patients.ts';

/** Orders as they come in: what is on them, and nothing else. */
export const SITUATIONS: readonly (readonly [title: string, diagnoses: readonly string[], facts: Facts])[] = [
  ['chest pain is on the order', ['R07.9'], { chestPain: known('possible-cardiac') }],
  ['nothing but the diagnosis', ['R07.9'], {}],
  [
    'a stent without a date, no symptoms',
    ['Z95.5', 'I25.10'],
    { chestPain: known('none'), exertionalDyspnea: known(false), priorPci: known({}), knownCad: known(true) },
  ],
  ['before surgery', ['Z01.810'], {}],
];

export const orderOf = (policy: PolicyKey, [, diagnoses, facts]: (typeof SITUATIONS)[number]): LineCase =>
  lineFor(policy, { ...noneOnRecord(), sex: known('female'), ...facts }, diagnoses);

/** How likely each answer is in these dialogs; the same whatever the rules hold of it. */
const chanceOf = ({ fact, values }: AbstractFact, { fact: one }: { readonly fact: Fact<unknown> }): number => {
  const { kind, type } = VOCABULARY[fact];
  const isNone = (value: Fact<unknown>) => value.is === 'absent' || (value.is === 'known' && value.value === 'none');
  if (kind === 'history' && type === 'boolean') return one.is === 'known' && one.value === true ? 0.2 : 0.8;
  const canBeNone = fact !== 'chestPain' && values.some((value) => isNone(value.fact));
  if (!canBeNone) return 1 / values.length;
  return isNone(one) ? 0.7 : 0.3 / (values.length - 1);
};

export interface Dialog {
  /** Until an advice was given. */
  readonly questions: number;
  /** Until no other answer could change it. */
  readonly all: number;
  /** Facts that were missing at its start. */
  readonly missing: number;
  readonly ended: Advice;
  /** What the decision table says of the whole patient. */
  readonly whole: Advice;
  readonly isOpen: boolean;
}

/** Answers the best next question, one after the other, until none is left. */
const converse = (order: LineCase, patient: Facts): Dialog => {
  const levels = levelsOf(order);
  const isAsked = (name: FactName) => levels.some(({ fact }) => fact === name);
  const missingOf = (line: LineCase) => explain(line).missing.flatMap(({ fact }) => (isAsked(fact) ? fact : []));
  const missing = missingOf(order).length;
  let line = order;
  let decidedAfter: number | undefined;
  for (let asked = 0; ; asked++) {
    const { row, advice } = runDecisionTable(settle(line), false);
    if (!OPEN_ROWS.has(row)) decidedAfter ??= asked;
    const [next] = missingOf(line);
    if (!next || asked > levels.length)
      return {
        questions: decidedAfter ?? asked,
        all: asked,
        missing,
        ended: advice,
        whole: runDecisionTable({ ...line, facts: patient }, false).advice,
        isOpen: row === 'D11',
      };
    line = { ...line, facts: { ...line.facts, [next]: patient[next] } as Facts };
  }
};

const levelsOf = (line: LineCase): readonly AbstractFact[] => {
  const { seen } = runDecisionTable(line, false);
  const open = seen && openQuestions(line, seen);
  if (!open) throw new Error('No questions');
  return open.questions.levels.map(({ fact }) => fact);
};

/** Dialogs about one order with patients who may have made it. */
export const dialogsOf = (order: LineCase, count: number, seed: number): readonly Dialog[] => {
  const random = seeded(seed);
  const facts = levelsOf(order).filter(({ name, fact }) => name === fact);
  const dialogs: Dialog[] = [];
  while (dialogs.length < count) {
    const drawn: Record<string, Fact<unknown> | undefined> = { ...order.facts };
    const open: FactName[] = [];
    for (const one of facts) {
      const now: Fact<unknown> | undefined = order.facts[one.fact];
      const undated = now?.is === 'known' && VOCABULARY[one.fact].type === 'event';
      if (now && now.is !== 'unknown' && !undated) continue;
      open.push(one.fact);
      const values = one.values.filter(({ fact }) => !undated || fact.is === 'known');
      const chances = values.map((value) => chanceOf(one, value));
      let left = random() * chances.reduce((sum, chance) => sum + chance, 0);
      const at = chances.findIndex((chance) => {
        left -= chance;
        return left <= 0;
      });
      drawn[one.fact] = values[Math.max(0, at)]?.fact;
    }
    const patient = consistent(drawn as Facts, open, order);
    if (patient) dialogs.push(converse(order, patient));
  }
  return dialogs;
};
