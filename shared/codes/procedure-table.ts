import * as z from 'zod/mini';
import { MODALITIES } from '../core/model/facts.ts';
import type { Procedure } from '../core/model/procedure.ts';
import { GROUPS } from '../core/model/ruleset.ts';
import { dataSet, evidence, isoDate } from './data-set.ts';
import { readTable } from './read-table.ts';

const codes = z.array(z.string());
const row = z.strictObject({
  code: z.string(),
  role: z.enum(['test', 'companion', 'not-cardiac', 'outside']),
  group: z.exactOptional(z.enum(GROUPS)),
  modality: z.exactOptional(z.enum(MODALITIES)),
  companion: z.exactOptional(z.enum(['add-on', 'agent', 'tracer', 'bundled'])),
  says: z.string(),
  pcTc: z.exactOptional(z.literal([0, 1, 2, 3, 4, 9])),
  supervision: z.exactOptional(z.enum(['01', '02', '03', '09'])),
  global: z.exactOptional(z.string()),
  notInFacility: z.exactOptional(z.boolean()),
  hospitalOnly: z.exactOptional(z.boolean()),
  notForHospital: z.exactOptional(z.boolean()),
  editsOnly: z.exactOptional(z.literal(true)),
  hospitalForm: z.exactOptional(z.string()),
  parents: z.exactOptional(codes),
  parentsOpen: z.exactOptional(z.literal(true)),
  asks: z.exactOptional(z.string()),
  parts: z.exactOptional(codes),
  several: z.exactOptional(z.string()),
  combined: z.exactOptional(z.strictObject({ code: z.string(), clinician: codes, technical: codes })),
  whole: z.exactOptional(z.string()),
  typical: z.exactOptional(z.literal(true)),
  note: z.exactOptional(z.string()),
  evidence,
  source: z.string(),
});
const unit = z.strictObject({
  amount: z.number(),
  measure: z.enum(['mg', 'study-dose', 'mCi']),
  usualUnits: z.exactOptional(z.number()),
  usualDose: z.exactOptional(z.number()),
  waste: z.exactOptional(z.strictObject({ discardedFrom: isoDate, noneExistsFrom: isoDate, noneFrom: isoDate })),
});
export const procedureFile = z.strictObject({ dataSet, procedures: z.array(row) });
const unitFile = z.strictObject({ dataSet, units: z.record(z.string(), unit) });

/** Procedures by code; drugs and tracers with the amount of one unit. */
export const procedureTable = (procedures: unknown, drugUnits: unknown) => {
  const described = readTable(procedureFile, procedures);
  const measured = readTable(unitFile, drugUnits);
  const byCode = new Map(
    described.procedures.map((procedure): [string, Procedure] => {
      const counted = measured.units[procedure.code];
      return [procedure.code, { ...procedure, ...(counted ? { unit: counted } : {}) }];
    }),
  );
  return {
    dataSets: [described.dataSet, measured.dataSet],
    typicalTests: [...byCode.values()].filter(({ typical }) => typical),
    procedure: (code: string): Procedure | undefined => byCode.get(code.toUpperCase()),
  };
};
