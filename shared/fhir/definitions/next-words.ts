import type { ActionCode, ActionOwner } from '../../core/decide/next-action.ts';
import { PEOPLE_STATES } from '../../core/decide/people-state.ts';

/** What is to be done next and by whom, with its meaning; a word of the core that is missing here does not compile. */

export const NEXT_ACTION_WORDS: Readonly<Record<ActionCode, string>> = {
  book: 'Book the visit; where there is an approval, inside its window.',
  'file-claim': 'File the claim.',
  'send-request': 'Send the authorization request with the documents that are due.',
  'withdraw-request': 'Withdraw the request from the payer: its order is cancelled.',
  'send-documents': 'Send the payer the documents it asks for.',
  'fix-authorization': 'Have the payer correct or extend the authorization, or give a new one.',
  'confirm-coverage': 'Confirm the coverage with the patient or the payer.',
  'choose-slot': 'Choose another slot.',
  'fix-row': 'Correct the row of the list and send it again.',
  'answer-question': 'Answer the open questions.',
  review: 'Have a reviewer decide.',
  'reconsider-test': 'Consider another test, or add the reason that is missing.',
  'document-need': 'Document why the test is needed, or choose another.',
  'order-again': 'Order the test again.',
  appeal: 'Appeal the denial, or change the order.',
  'fix-coding': 'Change the codes as the findings say.',
  'request-retro': 'Ask the plan for a retrospective authorization.',
  'wait-for-payer': 'Wait for the decision of the payer.',
  'ask-plan': 'Ask the plan, and record what it says.',
  'tell-patient': 'Tell the patient that the plan may not cover it, or correct the reason for the test.',
  'tell-payer': 'Tell the payer that an authorization is not needed any more: its order is cancelled.',
  none: 'Nothing is left to do.',
};

export const ACTION_OWNER_WORDS: Readonly<Record<ActionOwner, string>> = {
  clinician: 'Who ordered the test, or answers for it.',
  scheduler: 'Who books the visit and obtains authorizations.',
  biller: 'Who codes and files the claim.',
  payer: 'The payer; everybody else waits.',
  none: 'Nobody.',
};

/** Codes with the words people read, and what they mean. */
export const PEOPLE_STATE_WORDS: Readonly<Record<string, string>> = Object.fromEntries(
  Object.entries(PEOPLE_STATES).map(([code, { means }]) => [code, means]),
);
export const PEOPLE_STATE_DISPLAY: Readonly<Record<string, string>> = Object.fromEntries(
  Object.entries(PEOPLE_STATES).map(([code, { word }]) => [code, word]),
);
