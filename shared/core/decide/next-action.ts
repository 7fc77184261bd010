import type { Advice } from '../model/advice.ts';
import type { PayerAwaits } from '../model/approval.ts';
import type { ChannelChoice } from '../model/channel.ts';
import type { AuthorizationState, Determination, DueClock } from '../model/determination.ts';
import type { Inquiry } from '../model/message/inquiry.ts';
import type { PeopleState } from './people-state.ts';

type Owner = 'clinician' | 'scheduler' | 'biller' | 'payer' | 'none';

/** Every next action: who owns it, and the visit's state for people (`people-state.ts`) unless booking is not allowed. */
const ACTIONS = {
  book: { owner: 'scheduler', state: 'yes' },
  'file-claim': { owner: 'biller', state: 'yes' },
  'send-request': { owner: 'scheduler', state: 'act' },
  'withdraw-request': { owner: 'scheduler', state: 'act' },
  'send-documents': { owner: 'scheduler', state: 'act' },
  'fix-authorization': { owner: 'scheduler', state: 'act' },
  'confirm-coverage': { owner: 'scheduler', state: 'act' },
  'choose-slot': { owner: 'scheduler', state: 'act' },
  'fix-row': { owner: 'scheduler', state: 'act' },
  'answer-question': { owner: 'clinician', state: 'act' },
  review: { owner: 'clinician', state: 'act' },
  'reconsider-test': { owner: 'clinician', state: 'act' },
  'document-need': { owner: 'clinician', state: 'act' },
  'order-again': { owner: 'clinician', state: 'act' },
  appeal: { owner: 'clinician', state: 'act' },
  'fix-coding': { owner: 'biller', state: 'act' },
  'request-retro': { owner: 'biller', state: 'act' },
  'wait-for-payer': { owner: 'payer', state: 'wait' },
  'ask-plan': { owner: 'scheduler', state: 'ask' },
  'tell-patient': { owner: 'scheduler', state: 'act' },
  'tell-payer': { owner: 'scheduler', state: 'act' },
  none: { owner: 'none', state: 'no' },
} as const satisfies Readonly<Record<string, { readonly owner: Owner; readonly state: PeopleState }>>;

export type ActionCode = keyof typeof ACTIONS;
export type ActionOwner = (typeof ACTIONS)[ActionCode]['owner'];
export const ACTION_OWNERS: readonly ActionOwner[] = [...new Set(Object.values(ACTIONS).map(({ owner }) => owner))];

export interface NextAction {
  readonly code: ActionCode;
  readonly owner: ActionOwner;
  /** Due date, local to the site, where a clock sets one. */
  readonly dueBy?: string;
  /** Of `send-request` and `tell-payer`: how. */
  readonly channel?: ChannelChoice;
}

/** What to do next, for software (code) and for people (text). */
export interface NextStep {
  readonly code: ActionCode;
  readonly says: string;
}

const AFTER_ADVICE: Readonly<Record<Advice, NextStep>> = {
  'no-active-coverage': { code: 'confirm-coverage', says: 'Check the coverage with the patient or the payer.' },
  'fix-coding': { code: 'fix-coding', says: 'Change the codes as the findings say, then ask again.' },
  'benefit-not-covered': {
    code: 'tell-patient',
    says: 'Tell the patient it may not be covered, or correct the reason for the test.',
  },
  'ask-plan': { code: 'ask-plan', says: 'Call the plan or use its portal, and record what it says.' },
  'fix-authorization': { code: 'fix-authorization', says: 'Ask the payer to correct or extend the authorization.' },
  'manual-review': { code: 'review', says: 'Let a reviewer decide before anything is submitted or booked.' },
  'pa-pend-info': { code: 'answer-question', says: 'Answer the open questions.' },
  'pa-likely-not-met': {
    code: 'reconsider-test',
    says: 'Consider another test or add the missing reason before asking the payer.',
  },
  'necessity-likely-not-met': {
    code: 'document-need',
    says: 'Document why the test is needed, or choose another, before it is done.',
  },
  'pa-likely-approve': {
    code: 'send-request',
    says: 'Submit the authorization request with the documents listed.',
  },
  'pa-not-required-setting': { code: 'book', says: 'Proceed.' },
  'proceed-authorized': { code: 'book', says: 'Book inside the approved window.' },
  'proceed-no-pa': { code: 'book', says: 'Proceed.' },
};

/** An approval without a known end date is not one to book on. */
export const WINDOW_UNKNOWN: NextStep = {
  code: 'ask-plan',
  says: 'Ask the payer until when the approval holds, and record it.',
};

/** A number of which nothing is on file may authorize something else. */
const CHECK_NUMBER: NextStep = {
  code: 'fix-authorization',
  says: 'Check that the authorization number on the claim fits what was done before the claim is filed.',
};

