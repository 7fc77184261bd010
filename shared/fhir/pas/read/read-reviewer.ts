import type { CodeableConcept, Coding, ParametersParameter } from 'fhir/r4';
import type { ReviewConcept, ReviewerOf } from '../../../core/authorization/review-act.ts';
import { isNpi } from '../../../core/model/keys/npi.ts';
import { ok, type Result, refused } from '../../../core/model/result.ts';
import type { openParts, ParameterRule } from '../../read/parameter-parts.ts';
import { readText } from '../../read/parameter-values.ts';

/** Parameters that say who reviewed. */
export const REVIEWER_RULES = {
  reviewerNpi: { value: 'valueString' },
  license: { value: 'valueString' },
  licenseState: { value: 'valueCode' },
  specialty: { value: 'valueCodeableConcept' },
} as const satisfies Readonly<Record<string, ParameterRule>>;

type ReadParameter<T> = (part: ParametersParameter, at: string) => Result<T>;
type Opened<Name extends string> = Extract<ReturnType<typeof openParts<Name>>, { ok: true }>['value'];
type ReviewerParts = Pick<Opened<keyof typeof REVIEWER_RULES>, 'one' | 'required'>;

export const wrongValue = (says: string, expression: string): Result<never> =>
  refused({ code: 'value', says, expression });

export const readWords: ReadParameter<string> = ({ valueString = '' }, at) => readText(valueString, at);
const npi: ReadParameter<string> = ({ valueString = '' }, at) =>
  isNpi(valueString) ? ok(valueString) : wrongValue('Must be an NPI.', at);
const state: ReadParameter<string> = ({ valueCode = '' }, at) =>
  /^[A-Z]{2}$/.test(valueCode) ? ok(valueCode) : wrongValue('Must be a state, two letters.', at);

export const codingIn = ({ system, code, display }: Coding) => ({
  ...(system ? { system } : {}),
  ...(code ? { code } : {}),
  ...(display ? { display } : {}),
});
export const conceptIn = ({ coding = [], text }: CodeableConcept): ReviewConcept => ({
  ...(coding.length ? { coding: coding.map(codingIn) } : {}),
  ...(text ? { text } : {}),
});
const concept: ReadParameter<ReviewConcept> = ({ valueCodeableConcept: given = {} }, at) =>
  given.text || given.coding?.some(({ code }) => code)
    ? ok(conceptIn(given))
    : wrongValue('Must have a code or a text.', at);

/** Who reviewed; what is missing is told by the parts. */
export const readReviewer = (parts: ReviewerParts): ReviewerOf => {
  const reviewerNpi = parts.required('reviewerNpi', 'who reviewed', npi) ?? '';
  const license = parts.required('license', 'the reviewer’s license number', readWords) ?? '';
  const specialty = parts.required('specialty', 'the reviewer’s specialty', concept) ?? {};
  const licenseState = parts.one('licenseState', state);
  return { npi: reviewerNpi, license, ...(licenseState ? { licenseState } : {}), specialty };
};
