import { isObject } from '../../core/model/is-object.ts';
import { ok, type Result, refused } from '../../core/model/result.ts';
import { INFO_CANCELLED } from '../../fhir/pas/names.ts';
import { checkStructure } from '../../fhir/structure/check-structure.ts';
import { parseJson } from '../../fhir/structure/parse-json.ts';
import { withoutUnknown } from '../../fhir/structure/without-unknown.ts';

const CANCELLABLE =
  /^(Parameters\.parameter\[0\]\.resource|Bundle)\.entry\[\d+\]\.resource\.(item|supportingInfo)\[\d+\]\.modifierExtension$/;

/** The only modifier extension of the guide: an item or a supporting information of a Claim is withdrawn. */
const understands = (url: unknown, at: string): boolean => url === INFO_CANCELLED && CANCELLABLE.test(at);

/** Empty lists are refused by R4 itself; an empty Bundle is told as what it is. */
const isEmptyBundle = (value: unknown): boolean =>
  isObject(value) && value.resourceType === 'Bundle' && Array.isArray(value.entry) && value.entry.length === 0;

/** Text to valid R4; elements nobody knows are ignored, modifiers nobody knows are refused. */
export const readPasMessage = (body: string): Result<unknown> => {
  const json = parseJson(body);
  if (!json.ok) return json;
  if (isEmptyBundle(json.value))
    return refused({ code: 'required', says: 'The Bundle is empty.', expression: 'Bundle.entry' });
  const problems = checkStructure(json.value, { unknownElements: 'ignore', understands });
  return problems.length ? refused(...problems) : ok(withoutUnknown(json.value));
};
