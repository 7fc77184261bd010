import type { Advice } from '../../core/model/advice.ts';
import type { EligibilitySource } from '../../core/model/assessment.ts';
import type { CriterionOutcome, Determination, DueClock, Finding } from '../../core/model/determination.ts';
import type { Evidence } from '../../core/model/evidence.ts';

/** Answer codes with their displays; a code of the core that is missing here does not compile. */

export const ADVICE_WORDS: Readonly<Record<Advice, string>> = {
  'no-active-coverage': 'No coverage, or none in force on the service date.',
  'fix-coding': 'A coding finding of severity error: the claim fails as written.',
  'benefit-not-covered': 'An exclusion applies, such as screening or a routine exam as the only reason.',
  'ask-plan': 'No rule answers this: the payer, plan, state, date or code is not one we hold rules for.',
  'fix-authorization': 'An authorization is on file, or is due on the claim, and does not fit what is ordered.',
  'manual-review': 'Criteria land between, or contradict each other: a reviewer decides.',
  'pa-pend-info': 'Authorization is needed, and an unknown criterion can still change the answer.',
  'pa-likely-not-met': 'Authorization is needed; the criteria we hold are not met.',
  'necessity-likely-not-met': 'No authorization is needed; the criteria we hold are not met.',
  'pa-likely-approve': 'Authorization is needed; the criteria we hold are met.',
  'pa-not-required-setting': 'Authorization would be needed, but the setting is exempt.',
  'proceed-authorized': 'An approval on file fits the order and the service date.',
  'proceed-no-pa': 'No authorization is needed; criteria met, or not known.',
};

export const COVERED_WORDS: Readonly<Record<Determination['covered'], string>> = {
  covered: 'The service is a covered one.',
  'not-covered': 'The service is not covered, or there is no coverage.',
  conditional: 'It depends on something not known yet.',
};

export const PA_NEEDED_WORDS: Readonly<Record<NonNullable<Determination['paNeeded']>, string>> = {
  'auth-needed': 'Authorization must be obtained.',
  'no-auth': 'No authorization is needed.',
  satisfied: 'An authorization on file satisfies the need.',
  performpa: 'The performer must obtain the authorization.',
  conditional: 'It depends on something not known yet.',
};

export const CRITERION_RESULT_WORDS: Readonly<Record<CriterionOutcome, string>> = {
  met: 'The facts meet the criterion.',
  'not-met': 'The facts do not meet the criterion.',
  unknown: 'The facts do not tell.',
};

export const EVIDENCE_LEVEL_WORDS: Readonly<Record<Evidence, string>> = {
  verified: 'The source itself was read.',
  secondary: 'A secondary source says so.',
  illustrative: 'Our own choice, or knowledge without a source.',
};

export const FINDING_SEVERITY_WORDS: Readonly<Record<Finding['severity'], string>> = {
  error: 'The claim fails as written.',
  warning: 'The claim may be questioned.',
  information: 'Worth knowing.',
};

export const ELIGIBILITY_SOURCE_WORDS: Readonly<Record<EligibilitySource, string>> = {
  payer: 'The payer answered.',
  roster: 'The member roster says so.',
  coverage: 'The Coverage in the message says so; not confirmed with the payer.',
  none: 'There is no coverage to ask about.',
};

export const CLOCK_KIND_WORDS: Readonly<Record<DueClock['kind'], string>> = {
  'payer-decision': 'The payer must have decided by then.',
  'payer-decision-expedited': 'The payer must have decided an expedited request by then.',
};

export const LATE_WORDS: Readonly<Record<NonNullable<DueClock['ifLate']>, string>> = {
  'deemed-approved': 'no decision by then counts as an approval, which is to be had in writing',
  'counts-as-denied': 'no decision by then counts as a denial',
};

export const BOOKABLE_WORDS: Readonly<Record<Determination['bookable'], string>> = {
  yes: 'The visit can be booked.',
  no: 'The slot or the order conflicts with what is known.',
  'not-yet': 'Authorization or information is outstanding.',
  'cannot-tell': 'No rule or window is known.',
};
