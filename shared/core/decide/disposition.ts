import type { Advice } from '../model/advice.ts';
import type { Determination } from '../model/determination.ts';
import { NOT_VERIFIED } from '../model/evidence.ts';
import { criteriaWords, isCoverageInDoubt, needWords } from './headline.ts';
import { stepAfterPayer } from './next-action.ts';
import { COVERAGE_CONFLICT } from './own-findings.ts';
import { isBareNeed, QUESTIONS_FIRST } from './reasons.ts';

type Told = Pick<Determination, 'assumed'>;
const plainly =
  (says: string) =>
  (_: Told): string =>
    says;

const SAYS: Readonly<Record<Advice, (told: Told) => string>> = {
  'no-active-coverage': plainly('Do not book yet: no active coverage for the service date.'),
  'fix-coding': plainly('Correct the coding first: as written the claim fails.'),
  'benefit-not-covered': plainly('The plan likely does not cover this test.'),
  'ask-plan': plainly('Ask the plan whether authorization is needed.'),
  'fix-authorization': plainly('Fix the authorization first.'),
  'manual-review': plainly('A reviewer must look at this order.'),
  'pa-pend-info': ({ assumed = [] }) => `${needWords(true, assumed)}; answer the open questions first.`,
  'pa-likely-not-met': ({ assumed = [] }) =>
    `${needWords(true, assumed)}, and ${criteriaWords(assumed)} are likely not met.`,
  'necessity-likely-not-met': plainly('No authorization is needed, but medical necessity is likely not met.'),
  'pa-likely-approve': ({ assumed = [] }) =>
    `${needWords(true, assumed)}, and ${criteriaWords(assumed)} are likely met: submit the request.`,
  'pa-not-required-setting': ({ assumed = [] }) =>
    assumed.includes('setting')
      ? `Usually no authorization is needed in this setting (${NOT_VERIFIED}).`
      : 'No authorization is needed in this setting.',
  'proceed-authorized': plainly('An approval fits: go ahead inside its window.'),
  'proceed-no-pa': ({ assumed = [] }) => `${needWords(false, assumed)}: go ahead.`,
};

/** Of a service that is over nobody says "go ahead". */
const saysPast = (advice: Advice, { assumed = [] }: Told): string | undefined => {
  if (advice === 'proceed-no-pa') return `${needWords(false, assumed, 'was')}.`;
  if (advice !== 'pa-not-required-setting') return undefined;
  return assumed.includes('setting')
    ? `Usually no authorization was needed in this setting (${NOT_VERIFIED}).`
    : 'No authorization was needed in this setting.';
};

/** Already stated by the advice; the second sentence should tell why instead. */
const isSaid = (reason: string): boolean => isBareNeed(reason) || reason === QUESTIONS_FIRST;

/** One plain sentence a scheduler can read out, and why; from the line that gave the message its advice. */
export const dispositionOf = (advice: Advice, determinations: readonly Determination[], today?: string): string => {
  const sameWord = determinations.filter((one) => one.advice === advice);
  const lead = sameWord.find(({ role }) => role === 'test') ?? sameWord[0];
  if (!lead) return SAYS[advice]({});
  const [first] = lead.reasons;
  const conflict = lead.findings.find(({ id }) => id === COVERAGE_CONFLICT);
  if (conflict && advice === 'ask-plan') return conflict.says;
  if (first && lead.role === 'other' && advice === 'ask-plan') return `${first} Ask the plan.`;
  if (first && (stepAfterPayer(lead) || advice === 'proceed-authorized')) return first;
  if (first && isCoverageInDoubt(lead)) return first;
  const isPast = today !== undefined && !lead.serviceDateAssumed && lead.serviceDate < today;
  const says = (isPast ? saysPast(advice, lead) : undefined) ?? SAYS[advice](lead);
  if (first && advice === 'proceed-no-pa' && first.startsWith(`${needWords(false, lead.assumed ?? [])}, but `))
    return first;
  // Open questions do not block this advice; they are among the warnings.
  if (advice === 'proceed-no-pa' && lead.necessity === 'unknown') return says;
  const asked = advice === 'pa-pend-info' ? lead.missing[0]?.question : undefined;
  const reason = lead.reasons.find((one) => !says.startsWith(one) && !isSaid(one)) ?? asked;
  return reason ? `${says} ${reason}` : says;
};
