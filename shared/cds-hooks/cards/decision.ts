import { usualDaysWords } from '../../core/decide/headline.ts';
import { modalityName } from '../../core/explain/alternative-words.ts';
import type { Determination } from '../../core/model/determination.ts';
import { NOT_VERIFIED } from '../../core/model/evidence.ts';
import type { Modality } from '../../core/model/facts.ts';
import type { Said } from '../said.ts';

const SHORT_NAMES: Readonly<Partial<Record<Modality, string>>> = {
  ecg: 'exercise ECG',
  'stress-echo': 'stress echo',
  spect: 'SPECT',
  pet: 'cardiac PET',
  cmr: 'stress cardiac MR',
};
/** The test in the words of an order: short, without its code. */
export const testName = (modality: Modality | undefined): string =>
  modality ? (SHORT_NAMES[modality] ?? modalityName(modality)) : 'this stress test';

/** `Cigna commercial` is Cigna to a clinician, `Medicare Advantage, typical plan` is Medicare Advantage. */
const payerName = (payer: string | undefined): string | undefined =>
  payer?.replace(/ commercial$/, '').replace(/,.*$/, '');

/** Line 1 of a card: the decision, then the test and the payer it is about. */
interface Decision {
  readonly says: string;
  /** What stays to be said of the plan: a number, a length, that it is not verified. */
  readonly rest?: string;
}

const assumes = ({ assumed }: Determination, what: 'need' | 'setting'): boolean => assumed?.includes(what) ?? false;

const satisfied = ({ approval, approvalWindow: { end, usualDays } = {} }: Determination): Decision => {
  const until = end && (usualDays ? usualDaysWords(end, usualDays) : `until ${end}`);
  const rest = [approval?.number && `number ${approval.number}`, until].filter(Boolean).join(', ');
  return { says: 'Authorization on file', ...(rest ? { rest } : {}) };
};

const needed = (one: Determination): Decision =>
  assumes(one, 'need')
    ? { says: 'Prior authorization usually required', rest: NOT_VERIFIED }
    : { says: 'Prior authorization required' };

const notCovered = ({ noCoverageReason, serviceDate }: Determination): Decision => {
  if (noCoverageReason === 'no-member-found') return { says: 'The payer lists no such member' };
  if (noCoverageReason === 'coverage-not-found') return { says: 'No coverage found' };
  return { says: `Coverage not in force on ${serviceDate}` };
};

const notNeeded = (one: Determination): Decision => {
  const { advice } = one;
  const doubt = advice === 'proceed-no-pa' || advice === 'pa-not-required-setting' ? '' : ', but coverage is not shown';
  if (advice === 'pa-not-required-setting')
    return assumes(one, 'setting')
      ? { says: 'Usually no authorization needed in this setting', rest: NOT_VERIFIED }
      : { says: 'No authorization needed in this setting' };
  return assumes(one, 'need')
    ? { says: `Usually no authorization needed${doubt}`, rest: NOT_VERIFIED }
    : { says: `No authorization needed${doubt}` };
};

/** Decisions of the payer come before our estimate. */
const BY_STATE: Readonly<Partial<Record<Determination['state'], string>>> = {
  denied: 'The payer denied the request',
  appealed: 'The denial is appealed, the payer has not decided',
  submitted: 'The payer has the request and has not decided',
};

const decided = (one: Determination): Decision => {
  const { advice, state, authorizationRequired } = one;
  const byPayer = advice === 'fix-coding' ? undefined : BY_STATE[state];
  if (byPayer) return { says: byPayer };
  switch (advice) {
    case 'no-active-coverage':
      return notCovered(one);
    case 'fix-coding':
      return { says: 'The claim fails as coded' };
    case 'proceed-authorized':
      return satisfied(one);
    case 'fix-authorization':
      return { says: 'The authorization on file does not fit' };
    case 'ask-plan':
      if (one.payerAwaits === 'notification') return { says: 'The plan must be notified before this test' };
      if (one.payerAwaits === 'earlier-approval') return { says: 'Hand the plan the approval of the plan before' };
      return { says: 'Ask the plan whether authorization is needed' };
  }
  if (authorizationRequired === false) return notNeeded(one);
  return authorizationRequired ? needed(one) : { says: 'Likely not covered' };
};

/** Line 1 in forms ever shorter: the payer's name goes before what is not verified, the test never. */
export const decisionSentences = ({ determination, payer }: Said): readonly string[] => {
  const { says, rest } = decided(determination);
  const name = payerName(payer);
  const test = testName(determination.modality);
  const full = name ? `${test}, ${name}` : test;
  return [
    ...(rest ? [`${says}: ${full}; ${rest}.`, `${says}: ${test}; ${rest}.`] : []),
    `${says}: ${full}.`,
    `${says}: ${test}.`,
  ];
};
