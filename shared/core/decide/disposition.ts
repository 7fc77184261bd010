import type { Advice } from '../model/advice.ts';
import type { Determination } from '../model/determination.ts';
import { stepAfterPayer } from './next-action.ts';
import { COVERAGE_CONFLICT } from './own-findings.ts';
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

/** Already stated by the advice; the second sentence should tell why instead. */
const ALREADY_SAID: ReadonlySet<string> = new Set([PA_SAYS.required, PA_SAYS['not-required'], QUESTIONS_FIRST]);

/** One plain sentence a scheduler can read out, and why; from the line that gave the message its advice. */
export const dispositionOf = (advice: Advice, determinations: readonly Determination[]): string => {
  const sameWord = determinations.filter((one) => one.advice === advice);
  const lead = sameWord.find(({ role }) => role === 'test') ?? sameWord[0];
  if (!lead) return SAYS[advice];
  const [first] = lead.reasons;
  const conflict = lead.findings.find(({ id }) => id === COVERAGE_CONFLICT);
  if (conflict && advice === 'ask-plan') return conflict.says;
  if (first && lead.role === 'other' && advice === 'ask-plan') return `${first} Ask the plan.`;
  if (first && (stepAfterPayer(lead) || advice === 'proceed-authorized')) return first;
  const says = SAYS[advice];
  // Open questions do not block this advice; they are among the warnings.
  if (advice === 'proceed-no-pa' && lead.necessity === 'unknown') return says;
  const asked = advice === 'pa-pend-info' ? lead.missing[0]?.question : undefined;
  const reason = lead.reasons.find((one) => !says.startsWith(one) && !ALREADY_SAID.has(one)) ?? asked;
  return reason ? `${says} ${reason}` : says;
};
