import * as z from 'zod/mini';
import type { Locality } from '../core/model/codebook.ts';
import { dataSet } from './data-set.ts';
import { readTable } from './read-table.ts';

const locality = z.strictObject({
  state: z.string(),
  number: z.string(),
  name: z.string(),
  work: z.number(),
  expense: z.number(),
  malpractice: z.number(),
});
export const localityFile = z.strictObject({
  editions: z.array(z.strictObject({ dataSet, year: z.number(), localities: z.array(locality) })),
});

/**
 * Geographic cost indices by year and Medicare locality. Locality numbers repeat across states: without the state, only
 * a unique number is found.
 */
export const localityTable = (json: unknown) => {
  const { editions } = readTable(localityFile, json);
  const byKey = new Map<string, Locality | 'several'>();
  for (const { year, localities } of editions)
    for (const row of localities) {
      const [full, bare] = [`${year}|${row.number}|${row.state}`, `${year}|${row.number}|`];
      if (byKey.has(full)) throw new Error(`localities.json lists ${full} twice`);
      byKey.set(full, row);
      byKey.set(bare, byKey.has(bare) ? 'several' : row);
    }
  return {
    dataSets: editions.map((edition) => edition.dataSet),
    locality: (year: number, number: string, state?: string): Locality | undefined => {
      const found = byKey.get(`${year}|${number}|${state?.trim().toUpperCase() ?? ''}`);
      return found === 'several' ? undefined : found;
    },
  };
};
