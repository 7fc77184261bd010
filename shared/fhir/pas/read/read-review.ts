import type { CodeableConcept, Coding, ParametersParameter } from 'fhir/r4';
import type { Authorized, ReviewAct, ReviewConcept, Validity } from '../../../core/authorization/review-request.ts';
import { isNpi } from '../../../core/model/keys/npi.ts';
import { ok, type Result, refused } from '../../../core/model/result.ts';
import { openParts, type ParameterRule } from '../../read/parameter-parts.ts';
import { readText, readUnitsParameter, readWindow, readWord } from '../../read/parameter-values.ts';
import { X12_REVIEW_REASON } from '../names.ts';

const RULES = {
  decision: { value: 'valueCode' },
  item: { value: 'valuePositiveInt', repeats: true },
  reviewerNpi: { value: 'valueString' },
  license: { value: 'valueString' },
  licenseState: { value: 'valueCode' },
  specialty: { value: 'valueCodeableConcept' },
  reason: { value: 'valueCodeableConcept', repeats: true },
  criterion: { value: 'valueString', repeats: true },
  evidence: { value: 'valueString', repeats: true },
  text: { value: 'valueString' },
  automation: { value: 'valueString' },
  lacksInformation: { value: 'valueBoolean' },
  code: { value: 'valueCoding' },
  units: { value: 'valuePositiveInt' },
  period: { value: 'valuePeriod' },
  extend: { value: 'valueBoolean' },
} as const satisfies Readonly<Record<string, ParameterRule>>;
type Name = keyof typeof RULES;

const DECISIONS = ['A1', 'A2', 'A3', 'A6'] as const;

/** A reviewer's act as it was sent. */
export interface GivenReview {
  readonly reviewer: ReviewAct['reviewer'];
  readonly says: string;
  readonly isExtension: boolean;
  readonly decision?: (typeof DECISIONS)[number];
  readonly items?: readonly number[];
  readonly reasons: readonly ReviewConcept[];
  readonly criteria: readonly string[];
  readonly evidence: readonly string[];
  readonly automation?: string;
  readonly lacksInformation: boolean;
  readonly authorized?: Authorized;
  readonly period?: Validity;
}

const wrong = (says: string, expression: string): Result<never> => refused({ code: 'value', says, expression });

type Read<T> = (part: ParametersParameter, at: string) => Result<T>;

const text: Read<string> = ({ valueString = '' }, at) => readText(valueString, at);
const npi: Read<string> = ({ valueString = '' }, at) =>
  isNpi(valueString) ? ok(valueString) : wrong('Must be an NPI.', at);
const state: Read<string> = ({ valueCode = '' }, at) =>
  /^[A-Z]{2}$/.test(valueCode) ? ok(valueCode) : wrong('Must be a state, two letters.', at);

const conceptIn = ({ coding = [], text: said }: CodeableConcept): ReviewConcept => ({
  ...(coding.length ? { coding: coding.map(codingIn) } : {}),
  ...(said ? { text: said } : {}),
});
const codingIn = ({ system, code, display }: Coding) => ({
  ...(system ? { system } : {}),
  ...(code ? { code } : {}),
  ...(display ? { display } : {}),
});
const concept: Read<ReviewConcept> = ({ valueCodeableConcept: given = {} }, at) =>
  given.text || given.coding?.some(({ code }) => code)
    ? ok(conceptIn(given))
    : wrong('Must have a code or a text.', at);
const reason: Read<ReviewConcept> = ({ valueCodeableConcept: given = {} }, at) =>
  given.coding?.some(({ system, code }) => system === X12_REVIEW_REASON && code)
    ? ok(conceptIn(given))
    : wrong(`Must have a code of ${X12_REVIEW_REASON}.`, at);
const coding: Read<Authorized['code'] & object> = ({ valueCoding: given = {} }, at) =>
  given.code && given.system ? ok(codingIn(given)) : wrong('Must have a system and a code.', at);
const flag: Read<boolean> = ({ valueBoolean }) => ok(valueBoolean === true);
const whole: Read<Validity> = ({ valuePeriod = {} }, at) => {
  const window = readWindow(valuePeriod, at);
  if (!window.ok) return window;
  const { start, end } = window.value;
  return start && end ? ok({ start, end }) : wrong('Must have a start and an end.', at);
};

/** Reads what a reviewer records; all problems at once. */
export const readReview = (message: unknown): Result<GivenReview> => {
  const opened = openParts<Name>(message, RULES);
  if (!opened.ok) return opened;
  const parts = opened.value;
  const isExtension = parts.one('extend', flag) ?? false;
  const word: Read<(typeof DECISIONS)[number]> = ({ valueCode = '' }, at) => readWord(valueCode, DECISIONS, at);
  const decision = isExtension ? undefined : parts.required('decision', 'A1, A2, A3 or A6', word);
  const reviewerNpi = parts.required('reviewerNpi', 'who reviewed', npi) ?? '';
  const license = parts.required('license', 'the reviewer’s license number', text) ?? '';
  const specialty = parts.required('specialty', 'the reviewer’s specialty', concept) ?? {};
  const licenseState = parts.one('licenseState', state);
  const items = parts.all('item', ({ valuePositiveInt = 0 }) => ok(valuePositiveInt));
  const automation = parts.one('automation', text);
  const code = parts.one('code', coding);
  const units = parts.one('units', ({ valuePositiveInt = 0 }, at) => readUnitsParameter(valuePositiveInt, at));
  const period = parts.one('period', whole);
  const given: GivenReview = {
    reviewer: { npi: reviewerNpi, license, ...(licenseState ? { licenseState } : {}), specialty },
    says: parts.one('text', text) ?? '',
    isExtension,
    ...(decision ? { decision } : {}),
    ...(items.length ? { items } : {}),
    reasons: parts.all('reason', reason),
    criteria: parts.all('criterion', text),
    evidence: parts.all('evidence', text),
    ...(automation ? { automation } : {}),
    lacksInformation: parts.one('lacksInformation', flag) ?? false,
    ...(code || units !== undefined
      ? { authorized: { ...(code ? { code } : {}), ...(units === undefined ? {} : { units }) } }
      : {}),
    ...(period ? { period } : {}),
  };
  return parts.problems.length ? refused(...parts.problems) : ok(given);
};
