import { runDecisionTable } from '../../shared/core/decide/decision-table.ts';
import { mayBe } from '../../shared/core/explain/abstract-facts.ts';
import { openQuestions } from '../../shared/core/explain/open-questions.ts';
import type { Advice } from '../../shared/core/model/advice.ts';
import type { Fact, FactName, Facts } from '../../shared/core/model/facts.ts';
import { VOCABULARY } from '../../shared/core/model/vocabulary.ts';
import type { LineCase } from '../../shared/core/policy/line-case.ts';

/** Every patient that what is known leaves possible, each answered by the decision table alone. */
interface Completions {
  /** Of each fact that is open, the values it can have. */
  readonly names: readonly FactName[];
  readonly values: readonly (readonly Fact<unknown>[])[];
  /** In the order of the values, the last fact first; `undefined` = no patient is like that. */
  readonly advice: readonly (Advice | undefined)[];
}

const isPresent = (fact: Fact<unknown> | undefined): boolean =>
  fact?.is === 'known' && fact.value !== false && fact.value !== 'none';
const isUnknown = (fact: Fact<unknown> | undefined): boolean => fact === undefined || fact.is === 'unknown';

/** The facts with what follows from others; `undefined` when they break what is true of every patient. */
export const consistent = (facts: Facts, open: readonly FactName[], { codebook }: LineCase): Facts | undefined => {
  const all: Record<string, Fact<unknown> | undefined> = { ...facts };
  const diagnoses = facts.diagnoses?.is === 'known' ? facts.diagnoses.value : [];
  for (const { if: given, oneOf, follows } of codebook.implications) {
    const { present = [], coded } = given;
    const isCoded = coded !== undefined && diagnoses.some((code) => codebook.inDiagnosisGroup(coded, code));
    if (!isCoded && !present.some((name) => isPresent(all[name]))) continue;
    if (oneOf.some((name) => isPresent(all[name]) || (isUnknown(all[name]) && name !== follows))) continue;
    if (!follows || (!open.includes(follows) && all[follows]?.is === 'known')) return undefined;
    all[follows] = { is: 'known', value: oneOf.includes(follows) };
  }
  return all as Facts;
};

/** `undefined` where there are more than `most`. */
export const completionsOf = (line: LineCase, most: number): Completions | undefined => {
  const { seen } = runDecisionTable(line, false);
  const open = seen && openQuestions(line, seen);
  if (!open) return undefined;
  const names: FactName[] = [];
  const values: (readonly Fact<unknown>[])[] = [];
  for (const { fact: one } of open.questions.levels) {
    const now: Fact<unknown> | undefined = line.facts[one.fact];
    if (one.name !== one.fact) continue;
    const isOpen = isUnknown(now) || (now?.is === 'absent' && VOCABULARY[one.fact].kind === 'judgement');
    const said = [now, ...(now?.conflict === undefined ? [] : (now.rejected ?? []))];
    const possible = one.values.filter(({ signature }) => said.some((fact) => mayBe(one.signatureOf(fact), signature)));
    if (!isOpen && possible.length < 2) continue;
    names.push(one.fact);
    values.push(possible.map(({ fact }) => fact));
  }
  const total = values.reduce((product, { length }) => product * length, 1);
  if (total > most) return undefined;
  const advice = Array.from({ length: total }, (_, at) => {
    let rest = at;
    const facts: Record<string, Fact<unknown> | undefined> = { ...line.facts };
    for (const [index, name] of names.entries()) {
      const own = values[index] ?? [];
      facts[name] = own[rest % own.length];
      rest = Math.floor(rest / own.length);
    }
    const whole = consistent(facts as Facts, names, line);
    return whole && runDecisionTable({ ...line, facts: whole }, false).advice;
  });
  return { names, values, advice };
};

export const reachedBy = ({ advice }: Completions): readonly Advice[] =>
  [...new Set(advice.flatMap((one) => one ?? []))].sort();

/** Facts in which alone two of the patients differ, and are answered differently. */
export const relevantIn = ({ names, values, advice }: Completions): readonly FactName[] => {
  let stride = 1;
  const found: FactName[] = [];
  for (const [index, name] of names.entries()) {
    const size = values[index]?.length ?? 1;
    const step = stride;
    const differs = advice.some((_, at) => {
      if (Math.floor(at / step) % size !== 0) return false;
      const own = Array.from({ length: size }, (__, value) => advice[at + value * step]).filter(
        (one) => one !== undefined,
      );
      return new Set(own).size > 1;
    });
    if (differs) found.push(name);
    stride *= size;
  }
  return found;
};
