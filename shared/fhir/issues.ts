import type { OperationOutcome } from 'fhir/r4';
import type { Problem } from '../core/model/result.ts';

/** One error issue per problem; the text goes in `details.text` to show and in `diagnostics` to log. */
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
