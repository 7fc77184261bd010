import { absent, type Fact, type Facts, known, unknown } from '../model/facts.ts';
import type { PretestTable } from '../model/program.ts';
import { MET, type Truth } from '../model/truth.ts';

export type PretestBand = 'low' | 'intermediate' | 'high';

/** Whether a symptom is there, in every world what is known allows. */
const worlds = <T>(fact: Fact<T> | undefined, isSymptom: (value: T) => boolean): readonly boolean[] =>
  fact?.is === 'known' ? [isSymptom(fact.value)] : [true, false];

/** Both kinds count alike: the table's newest source no longer tells them apart. */
export const isAnginal = (kind: unknown): boolean => kind === 'cardiac' || kind === 'possible-cardiac';

/** Below the first row its numbers stand in as upper bounds; the last row is open. Of two symptoms the higher counts. */
const percent = (table: PretestTable, age: number, sex: 'male' | 'female', pain: boolean, dyspnea: boolean): number => {
  const row = table.rows.findLast((candidate) => age >= candidate.ageFrom) ?? table.rows[0];
  if (!row) return 0;
  return Math.max(pain ? row.chestPain[sex] : 0, dyspnea ? row.dyspnea[sex] : 0);
};

/**
 * Pretest probability of obstructive disease in percent, over every world the unknown symptoms and sex allow.
 * Not computed (absent) for patients without symptoms or with known disease; unknown without an age.
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
  for (const pain of worlds(facts.chestPain, isAnginal))
    for (const dyspnea of worlds(facts.exertionalDyspnea, (value) => value))
      for (const one of sexes) percents.push(pain || dyspnea ? percent(table, age, one, pain, dyspnea) : Number.NaN);
  return percents;
};

const bandOf = (table: PretestTable, value: number): PretestBand =>
  value <= table.lowAtMost ? 'low' : value <= table.intermediateAtMost ? 'intermediate' : 'high';

/** The band if every possible world agrees on it; a world without symptoms has none. */
export const pretestBand = (percents: readonly number[] | 'none', table: PretestTable): Fact<PretestBand> => {
  if (percents === 'none') return absent;
  const [first] = percents;
  if (first === undefined || percents.some(Number.isNaN)) return unknown;
  const band = bandOf(table, first);
  return percents.every((value) => bandOf(table, value) === band) ? known(band) : unknown;
};
