import type { DECISION_SOURCES, DECISIONS, NUMBER_KINDS } from '../../core/authorization/decision.ts';
import type { DeskField } from '../../core/authorization/desk.ts';
import type { AuthorizationState } from '../../core/model/determination.ts';
import type { OutputCode } from '../write/record/task-outputs.ts';

import { CHANNEL_OUTPUT_WORDS } from './channel-words.ts';

/** Codes of the authorization record with their displays. */

export const STATE_WORDS: Readonly<Record<AuthorizationState, string>> = {
  'not-required': 'No authorization is needed.',
  required: 'Authorization is needed and not asked for yet.',
  'information-needed': 'Authorization is needed; questions come first.',
  submitted: 'The payer was asked and has not decided.',
  approved: 'The payer approved.',
  partial: 'The payer approved a part.',
  denied: 'The payer denied.',
  appealed: 'A denial was appealed.',
  cancelled: 'The request or the order was cancelled.',
  expired: 'The approval ended before the service date, or unused.',
  unknown: 'Not known whether authorization is needed.',
};

export const DECISION_WORDS: Readonly<Record<(typeof DECISIONS)[number], string>> = {
  approved: 'The payer approved what was asked.',
  partial: 'The payer approved a part of what was asked.',
  denied: 'The payer denied.',
  pended: 'The payer has the request and has not decided.',
  cancelled: 'The request or its approval was cancelled.',
  'not-required': 'The payer says no authorization is needed.',
  appealed: 'A denial was appealed, and the payer has not decided on it.',
};

export const DECISION_SOURCE_WORDS: Readonly<Record<(typeof DECISION_SOURCES)[number], string>> = {
  portal: 'Seen on the portal of the payer or its reviewer.',
  phone: 'Told by phone.',
  fax: 'Received by fax.',
  'x12-278': 'Received as an X12 278 response.',
  letter: 'Received by letter.',
};

export const NUMBER_KIND_WORDS: Readonly<Record<(typeof NUMBER_KINDS)[number], string>> = {
  authorization: 'The number of an authorization: claims carry it.',
  case: 'The number of a request at the payer or its reviewer; it authorizes nothing.',
  'call-reference': 'Proof of a call; it authorizes nothing.',
};

export const OUTPUT_WORDS: Readonly<Record<OutputCode, string>> = {
  advice: 'The word of the newest answer.',
  answer: 'The newest answer.',
  'assertion-id': 'Traceable id of the newest answer for this order.',
  assignee: 'Who has it.',
  bookable: 'Whether the visit can be booked.',
  clock: 'When a decision is due.',
  codes: 'Billing codes the approval names, else those ordered.',
  difference: 'How the approval differs from what is ordered.',
  disposition: 'One sentence a scheduler can read out.',
  document: 'A document that is due.',
  'due-by': 'By when the next action is due.',
  fallback: 'A code to authorize together, in case the test is changed on the day.',
  'follow-up': 'The day to look again.',
  history: 'What happened to the record, one line an event.',
  'next-action': 'What to do next, as a code.',
  'next-step': 'What to do next.',
  note: 'A note of the desk or a call it made, the newest first.',
  number: 'Authorization number.',
  owner: 'Whose move the next action is.',
  payer: 'Payer whose rules the answer is by.',
  'service-date': 'Day of the service; where the order names none, the day of the answer.',
  state: 'Where the visit stands, for people.',
  binding: 'By what the plan cannot take the approval back, and what it may still deny for.',
  'units-left': 'Units approved and not used yet.',
  'units-used': 'Units approved that are used.',
  ...CHANNEL_OUTPUT_WORDS,
  waiver: 'The plan’s notice, law or pledge by which none of its own authorization may be needed.',
  'waiting-on': 'Whom it waits on.',
  window: 'First and last day of the approval, both included.',
};

export const DESK_FIELD_WORDS: Readonly<Record<DeskField, string>> = {
  assignee: 'Nobody has it.',
  followUp: 'There is no day to look again.',
  waitingOn: 'It waits on nobody.',
};

export const TASK_CODE_WORDS = { authorization: 'The authorization of one order by its payer.' } as const;

export const DOCUMENT_WORDS = {
  'office-note': 'Office note of a recent visit for this problem.',
  'resting-ecg': 'Report or tracing of a resting ECG.',
  'prior-reports': 'Reports of earlier tests or revascularization.',
  'exercise-ability': 'A statement of whether and why not the patient can exercise.',
  'surgery-plan': 'The planned surgery and its date.',
} as const;

const DOCUMENTS: Readonly<Record<string, string>> = DOCUMENT_WORDS;
/** A document in our words, without a full stop; `undefined` where it is none of ours. */
export const documentWord = (name: string): string | undefined => DOCUMENTS[name]?.replace(/\.$/, '');
