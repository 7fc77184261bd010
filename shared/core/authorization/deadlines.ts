import { addDays, hoursAfter } from '../model/dates.ts';
import type { AuthorizationRecord } from './authorization.ts';
import { nextCoverageCheck } from './coverage-check.ts';
import { type Deadline, deadlineName } from './deadline.ts';
import { isUnauthorized } from './record-action.ts';
import { retroDue } from './retro.ts';
import { isGranted } from './standing.ts';
import { isPerformed, visitsOf } from './visits.ts';

/** A clinic's reminder times for what no payer rule dates; our own defaults where a tenant sets none. */
export interface Habits {
  readonly submitWithinHours: number;
  readonly documentsDaysBefore: number;
  readonly warnDaysBeforeEnd: number;
  /** The coverage behind a booked visit is read anew so many days before it. */
  readonly recheckDaysBefore: number;
}
export const HABITS: Habits = {
  submitWithinHours: 24,
  documentsDaysBefore: 3,
  warnDaysBeforeEnd: 7,
  recheckDaysBefore: 3,
};

const OPEN = new Set(['required', 'information-needed']);
const WITH_PAYER = new Set(['submitted', 'appealed']);

/** When the wait for a request began: the newest history entry that opened it. */
const openSince = ({ history, createdAt }: AuthorizationRecord): string =>
  history.find(({ from, to }) => OPEN.has(to) && !(from && OPEN.has(from)))?.at ?? createdAt;

const dayAfter = (due: string): string => (due.length === 10 ? addDays(due, 1) : due);

const ofPayer = ({ state, clocks }: AuthorizationRecord): readonly Deadline[] =>
  WITH_PAYER.has(state) ? clocks.map(({ kind, due }) => ({ kind, due, from: dayAfter(due) })) : [];

const ofClinic = (record: AuthorizationRecord, habits: Habits): readonly Deadline[] => {
  if (!OPEN.has(record.state)) return [];
  const submit = hoursAfter(openSince(record), habits.submitWithinHours);
  const [visit] = visitsOf(record).map(({ date }) => date);
  const documents = addDays(visit ?? record.serviceDate, -habits.documentsDaysBefore);
  return [
    { kind: 'not-submitted', due: submit, from: submit },
    ...(record.documents.length ? [{ kind: 'documents' as const, due: documents, from: documents }] : []),
  ];
};

/** An unused approval is announced before it ends; that it lapsed is known only where visits are reported. */
const ofApproval = (record: AuthorizationRecord, { warnDaysBeforeEnd }: Habits): readonly Deadline[] => {
  if (!isGranted(record)) return [];
  const { end } = record.window;
  if (!end || visitsOf(record).some(({ date }) => date <= end)) return [];
  return [
    { kind: 'approval-ending', due: end, from: addDays(end, -warnDaysBeforeEnd) },
    ...(record.bookings?.length ? [{ kind: 'approval-ended' as const, due: end, from: addDays(end, 1) }] : []),
  ];
};

/** Performed, and not as authorized: only a retro-authorization helps; few plans date it. */
const ofPerformed = (record: AuthorizationRecord): readonly Deadline[] => {
  if (!isUnauthorized(record)) return [];
  const due = retroDue(record);
  return [{ kind: 'retro-authorization', from: record.updatedAt, ...(due ? { due } : {}) }];
};

/** A visit not checked since the answer changed. */
const ofVisits = (record: AuthorizationRecord): readonly Deadline[] =>
  visitsOf(record).some(({ state, checkedOn }) => state === 'booked' && checkedOn !== record.determinationId)
    ? [{ kind: 'visit-check', from: record.updatedAt }]
    : [];

/** The coverage behind its booked visits is to be read anew. */
const ofCoverage = (
  { bookings = [], coverage, answeredAt }: AuthorizationRecord,
  habits: Habits,
): readonly Deadline[] => {
  const due = nextCoverageCheck(bookings, coverage, answeredAt.slice(0, 10), habits.recheckDaysBefore);
  return due ? [{ kind: 'coverage-check', due, from: due }] : [];
};

/** Deadlines of a record still to be announced. Pure; the caller converts local dates to instants. */
export const recordDeadlines = (record: AuthorizationRecord, habits: Habits = HABITS): readonly Deadline[] => {
  if (record.state === 'cancelled') return [];
  const open = isPerformed(record)
    ? ofPerformed(record)
    : [...ofPayer(record), ...ofClinic(record, habits), ...ofApproval(record, habits)];
  const untold = open.filter((one) => !record.told?.includes(deadlineName(one)));
  return [...untold, ...ofVisits(record), ...(isPerformed(record) ? [] : ofCoverage(record, habits))];
};
