import * as z from 'zod/mini';
import type { OrderCode } from '../core/model/codebook.ts';
import { dataSet, evidence } from './data-set.ts';
import { readTable } from './read-table.ts';
import { LOINC, SNOMED } from './systems.ts';

const file = z.strictObject({
  dataSet,
  orderCodes: z.array(
    z.strictObject({
      system: z.enum(['loinc', 'snomed']),
      code: z.string(),
      says: z.string(),
      candidates: z.array(z.string()),
      review: z.exactOptional(z.boolean()),
      stressNotImplied: z.exactOptional(z.boolean()),
      plannedStress: z.exactOptional(z.enum(['exercise', 'drug'])),
      evidence,
    }),
  ),
});

const URLS = { loinc: LOINC, snomed: SNOMED } as const;

/** Codes EHRs order these tests with, and the candidate billing codes of each. */
export const orderCodeTable = (json: unknown) => {
  const { dataSet: header, orderCodes } = readTable(file, json);
  const byCode = new Map(
    orderCodes.map(({ system, ...row }): [string, OrderCode] => [
      `${URLS[system]}|${row.code}`,
      { system: URLS[system], ...row },
    ]),
  );
  return {
    dataSets: [header],
    orderCode: (system: string, code: string): OrderCode | undefined => byCode.get(`${system}|${code}`),
  };
};
