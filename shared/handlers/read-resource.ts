import { type Result, refused } from '../core/model/result.ts';
import { checkStructure } from '../fhir/structure/check-structure.ts';
import { checkJson, parseJson } from '../fhir/structure/parse-json.ts';

type UnknownElements = 'refuse' | 'ignore';

const checked = (json: Result<unknown>, unknownElements: UnknownElements): Result<unknown> => {
  if (!json.ok) return json;
  const problems = checkStructure(json.value, { unknownElements });
  return problems.length ? refused(...problems) : json;
};

/** Text to a resource that is R4: all problems of a step at once. */
export const readResource = (body: string, unknownElements: UnknownElements): Result<unknown> =>
  checked(parseJson(body), unknownElements);

/** The same of a value that was parsed elsewhere: part of a message, or what a server answered. */
export const checkResource = (value: unknown, unknownElements: UnknownElements): Result<unknown> =>
  checked(checkJson(value), unknownElements);
