import type { FactName } from '../model/facts.ts';
import { isFactName, VOCABULARY } from '../model/vocabulary.ts';
import type { FactReading } from './criteria.ts';
import { COMPUTED } from './evaluation.ts';

/** A fact a person could supply, with every comparison the rules make on it. */
export interface AskedFact {
  readonly name: FactName;
  readonly readings: readonly FactReading[];
  /** A value is computed from it (pretest probability), so its own comparisons do not show everything it affects. */
  readonly hidden: boolean;
}

/**
 * The later of two events is compared the way each event is, so its readings show everything. The pretest band does
 * not, but for an event it only matters that it happened.
 */
const isFullyShown = (fact: string): boolean => fact === 'latestRevasc';

const mayBeAsked = (name: FactName): boolean => {
  const { kind, question } = VOCABULARY[name];
  return question !== undefined && (kind !== 'context' || name === 'age' || name === 'sex');
};

/** The patient facts a policy compares, in the order the rules first mention them. */
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
      if (!sources || isFullyShown(reading.fact)) entry.readings.push(reading);
      else if (VOCABULARY[name].type !== 'event') entry.hidden = true;
    }
  }
  return [...found].map(([name, entry]) => ({ name, ...entry }));
};
