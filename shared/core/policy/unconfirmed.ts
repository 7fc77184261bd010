import type { FactName, Facts } from '../model/facts.ts';
import { VOCABULARY } from '../model/vocabulary.ts';
import type { LineCase } from './line-case.ts';

/** Referral and network are told by whoever arranges the visit. */
const isOfClerk = (name: FactName): boolean =>
  VOCABULARY[name].kind === 'judgement' && VOCABULARY[name].askedOf === 'clerk';

/** Facts only somebody known to be no clinician stated. */
export const unconfirmedIn = (facts: Facts): readonly FactName[] => {
  const names: FactName[] = [];
  for (const name in facts) {
    const fact = facts[name as FactName];
    if (fact && fact.is !== 'unknown' && fact.unconfirmed && !isOfClerk(name as FactName)) names.push(name as FactName);
  }
  return names;
};

/** The line as if nobody had stated its unconfirmed facts; the same line where there are none. */
export const withoutUnconfirmed = <L extends Pick<LineCase, 'facts'>>(line: L): L => {
  const names = unconfirmedIn(line.facts);
  if (names.length === 0) return line;
  const facts: Record<string, unknown> = { ...line.facts };
  for (const name of names) delete facts[name];
  return { ...line, facts };
};