const WAIT = 'wait-for-payer';
/** A payer decision on this line comes before our estimate. */
const AFTER_PAYER: Readonly<Record<AuthorizationState, NextStep | undefined>> = {
  denied: { code: 'appeal', says: 'Appeal, or ask the ordering clinician to change the order.' },
  appealed: { code: WAIT, says: 'Wait for the payer’s decision on the appeal and record it.' },
  submitted: { code: WAIT, says: 'Wait for the payer’s decision and record it.' },
  approved: undefined,
  partial: undefined,
  expired: undefined,
  cancelled: undefined,
  'not-required': undefined,
  required: undefined,
  'information-needed': undefined,
  unknown: undefined,
};

/** The payer has the request, and the next move is the practice's. */
const AWAITED: Readonly<Record<PayerAwaits, NextStep>> = {
  notification: {
    code: 'send-request',
    says: 'Notify the plan as its notice of exemption asks, and record its confirmation (not-required, or its number).',
  },
  'earlier-approval': {
    code: 'send-documents',
    says: 'Hand the plan the approval of the plan before, and record what it says; if it declines, request its own.',
  },
  documents: { code: 'send-documents', says: 'Send the payer what it asks for, and record its decision.' },
  number: {
    code: 'fix-authorization',
    says: 'Ask the payer for the authorization number, and record it: a case or call-reference number is none.',
  },
};

type Answered = Pick<Determination, 'advice' | 'state' | 'bookable' | 'payerAwaits' | 'approval'>;

/** Coding errors come first: the claim fails whatever the payer decided. */
export const stepAfterPayer = ({
  advice,
  state,
  payerAwaits,
}: Pick<Answered, 'advice' | 'state' | 'payerAwaits'>): NextStep | undefined => {
  if (advice === 'fix-coding') return undefined;
  return payerAwaits ? AWAITED[payerAwaits] : AFTER_PAYER[state];
};

/** What to do next, from the advice, the payer decision, and whether the visit may be booked. */
export const nextStepOf = (answered: Answered): NextStep => {
  const { advice, bookable } = answered;
  if (advice === 'proceed-authorized' && bookable === 'cannot-tell')
    return answered.approval?.source === 'claim' ? CHECK_NUMBER : WINDOW_UNKNOWN;
  return stepAfterPayer(answered) ?? AFTER_ADVICE[advice];
};

/** Who owns a step. `dueBy` applies only while waiting on the payer: rules set no other clock. */
export const actionOf = ({ code }: Pick<NextStep, 'code'>, dueBy?: string): NextAction => {
  const { owner } = ACTIONS[code];
  return { code, owner, ...(dueBy && owner === 'payer' ? { dueBy } : {}) };
};

/** On a claim the visit is over: the scheduler's actions become the biller's, and there is nothing to book. */
const onClaim = ({ code, owner }: NextAction): NextAction => {
  if (code === 'book') return actionOf({ code: 'file-claim' });
  return { code, owner: owner === 'scheduler' ? 'biller' : owner };
};

/** What to do next about an answer, and who owns it. */
const nextActionOf = (answered: Answered, use: Inquiry['use'], dueBy?: string): NextAction => {
  const action = actionOf(nextStepOf(answered), dueBy);
  return use === 'claim' ? onClaim(action) : action;
};

/** A visit's state for people: `no` where it may not be booked, else by the next action. */
export const peopleStateOf = (bookable: Determination['bookable'], { code }: Pick<NextAction, 'code'>): PeopleState =>
  bookable === 'no' ? 'no' : ACTIONS[code].state;

/** Of a visit that is over nothing is left to book: what is left to do is the biller's, without an approval a retrospective one. */
const whenOver = (action: NextAction): NextAction =>
  action.code === 'send-request' ? actionOf({ code: 'request-retro' }) : onClaim(action);

/** Next action and state for people of an answer given on a day; a service that was ordered for an earlier day is over. */
export const standsOn = (
  answered: Answered & Pick<Determination, 'serviceDate' | 'serviceDateAssumed'>,
  use: Inquiry['use'],
  today: string,
  dueBy?: string,
): { readonly action: NextAction; readonly state: PeopleState } => {
  const action = nextActionOf(answered, use, dueBy);
  const isOver = use !== 'claim' && !answered.serviceDateAssumed && answered.serviceDate < today;
  return isOver
    ? { action: whenOver(action), state: 'no' }
    : { action, state: peopleStateOf(answered.bookable, action) };
};

/** The first day a clock runs out; `dayOf` gives the site's local date of an instant. */
export const dueDayOf = (clocks: readonly DueClock[], dayOf: (instant: string) => string): string | undefined =>
  clocks.map(({ due }) => (due.length === 10 ? due : dayOf(due))).sort()[0];
