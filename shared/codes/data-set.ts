import * as z from 'zod/mini';
import type { DataSet } from '../core/model/codebook.ts';
import type { Evidence } from '../core/model/evidence.ts';

export const evidence: z.ZodMiniType<Evidence> = z.enum(['verified', 'secondary', 'illustrative']);
export const isoDate = z.string().check(z.regex(/^\d{4}-\d{2}-\d{2}$/));

/** Header of every code table: its source and the days it is valid. */
export const dataSet: z.ZodMiniType<DataSet> = z.strictObject({
  name: z.string(),
  source: z.string(),
  retrieved: isoDate,
  evidence,
  from: isoDate,
  to: z.exactOptional(isoDate),
});

/** Both ends included. */
export const holds = ({ from, to }: { readonly from?: string; readonly to?: string }, date: string): boolean =>
  (from === undefined || from <= date) && (to === undefined || date <= to);
