import * as z from 'zod/mini';
import { dataSet } from './data-set.ts';

const file = z.strictObject({
  dataSet,
  years: z.array(z.strictObject({ year: z.number(), conversionFactor: z.number(), source: z.string() })),
  fees: z.array(
    z.strictObject({
      code: z.string(),
      modifier: z.enum(['', '26', 'TC']),
      amounts: z.array(z.strictObject({ year: z.number(), rvu: z.number(), usd: z.number() })),
    }),
  ),
});

/** National unadjusted Medicare amounts in USD; no amount for contractor-priced codes and years not held. */
export const feeTable = (json: unknown) => {
  const { dataSet: header, years, fees } = file.parse(json);
  const sources = new Map(years.map(({ year, source }) => [year, source]));
  const amounts = new Map<string, { readonly usd: number; readonly source: string }>();
  for (const { code, modifier, amounts: byYear } of fees) {
    for (const { year, usd } of byYear) {
      const source = sources.get(year);
      if (source === undefined) throw new Error(`fees.json has an amount for ${year} without its source`);
      amounts.set(`${code}|${modifier}|${year}`, { usd, source });
    }
  }
  return {
    dataSets: [header],
    nationalFee: (code: string, modifier: '' | '26' | 'TC', year: number) => amounts.get(`${code}|${modifier}|${year}`),
  };
};
