import * as z from 'zod/mini';
import { FUNDINGS } from '../core/model/decision-clock.ts';
import { PLAN_TYPES } from '../core/model/facts.ts';
import type { DutyBook } from '../core/model/plan-duty.ts';
import { dataSet, holds, isoDate } from './data-set.ts';
import { readTable } from './read-table.ts';

const text = z.string().check(z.minLength(1));
const planTypes = z.array(z.enum(PLAN_TYPES)).check(z.minLength(1));
const sourced = {
  id: text,
  from: isoDate,
  to: z.exactOptional(isoDate),
  says: text,
  source: text,
  retrieved: isoDate,
  evidence: z.enum(['verified', 'secondary']),
};
const dutiesFile = z.strictObject({
  dataSet,
  continuity: z.array(
    z.strictObject({
      ...sourced,
      cite: text,
      planTypes,
      payers: z.exactOptional(z.array(text)),
      states: z.exactOptional(z.array(text)),
      funding: z.exactOptional(z.enum(FUNDINGS)),
      days: z.int().check(z.minimum(1), z.maximum(366)),
      needsActiveCourse: z.exactOptional(z.literal(true)),
    }),
  ),
  binding: z.array(z.strictObject({ ...sourced, cite: text, planTypes })),
  exemptionPrograms: z.array(
    z.strictObject({
      ...sourced,
      payers: z.array(text).check(z.minLength(1)),
      approvedShare: z.number().check(z.minimum(0), z.maximum(1)),
      perYear: z.int().check(z.minimum(1)),
      years: z.int().check(z.minimum(1)),
    }),
  ),
});

/** What plans owe: after a change of plan, by an approval once given, and what they measure for an exemption. */
export const planDutyTable = (json: unknown): DutyBook & { readonly dataSets: readonly z.infer<typeof dataSet>[] } => {
  const { dataSet: header, continuity, binding, exemptionPrograms } = readTable(dutiesFile, json);
  return {
    dataSets: [header],
    continuityRules: (date) => continuity.filter((one) => holds(one, date)),
    bindingRules: (date) => binding.filter((one) => holds(one, date)),
    exemptionPrograms,
  };
};
