import type { FactName } from '../model/facts.ts';
import { isFactName, VOCABULARY } from '../model/vocabulary.ts';
import type { FactReading } from './criteria.ts';
import { COMPUTED } from './evaluation.ts';

/** A fact a person could supply, and every comparison rules make of it. */
export interface AskedFact {
  readonly name: FactName;
  readonly readings: readonly FactReading[];
  /** Something is computed from it that its own comparisons do not show (pretest probability). */
  readonly hidden: boolean;
}

/**
 * The latest of two events is compared as each of them would be. A pretest band is not, but of an event it only
 * matters that it happened.
 */
const isOpenlyComputed = (fact: string): boolean => fact === 'latestRevasc';

const mayBeAsked = (name: FactName): boolean => {
  const { kind, question } = VOCABULARY[name];
  return question !== undefined && (kind !== 'context' || name === 'age' || name === 'sex');
};

/** The facts of the patient behind a policy's comparisons, in the order rules first mention them. */
export const askedFacts = (readings: readonly FactReading[]): readonly AskedFact[] => {
  const found = new Map<FactName, { readings: FactReading[]; hidden: boolean }>();
  const entryOf = (name: FactName) => {
    const entry = found.get(name) ?? { readings: [], hidden: false };
    found.set(name, entry);
    return entry;
  };
  for (const reading of readings) {
    const sources = COMPUTED[reading.fact];
    for (const name of sources ?? [reading.fact]) {
      if (!isFactName(name) || !mayBeAsked(name)) continue;
      const entry = entryOf(name);
      if (!sources || isOpenlyComputed(reading.fact)) entry.readings.push(reading);
      else if (VOCABULARY[name].type !== 'event') entry.hidden = true;
    }
  }
  return [...found].map(([name, entry]) => ({ name, ...entry }));
};
