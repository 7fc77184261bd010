import type { ClaimResponseItemAdjudication } from 'fhir/r4';
import { ADJUDICATION, CARC, RARC } from '../../../codes/systems.ts';
import type { CoverageVerdict } from '../../../core/model/assessment.ts';
import type { Determination } from '../../../core/model/determination.ts';

/** R4 requires a category; `submitted` describes the line as received and promises no amount. */
const CATEGORY = { coding: [{ system: ADJUDICATION, code: 'submitted' }] };

const because = (system: string, code: string): ClaimResponseItemAdjudication => ({
  category: CATEGORY,
  reason: { coding: [{ system, code }] },
});

/** The adjustment and remark codes to expect if the claim were filed as written; none = the category alone. */
export const writeAdjudication = (
  { findings }: Determination,
  verdict: CoverageVerdict,
): ClaimResponseItemAdjudication[] => {
  const coverage = verdict.inForce === 'no' && verdict.carc ? [verdict.carc] : [];
  const carc = new Set([...coverage, ...findings.flatMap((one) => one.carc ?? [])]);
  const rarc = new Set(findings.flatMap((one) => one.rarc ?? []));
  const expected = [...[...carc].map((code) => because(CARC, code)), ...[...rarc].map((code) => because(RARC, code))];
  return expected.length ? expected : [{ category: CATEGORY }];
};
