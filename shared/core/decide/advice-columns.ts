import type { Determination } from '../model/determination.ts';
import { approvalWindow } from '../policy/match-approval.ts';
import { type Decided, isCodeOpen } from './decided.ts';

/** What the record, the order and the response say. */
export type Columns = Pick<
  Determination,
  'covered' | 'paNeeded' | 'docNeeded' | 'infoNeeded' | 'authorizationRequired' | 'state' | 'bookable'
>;

const columns = (
  covered: Columns['covered'],
  paNeeded: Columns['paNeeded'] | undefined,
  authorizationRequired: boolean | undefined,
  state: Columns['state'],
  bookable: Columns['bookable'],
  more: Partial<Pick<Columns, 'docNeeded' | 'infoNeeded'>> = {},
): Columns => ({
  covered,
  ...(paNeeded ? { paNeeded } : {}),
  ...(authorizationRequired === undefined ? {} : { authorizationRequired }),
  state,
  bookable,
  docNeeded: more.docNeeded ?? [],
  infoNeeded: more.infoNeeded ?? [],
});

const CLINICAL = { docNeeded: ['clinical'] } as const;
const NEEDED = columns('covered', 'auth-needed', true, 'required', 'not-yet', CLINICAL);
const FREE = columns('covered', 'no-auth', false, 'not-required', 'yes');

/** One row per advice (docs/behavior.md#columns); a missing one does not compile. Coding findings are applied later. */
const COLUMNS: Readonly<Record<Decided['advice'], Columns>> = {
  'no-active-coverage': columns('not-covered', undefined, undefined, 'unknown', 'no'),
  'benefit-not-covered': columns('not-covered', undefined, false, 'not-required', 'cannot-tell'),
  'ask-plan': columns('conditional', 'conditional', undefined, 'unknown', 'cannot-tell', { infoNeeded: ['OTH'] }),
  'pa-pend-info': columns('conditional', 'auth-needed', true, 'information-needed', 'not-yet', CLINICAL),
  'manual-review': NEEDED,
  'pa-likely-not-met': NEEDED,
  'pa-likely-approve': NEEDED,
  'fix-authorization': columns('covered', 'auth-needed', true, 'required', 'no', { docNeeded: ['admin'] }),
  'proceed-authorized': columns('covered', 'satisfied', true, 'approved', 'yes'),
  'pa-not-required-setting': FREE,
  'proceed-no-pa': FREE,
  'necessity-likely-not-met': FREE,
};

/** An excluded service needs no authorization only where the rules say so; else that stays open. */
const EXCLUDED_UNSETTLED = columns('not-covered', undefined, undefined, 'unknown', 'cannot-tell');

/** The plan has to hear of it first: its confirmation, not our rule, makes it bookable. */
const TO_CONFIRM = columns('covered', 'conditional', undefined, 'required', 'not-yet', { infoNeeded: ['OTH'] });

/** A review without required authorization leaves the record free; the booking waits for the reviewer. */
const FREE_REVIEWED: Columns = { ...FREE, bookable: 'not-yet' };

const rowOf = (decided: Decided): Columns => {
  const usual = COLUMNS[decided.advice];
  switch (decided.row) {
    case 'D3':
      return decided.pa === 'not-required' || decided.pa === 'exempt' ? usual : EXCLUDED_UNSETTLED;
    case 'D6': {
      const { end } = approvalWindow(decided.onFile.approval, decided.seen?.policy.ruleset);
      return end ? usual : { ...usual, bookable: 'cannot-tell' };
    }
    case 'D8':
    case 'D8b':
      return decided.pa === 'not-required' ? FREE_REVIEWED : usual;
    case 'D9b':
      return TO_CONFIRM;
    case 'D15':
      return FREE_REVIEWED;
    default:
      return usual;
  }
};

/** The columns for the row the decision table ended in; the payer decision is applied after. */
export const adviceColumns = (decided: Decided): Columns => {
  const found = rowOf(decided);
  const asked: Columns = isCodeOpen(decided) ? { ...found, infoNeeded: ['detail-code'] } : found;
  const performerAsks = decided.seen?.policy.policy.priorAuth.asks === 'performer';
  return performerAsks && asked.paNeeded === 'auth-needed' ? { ...asked, paNeeded: 'performpa' } : asked;
};
