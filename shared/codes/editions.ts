import type { DataSet } from '../core/model/codebook.ts';
import { holds } from './data-set.ts';

interface Edition {
  readonly dataSet: DataSet;
}

/**
 * One table in several dated editions: the latest one valid on a date. No edition = nothing is known for that date.
 * Two editions of one name that begin on the same day are an error in the data.
 */
export const editionOn = <E extends Edition>(editions: readonly E[]): ((date: string) => E | undefined) => {
  const newestFirst = [...editions].sort((a, b) => (a.dataSet.from < b.dataSet.from ? 1 : -1));
  const starts = new Set(editions.map(({ dataSet: { name, from } }) => `${name} ${from}`));
  if (starts.size < editions.length)
    throw new Error(`Two editions of ${editions[0]?.dataSet.name} begin on the same day`);
  return (date) => newestFirst.find(({ dataSet }) => holds(dataSet, date));
};
