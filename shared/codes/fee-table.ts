import * as z from 'zod/mini';
import type { Component, Fee } from '../core/model/codebook.ts';
import { dataSet } from './data-set.ts';
import { readTable } from './read-table.ts';

const key = { code: z.string(), modifier: z.enum(['', '26', 'TC']) };
export const feeFile = z.strictObject({
  editions: z.array(
    z.strictObject({
      dataSet,
      year: z.number(),
      conversionFactor: z.number(),
      release: z.string(),
      fees: z.array(
        z.union([
          z.strictObject({
            ...key,
            work: z.number(),
            expense: z.number(),
            /** Missing: not payable in a facility. */
            facilityExpense: z.exactOptional(z.number()),
            malpractice: z.number(),
          }),
          /** When only the sum is known. */
          z.strictObject({ ...key, total: z.number(), facilityTotal: z.exactOptional(z.number()) }),
        ]),
      ),
    }),
  ),
});
type Edition = z.infer<typeof feeFile>['editions'][number];

/** Relative values have two decimals; their sums must not show more. */
const hundredths = (value: number): number => Math.round(value * 100) / 100;

const feeOf = (row: Edition['fees'][number], { conversionFactor, release }: Edition): Fee => {
  const published = { conversionFactor, source: release };
  if ('total' in row) {
    const { total, facilityTotal } = row;
    return { ...published, total, ...(facilityTotal === undefined ? {} : { facilityTotal }) };
  }
  const { work, expense, facilityExpense, malpractice } = row;
  return {
    ...published,
    total: hundredths(work + expense + malpractice),
    ...(facilityExpense === undefined ? {} : { facilityTotal: hundredths(work + facilityExpense + malpractice) }),
    parts: { work, expense, malpractice, ...(facilityExpense === undefined ? {} : { facilityExpense }) },
  };
};

/** The Medicare physician fee schedule by year; nothing for contractor-priced codes and years without data. */
export const feeTable = (json: unknown) => {
  const { editions } = readTable(feeFile, json);
  const fees = new Map<string, Fee>();
  for (const edition of editions)
    for (const row of edition.fees) {
      const name = `${row.code}|${row.modifier}|${edition.year}`;
      if (fees.has(name)) throw new Error(`fees.json lists ${name} twice`);
      fees.set(name, feeOf(row, edition));
    }
  const fee = (code: string, modifier: Component, year: number): Fee | undefined =>
    fees.get(`${code}|${modifier}|${year}`);
  const years = new Set(editions.map(({ year }) => year));
  return {
    dataSets: editions.map((edition) => edition.dataSet),
    fee,
    feeYear: (year: number): number | undefined => [year, year - 1].find((one) => years.has(one)),
    nationalFee: (code: string, modifier: Component, year: number) => {
      const found = fee(code, modifier, year);
      return found && { usd: hundredths(found.total * found.conversionFactor), source: found.source };
    },
  };
};
