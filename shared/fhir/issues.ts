import type { OperationOutcome } from 'fhir/r4';
import type { Problem } from '../core/model/result.ts';

/** Problems as FHIR says them: one error issue each, our words twice, as `details.text` to show and `diagnostics` to log. */
export const writeOutcome = (problems: readonly Problem[]): OperationOutcome => ({
  resourceType: 'OperationOutcome',
  issue: problems.map(({ code, says, expression }) => ({
    severity: 'error',
    code,
    details: { text: says },
    diagnostics: says,
    ...(expression === undefined ? {} : { expression: [expression] }),
  })),
});
