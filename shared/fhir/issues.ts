import type { OperationOutcome } from 'fhir/r4';
import { BOUNDS } from '../core/model/bounds.ts';
import type { Problem } from '../core/model/result.ts';

/** The first of many, and how many more there are. */
const told = (problems: readonly Problem[]): readonly Problem[] => {
  const more = problems.length - BOUNDS.problemsTold;
  const [last] = problems.slice(-1);
  if (more <= 0 || !last) return problems;
  return [...problems.slice(0, BOUNDS.problemsTold), { code: last.code, says: `… and ${more} more.` }];
};

/** One error issue per problem; the text goes in `details.text` to show and in `diagnostics` to log. */
export const writeOutcome = (problems: readonly Problem[]): OperationOutcome => ({
  resourceType: 'OperationOutcome',
  issue: told(problems).map(({ code, says, expression }) => ({
    severity: 'error',
    code,
    details: { text: says },
    diagnostics: says,
    ...(expression === undefined ? {} : { expression: [expression] }),
  })),
});
