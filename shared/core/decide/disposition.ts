import type { Advice } from '../model/advice.ts';
import type { AuthorizationState, Determination } from '../model/determination.ts';
import { PA_SAYS, QUESTIONS_FIRST } from './reasons.ts';

const SAYS: Readonly<Record<Advice, string>> = {
  'no-active-coverage': 'Do not book yet: no active coverage for the service date.',
  'fix-coding': 'Correct the coding first: as written the claim fails.',
  'benefit-not-covered': 'The plan likely does not cover this test.',
  'ask-plan': 'Ask the plan whether authorization is needed.',
  'fix-authorization': 'Fix the authorization first.',
  'manual-review': 'A reviewer must look at this order.',
  'pa-pend-info': 'Authorization is needed; answer the open questions first.',
  'pa-likely-not-met': 'Authorization is needed, and the criteria are likely not met.',
  'necessity-likely-not-met': 'No authorization is needed, but medical necessity is likely not met.',
  'pa-likely-approve': 'Authorization is needed, and the criteria are likely met: submit the request.',
  'pa-not-required-setting': 'No authorization is needed in this setting.',
  'proceed-authorized': 'An approval fits: go ahead inside its window.',
  'proceed-no-pa': 'No authorization is needed: go ahead.',
};

/** What to do next, for the record and the scheduler. */
const NEXT_STEP: Readonly<Record<Advice, string>> = {
  'no-active-coverage': 'Check the coverage with the patient or the payer.',
  'fix-coding': 'Change the codes as the findings say, then ask again.',
  'benefit-not-covered': 'Tell the patient it may not be covered, or correct the reason for the test.',
  'ask-plan': 'Call the plan or use its portal, and record what it says.',
  'fix-authorization': 'Ask the payer to correct or extend the authorization.',
  'manual-review': 'Let a reviewer decide before anything is submitted or booked.',
  'pa-pend-info': 'Answer the open questions.',
  'pa-likely-not-met': 'Consider another test or add the missing reason before asking the payer.',
  'necessity-likely-not-met': 'Document why the test is needed, or choose another; for Medicare give an ABN.',
  'pa-likely-approve': 'Submit the authorization request with the documents listed.',
  'pa-not-required-setting': 'Proceed.',
  'proceed-authorized': 'Book inside the approved window.',
  'proceed-no-pa': 'Proceed.',
};

/** Where the payer has decided on this line, its decision comes before our estimate. */
const AFTER_PAYER: Readonly<Partial<Record<AuthorizationState, string>>> = {
  denied: 'Appeal, or ask the ordering clinician to change the order.',
  appealed: 'Wait for the payer’s decision on the appeal and record it.',
  submitted: 'Wait for the payer’s decision and record it.',
};

/** Coding errors come first: the claim fails whatever the payer said. */
const afterPayer = ({ advice, state }: Pick<Determination, 'advice' | 'state'>): string | undefined =>
  advice === 'fix-coding' ? undefined : AFTER_PAYER[state];

export const nextStepOf = (determination: Pick<Determination, 'advice' | 'state'>): string =>
  afterPayer(determination) ?? NEXT_STEP[determination.advice];

/** The advice itself says whether authorization is needed; why is worth the second sentence. */
const ALREADY_SAID: ReadonlySet<string> = new Set([PA_SAYS.required, PA_SAYS['not-required'], QUESTIONS_FIRST]);

/** One plain sentence a scheduler can read out, and why; of the line that gave the message its advice. */
export const dispositionOf = (advice: Advice, determinations: readonly Determination[]): string => {
  const sameWord = determinations.filter((one) => one.advice === advice);
  const lead = sameWord.find(({ role }) => role === 'test') ?? sameWord[0];
  if (!lead) return SAYS[advice];
  const [first] = lead.reasons;
  if (first && lead.role === 'other' && advice === 'ask-plan') return `${first} Ask the plan.`;
  if (first && (afterPayer(lead) || advice === 'proceed-authorized')) return first;
  const says = SAYS[advice];
  // Open questions do not hold this advice back; they stand among the warnings.
  if (advice === 'proceed-no-pa' && lead.necessity === 'unknown') return says;
  const asked = advice === 'pa-pend-info' ? lead.missing[0]?.question : undefined;
  const reason = lead.reasons.find((one) => !says.startsWith(one) && !ALREADY_SAID.has(one)) ?? asked;
  return reason ? `${says} ${reason}` : says;
};
