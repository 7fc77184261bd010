import type { CoverageVerdict } from './assessment.ts';
import type { Advice, Determination } from './determination.ts';

const SAYS: Readonly<Record<Advice, string>> = {
  'no-active-coverage': 'Do not book yet: no active coverage for the service date.',
  'fix-coding': 'Correct the coding first: as written the claim fails.',
  'benefit-not-covered': 'The plan likely does not cover this test.',
  'ask-plan': 'Ask the plan whether authorization is needed.',
  'fix-authorization': 'Fix the authorization: what is on file does not fit.',
  'manual-review': 'A reviewer must look at this order.',
  'pa-pend-info': 'Authorization is needed; answer the open questions first.',
  'pa-likely-not-met': 'Authorization is needed, and the criteria are likely not met.',
  'necessity-likely-not-met': 'No authorization is needed, but medical necessity is likely not met.',
  'pa-likely-approve': 'Authorization is needed, and the criteria are likely met: submit the request.',
  'pa-not-required-setting': 'No authorization is needed in this setting.',
  'proceed-authorized': 'An approval on file fits: go ahead inside its window.',
  'proceed-no-pa': 'No authorization is needed: go ahead.',
};

/** What to do next, for the record and the scheduler. */
export const NEXT_STEP: Readonly<Record<Advice, string>> = {
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

/** One plain sentence a scheduler can read out. */
export const dispositionOf = (
  advice: Advice,
  determinations: readonly Determination[],
  verdict: CoverageVerdict,
): string => {
  if (advice === 'no-active-coverage') return `${SAYS[advice]} ${verdict.says}`;
  const lead =
    determinations.find((one) => one.advice === advice && one.role === 'test') ??
    determinations.find((one) => one.advice === advice);
  if (lead?.role === 'other') return 'This is not a cardiac stress test; no answer is held for it here. Ask the plan.';
  const [reason] = lead?.reasons.filter((says) => !SAYS[advice].startsWith(says)) ?? [];
  const word = lead?.state === 'denied' ? 'The payer denied the request on file.' : SAYS[advice];
  return reason ? `${word} ${reason}` : word;
};
