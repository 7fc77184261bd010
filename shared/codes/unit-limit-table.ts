import * as z from 'zod/mini';
import type { UnitLimit } from '../core/model/codebook.ts';
import { dataSet, evidence } from './data-set.ts';
import { editionOn } from './editions.ts';
import { readTable } from './read-table.ts';

export const UNIT_LIMIT_NAMES = { practitioner: 'unit-limits-practitioner', hospital: 'unit-limits-hospital' } as const;
type Payee = keyof typeof UNIT_LIMIT_NAMES;

const limit = z.strictObject({
  codes: z.array(z.string()),
  units: z.number(),
  mai: z.exactOptional(z.literal([1, 2, 3])),
  /** Secondary where only a copy of the table has it; else that of the edition. */
  evidence: z.exactOptional(evidence),
});
export const unitLimitFile = z.strictObject({ editions: z.array(z.strictObject({ dataSet, limits: z.array(limit) })) });

/** Medically unlikely units by code and day; practitioners and outpatient hospitals have separate tables. */
export const unitLimitTable = (json: unknown) => {
  const indexed = readTable(unitLimitFile, json).editions.map(({ dataSet: header, limits }) => ({
    dataSet: header,
    byCode: new Map(limits.flatMap(({ codes, ...rest }) => codes.map((code): [string, UnitLimit] => [code, rest]))),
  }));
  const named = (payee: Payee) =>
    editionOn(indexed.filter(({ dataSet: { name } }) => name === UNIT_LIMIT_NAMES[payee]));
  const on = { practitioner: named('practitioner'), hospital: named('hospital') };
  return {
    dataSets: indexed.map((edition) => edition.dataSet),
    unitLimit: (code: string, date: string, payee: Payee): UnitLimit | undefined => on[payee](date)?.byCode.get(code),
  };
};
