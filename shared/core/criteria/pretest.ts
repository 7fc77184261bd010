import { absent, type Fact, type Facts, known, unknown } from '../model/facts.ts';
import type { PretestTable } from '../model/program.ts';
import { MET, type Truth } from '../model/truth.ts';

export type PretestBand = 'low' | 'intermediate' | 'high';

/** Whether a symptom is present, in each case the known facts allow. */
const possibilities = <T>(fact: Fact<T> | undefined, isSymptom: (value: T) => boolean): readonly boolean[] =>
  fact?.is === 'known' ? [isSymptom(fact.value)] : [true, false];

/** Both kinds count the same: the table's newest source no longer distinguishes them. */
export const isAnginal = (kind: unknown): boolean => kind === 'cardiac' || kind === 'possible-cardiac';

/**
 * Under the first row's age its numbers are upper bounds; the last row is open-ended. Of two symptoms the higher
 * counts.
 */
const percent = (table: PretestTable, age: number, sex: 'male' | 'female', pain: boolean, dyspnea: boolean): number => {
  const row = table.rows.findLast((candidate) => age >= candidate.ageFrom) ?? table.rows[0];
  if (!row) return 0;
  return Math.max(pain ? row.chestPain[sex] : 0, dyspnea ? row.dyspnea[sex] : 0);
};

/**
 * Pretest probability of obstructive disease in percent, for every combination of unknown symptoms and sex. Not
 * computed (absent) for patients without symptoms or with known disease; unknown without an age.
 */
export const pretestPercents = (
  facts: Facts,
  table: PretestTable,
  asymptomatic: Truth,
  knownDisease: Truth,
): readonly number[] | 'none' => {
  if (asymptomatic === MET || knownDisease === MET) return 'none';
  if (facts.age?.is !== 'known') return [];
  const age = facts.age.value;
  const sex = facts.sex?.is === 'known' ? facts.sex.value : 'unknown';
  const sexes: readonly ('male' | 'female')[] = sex === 'male' || sex === 'female' ? [sex] : ['male', 'female'];
  const percents: number[] = [];
  for (const pain of possibilities(facts.chestPain, isAnginal))
    for (const dyspnea of possibilities(facts.exertionalDyspnea, (value) => value))
      for (const one of sexes) percents.push(pain || dyspnea ? percent(table, age, one, pain, dyspnea) : Number.NaN);
  return percents;
};

const bandOf = (table: PretestTable, value: number): PretestBand =>
  value <= table.lowAtMost ? 'low' : value <= table.intermediateAtMost ? 'intermediate' : 'high';

/** The band, if every possible combination agrees on it; one without symptoms has none. */
export const pretestBand = (percents: readonly number[] | 'none', table: PretestTable): Fact<PretestBand> => {
  if (percents === 'none') return absent;
  const [first] = percents;
  if (first === undefined || percents.some(Number.isNaN)) return unknown;
  const band = bandOf(table, first);
  return percents.every((value) => bandOf(table, value) === band) ? known(band) : unknown;
};
