import * as z from 'zod/mini';
import type { EstimateDuty } from '../core/model/claim-rules.ts';
import { dataSet, holds } from './data-set.ts';
import { readTable } from './read-table.ts';

const dutyFile = z.strictObject({
  dataSet,
  cite: z.string(),
  scheduled: z.array(z.strictObject({ aheadBusinessDays: z.number(), withinBusinessDays: z.number() })),
  onRequestWithinBusinessDays: z.number(),
});

/** When a patient who pays without a plan must get a good-faith estimate. */
export const estimateDutyTable = (json: unknown) => {
  const { dataSet: set, ...duty } = readTable(dutyFile, json);
  return {
    dataSets: [set],
    estimateDuty: (date: string): EstimateDuty | undefined => (holds(set, date) ? duty : undefined),
  };
};
