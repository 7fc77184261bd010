import type { FactName, Facts } from '../../../../core/model/facts.ts';
import { isFactName } from '../../../../core/model/vocabulary.ts';
import { type ClinicalFinding, isStatement, type Rank, type Statement } from '../finding.ts';
import { implied, withoutDisease } from '../imply.ts';
import { settleFact } from '../settle-fact.ts';

interface Merged {
  readonly facts: Facts;
  /** Contradictions and warnings, without patient data. */
  readonly warnings: readonly string[];
}

const isAnswered = (from: readonly string[]): boolean => from.some((one) => one.includes('QuestionnaireResponse/'));

/** What is on file of a fact, as its sources would state it. Not found in a chart is no statement. */
const onFile = (facts: Facts, name: FactName): readonly Statement[] => {
  const fact = facts[name];
  if (!fact || fact.is === 'unknown' || (fact.is === 'absent' && !fact.from)) return [];
  const [reference = ''] = fact.from ?? [];
  const rank: Rank = fact.unconfirmed ? 'unconfirmed' : isAnswered(fact.from ?? []) ? 'answer' : 'chart';
  const value = fact.is === 'known' ? fact.value : undefined;
  return [
    { fact: name, value, rank, reference },
    ...(fact.rejected ?? []).map(
      (other): Statement => ({
        fact: name,
        value: other.is === 'known' ? other.value : undefined,
        rank: 'chart',
        reference: '',
      }),
    ),
  ];
};

/** What a new answer replaces: earlier ones, and what nobody confirmed. An unconfirmed answer replaces only its like. */
const REPLACED: Readonly<Partial<Record<Rank, readonly Rank[]>>> = {
  answer: ['answer', 'unconfirmed'],
  unconfirmed: ['unconfirmed'],
};

/** What the chart says stands beside the answers. */
const settleWith = (facts: Facts, name: FactName, said: readonly Statement[]) => {
  const replaced = said.flatMap(({ rank }) => REPLACED[rank] ?? []);
  return settleFact([...said, ...onFile(facts, name).filter(({ rank }) => !replaced.includes(rank))]);
};

/** The facts on file with what was answered since, and what follows from it. */
export const mergeAnswers = (facts: Facts, findings: readonly ClinicalFinding[]): Merged => {
  const warnings = new Set(findings.flatMap((finding) => ('warns' in finding ? [finding.warns] : [])));
  const settle = (said: readonly Statement[]): Facts => {
    const names = [...new Set(said.map(({ fact }) => fact))].filter(isFactName);
    return Object.fromEntries(
      names.flatMap((name) => {
        const settled = settleWith(
          facts,
          name,
          said.filter(({ fact }) => fact === name),
        );
        for (const says of settled?.warnings ?? []) warnings.add(says);
        return settled ? [[name, settled.fact]] : [];
      }),
    ) as Facts;
  };
  const said = findings.filter(isStatement);
  const answered = settle(said);
  const learned = settle([...said, ...implied(answered)]);
  const all = { ...withoutDisease(learned), ...facts, ...learned };
  return {
    facts: Object.fromEntries(Object.entries(all).sort(([a], [b]) => (a < b ? -1 : 1))) as Facts,
    warnings: [...warnings],
  };
};
