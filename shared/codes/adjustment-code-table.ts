import * as z from 'zod/mini';
import { dataSet, evidence, isoDate } from './data-set.ts';
import { readTable } from './read-table.ts';

const file = z.strictObject({
  dataSet,
  codes: z.array(
    z.strictObject({
      kind: z.enum(['carc', 'rarc']),
      code: z.string(),
      says: z.string(),
      start: z.exactOptional(isoDate),
      /** First day it is no longer used. */
      end: z.exactOptional(isoDate),
      evidence,
    }),
  ),
});

/** Adjustment reason and remark codes: code, our own wording, and when they are in use. */
export const adjustmentCodeTable = (json: unknown) => {
  const { dataSet: header, codes } = readTable(file, json);
  const byCode = new Map(codes.map((row) => [row.code, row]));
  return {
    dataSets: [header],
    adjustmentCodeOn: (code: string, date: string): boolean => {
      const row = byCode.get(code);
      if (!row) return false;
      return (row.start === undefined || row.start <= date) && (row.end === undefined || date < row.end);
    },
  };
};
