import type { ParametersParameter } from 'fhir/r4';
import type { Authorized, ReviewConcept, ReviewerOf, Validity } from '../../../core/authorization/review-act.ts';
import { ok, type Result, refused } from '../../../core/model/result.ts';
import { openParts, type ParameterRule } from '../../read/parameter-parts.ts';
import { readUnitsParameter, readWindow, readWord } from '../../read/parameter-values.ts';
import { X12_REVIEW_REASON } from '../names.ts';
import { codingIn, conceptIn, REVIEWER_RULES, readReviewer, readWords, wrongValue } from './read-reviewer.ts';

const RULES = {
  decision: { value: 'valueCode' },
  item: { value: 'valuePositiveInt', repeats: true },
  ...REVIEWER_RULES,
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
  readonly reviewer: ReviewerOf;
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

type Read<T> = (part: ParametersParameter, at: string) => Result<T>;

const reason: Read<ReviewConcept> = ({ valueCodeableConcept: given = {} }, at) =>
  given.coding?.some(({ system, code }) => system === X12_REVIEW_REASON && code)
    ? ok(conceptIn(given))
    : wrongValue(`Must have a code of ${X12_REVIEW_REASON}.`, at);
const coding: Read<Authorized['code'] & object> = ({ valueCoding: given = {} }, at) =>
  given.code && given.system ? ok(codingIn(given)) : wrongValue('Must have a system and a code.', at);
const flag: Read<boolean> = ({ valueBoolean }) => ok(valueBoolean === true);
const whole: Read<Validity> = ({ valuePeriod = {} }, at) => {
  const window = readWindow(valuePeriod, at);
  if (!window.ok) return window;
  const { start, end } = window.value;
  return start && end ? ok({ start, end }) : wrongValue('Must have a start and an end.', at);
};

/** Reads what a reviewer records; all problems at once. */
export const readReview = (message: unknown): Result<GivenReview> => {
  const opened = openParts<Name>(message, RULES);
  if (!opened.ok) return opened;
  const parts = opened.value;
  const isExtension = parts.one('extend', flag) ?? false;
  const word: Read<(typeof DECISIONS)[number]> = ({ valueCode = '' }, at) => readWord(valueCode, DECISIONS, at);
  const decision = isExtension ? undefined : parts.required('decision', 'A1, A2, A3 or A6', word);
  const reviewer = readReviewer(parts);
  const items = parts.all('item', ({ valuePositiveInt = 0 }) => ok(valuePositiveInt));
  const automation = parts.one('automation', readWords);
  const code = parts.one('code', coding);
  const units = parts.one('units', ({ valuePositiveInt = 0 }, at) => readUnitsParameter(valuePositiveInt, at));
  const period = parts.one('period', whole);
  const given: GivenReview = {
    reviewer,
    says: parts.one('text', readWords) ?? '',
    isExtension,
    ...(decision ? { decision } : {}),
    ...(items.length ? { items } : {}),
    reasons: parts.all('reason', reason),
    criteria: parts.all('criterion', readWords),
    evidence: parts.all('evidence', readWords),
    ...(automation ? { automation } : {}),
    lacksInformation: parts.one('lacksInformation', flag) ?? false,
    ...(code || units !== undefined
      ? { authorized: { ...(code ? { code } : {}), ...(units === undefined ? {} : { units }) } }
      : {}),
    ...(period ? { period } : {}),
  };
  return parts.problems.length ? refused(...parts.problems) : ok(given);
};
