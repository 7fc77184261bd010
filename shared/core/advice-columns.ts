import type { Advice, Determination } from './determination.ts';
import type { Decided } from './procedure.ts';

export type Columns = Pick<
  Determination,
  'covered' | 'paNeeded' | 'docNeeded' | 'infoNeeded' | 'authorizationRequired' | 'state' | 'bookable' | 'reasons'
>;
type Row = Omit<Columns, 'reasons'>;

const row = (
  covered: Row['covered'],
  paNeeded: Row['paNeeded'] | undefined,
  authorizationRequired: boolean | undefined,
  state: Row['state'],
  bookable: Row['bookable'],
  more: Partial<Pick<Row, 'docNeeded' | 'infoNeeded'>> = {},
): Row => ({
  covered,
  ...(paNeeded ? { paNeeded } : {}),
  ...(authorizationRequired === undefined ? {} : { authorizationRequired }),
  state,
  bookable,
  docNeeded: more.docNeeded ?? [],
  infoNeeded: more.infoNeeded ?? [],
});

const NEEDED = row('covered', 'auth-needed', true, 'required', 'not-yet', { docNeeded: ['clinical'] });
const FREE = row('covered', 'no-auth', false, 'not-required', 'yes');

/** The contract's table, one row a word; a forgotten word does not compile. */
const COLUMNS: Readonly<Record<Advice, Row>> = {
  'no-active-coverage': row('not-covered', undefined, undefined, 'unknown', 'no'),
  'benefit-not-covered': row('not-covered', undefined, false, 'not-required', 'cannot-tell'),
  'ask-plan': row('conditional', 'conditional', undefined, 'unknown', 'cannot-tell', { infoNeeded: ['OTH'] }),
  'pa-pend-info': row('conditional', 'auth-needed', true, 'information-needed', 'not-yet', { docNeeded: ['clinical'] }),
  'manual-review': NEEDED,
  'pa-likely-not-met': NEEDED,
  'pa-likely-approve': NEEDED,
  'fix-authorization': row('covered', 'auth-needed', true, 'required', 'no', { docNeeded: ['admin'] }),
  'proceed-authorized': row('covered', 'satisfied', true, 'approved', 'yes'),
  'pa-not-required-setting': FREE,
  'proceed-no-pa': FREE,
  'necessity-likely-not-met': FREE,
  // Taken from the rest of the procedure; this row is never read for a line that has one.
  'fix-coding': row('conditional', 'conditional', undefined, 'information-needed', 'cannot-tell', {
    infoNeeded: ['detail-code'],
  }),
};

const performerAsks = (decided: Decided, columns: Row): Row =>
  columns.paNeeded === 'auth-needed' && decided.policy?.policy.priorAuth.asks === 'performer'
    ? { ...columns, paNeeded: 'performpa' }
    : columns;

/** A review where no authorization is needed keeps the record free; only a pending question holds the booking. */
const reviewed = (decided: Decided): Row =>
  decided.pa === 'not-required' ? { ...FREE, bookable: decided.row === 'D8' ? 'not-yet' : 'yes' } : NEEDED;

/** What the record, the order and the response say for where the procedure ended. */
export const adviceColumns = (decided: Decided): Columns => {
  const base = decided.advice === 'manual-review' ? reviewed(decided) : COLUMNS[decided.advice];
  const coded: Row = decided.detailCode ? { ...base, infoNeeded: ['detail-code'] } : base;
  return { ...performerAsks(decided, coded), reasons: decided.reasons };
};
