import { type Result, refused } from '../core/model/result.ts';
import { checkStructure } from '../fhir/structure/check-structure.ts';
import { parseJson } from '../fhir/structure/parse-json.ts';

/** Text to a resource that is R4: all problems of a step at once. */
export const readResource = (body: string, unknownElements: 'refuse' | 'ignore'): Result<unknown> => {
  const parsed = parseJson(body);
  if (!parsed.ok) return parsed;
  const problems = checkStructure(parsed.value, { unknownElements });
  return problems.length ? refused(...problems) : parsed;
};
