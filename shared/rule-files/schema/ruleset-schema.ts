import * as z from 'zod/mini';

import { isoDate } from '../../codes/data-set.ts';
import { GROUPS, type GroupId } from '../../core/model/ruleset.ts';
import { dated, graded, pin, text, texts } from './evidence-schema.ts';
import { expressions } from './expression-schema.ts';
import { once } from './once.ts';
import { type PolicyEntry, policySchemas } from './policy-schema.ts';

/** `<payer>/<date>.json`: one version of one payer's policy. */
export const rulesetFile = once(() => {
  const { expression } = expressions();
  const { policyEntry, priorAuth, programParameters, programUse } = policySchemas();
  const clock = z.strictObject({
    amount: z.int().check(z.minimum(1)),
    unit: z.enum(['hours', 'calendar-days', 'working-days']),
    from: z.enum(['received', 'complete']),
    ...graded,
  });
  const exemptSettings = z.strictObject({ encounterClass: texts, placeOfService: texts, says: text, ...graded });
  const route = z.strictObject({
    value: z.array(
      z.enum(['payer-portal', 'vendor-portal', 'availity', 'phone', 'fax', 'ask-plan', 'good-faith-estimate']),
    ),
    ...graded,
  });
  const vendor = z.strictObject({ value: text, ...graded });
  const validityDays = z.strictObject({
    value: z.nullable(z.int().check(z.minimum(1))),
    from: z.enum(['approval-date', 'issue-date']),
    ...graded,
  });
  const yesNo = z.strictObject({ value: z.boolean(), ...graded });

  const crosswalk = z.strictObject({ value: z.array(texts.check(z.minLength(2))), ...graded });

  /** The paths an exception may set (`policies.*` for every group) and the shape of each value. */
  const settable = {
    route: z.exactOptional(route),
    vendor: z.exactOptional(vendor),
    validityDays: z.exactOptional(validityDays),
    'clocks.standard': z.exactOptional(clock),
    'clocks.expedited': z.exactOptional(clock),
    exemptSettings: z.exactOptional(exemptSettings),
    ...Object.fromEntries(
      ['*', ...GROUPS].flatMap((group) => [
        [`policies.${group}.priorAuth`, z.exactOptional(priorAuth)],
        [`policies.${group}.documents`, z.exactOptional(texts)],
        [`policies.${group}.necessity.use`, z.exactOptional(z.array(programUse))],
        [`policies.${group}.necessity.parameters`, z.exactOptional(programParameters)],
      ]),
    ),
  };

  const exception = z.strictObject({
    id: text,
    level: z.enum(['plan', 'state']),
    where: z.record(z.string(), z.array(z.union([z.string(), z.boolean()])).check(z.minLength(1))),
    when: z.exactOptional(expression),
    from: z.exactOptional(isoDate),
    to: z.exactOptional(isoDate),
    set: z.strictObject(settable),
    says: text,
    ...graded,
  });

  const group = policyEntry;
  const policies: z.ZodMiniType<Record<GroupId, PolicyEntry>> = z.strictObject({
    ecg: group,
    'stress-echo': group,
    mpi: group,
    pet: group,
    cmr: group,
    'ecg-special': group,
  });
  return z.strictObject({
    ...dated,
    payer: text,
    effectiveFromIsDefault: z.exactOptional(z.boolean()),
    /** The exact versions this file was written against; a program used below must be listed here. */
    uses: z.strictObject({
      definitions: pin,
      programs: z.record(z.string(), pin),
      benefitRules: z.record(z.string(), pin),
    }),
    vendor,
    route,
    clocks: z.strictObject({ standard: z.exactOptional(clock), expedited: z.exactOptional(clock) }),
    exemptSettings: z.exactOptional(exemptSettings),
    validityDays,
    codeSpecific: z.strictObject({ value: z.boolean(), says: z.exactOptional(text), ...graded }),
    siteSpecific: yesNo,
    crosswalk: z.exactOptional(crosswalk),
    policies,
    exceptions: z.array(exception),
    products: z.exactOptional(texts),
    abn: z.exactOptional(z.boolean()),
  });
});
