import type { AuthorizationRecord } from '../../core/authorization/authorization.ts';
import type { BookableAnswer } from '../../core/authorization/bookable.ts';
import { judgeVisit } from '../../core/authorization/judge-visit.ts';
import {
  byUrgency,
  type CheckedRow,
  type ListedSlot,
  noAnswer,
  type WorklistRow,
} from '../../core/authorization/worklist.ts';
import type { Approval } from '../../core/model/approval.ts';
import { approvalsInUseOf } from '../search/approvals-in-use.ts';
import { judgeRecord, type SlotContext, type SlotPorts } from './check-slot.ts';
import { decisionsBeside } from './decisions-beside.ts';
import { findListed } from './find-listed.ts';
import { startAt } from './site-time.ts';

const UNREADABLE = 'Correct the row and send it again.';
const UNKNOWN = 'Send the order first, or correct its id or number.';
const AMBIGUOUS = 'Say whose order it is: add its source.';

const severalSays = (records: readonly AuthorizationRecord[]): string =>
  new Set(records.map(({ source }) => source)).size > 1
    ? 'Several sources have an order with this id.'
    : 'Several orders have this id or number.';

/** A name in words cannot be compared with the facility or person an approval is for. */
const notComparable = ({ inWords = [] }: WorklistRow, approvals: readonly Approval[]): string | undefined => {
  const part = inWords.find((name) => approvals.some((approval) => approval[name] !== undefined));
  return part && `The approval is for one ${part}, and the row names a ${part} in words; give its NPI.`;
};

/**
 * The booking check for a whole day's list, most urgent first. Reads in batches, writes nothing: the same rows have the
 * same answers until a record changes. Every row is answered, also one that cannot be checked. A time without a zone is
 * the site's, and every time is answered as the site's clock shows it.
 */
export const checkWorklist = async (
  rows: readonly WorklistRow[],
  context: SlotContext,
  ports: SlotPorts,
): Promise<readonly CheckedRow[]> => {
  const { tenant } = context;
  const recordsOf = await findListed(rows, tenant, ports);
  const every = rows.flatMap((row) => row.orders.map((order) => recordsOf(row, order)[0])).filter((one) => !!one);
  const ids = [...new Set(every.map(({ answerId }) => answerId))];
  const answers = await ports.authorizations.answersById(tenant.id, ids);
  const beside = await decisionsBeside(every, ports);
  const decisions = await approvalsInUseOf(every, (record) => beside.get(record) ?? record.approvals, ports);
  const zoneOf = (record: AuthorizationRecord | undefined): string =>
    (record && answers.get(record.answerId)?.inquiry.timeZone) ?? tenant.timeZone;

  const judge = (row: WorklistRow, listed: ListedSlot, order: string): BookableAnswer => {
    const found = recordsOf(row, order);
    const [record, another] = found;
    if (!record) return noAnswer('unknown-order', 'No order with this id or number is known here.', UNKNOWN);
    if (another) return noAnswer('unknown-order', severalSays(found), AMBIGUOUS);
    const approvals = decisions.get(record) ?? record.approvals;
    const says = notComparable(row, approvals);
    if (says) return noAnswer('unreadable', says, UNREADABLE);
    const answered = answers.get(record.answerId);
    if (!answered) throw new Error('The answer of a record is missing.');
    const slot = { ...listed, start: startAt(listed.start, zoneOf(record)).at };
    return judgeRecord({ ...record, approvals }, answered, slot, context, ports);
  };
  const check = (row: WorklistRow): CheckedRow => {
    const { slot } = row;
    const [first = ''] = row.orders;
    const when = slot && startAt(slot.start, zoneOf(recordsOf(row, first)[0]));
    const says = row.unreadable ?? (row.orders.length ? undefined : 'It names no order.');
    const visit = says || !slot ? undefined : judgeVisit(row.orders.map((order) => judge(row, slot, order)));
    return { asked: row, ...when, found: visit ?? noAnswer('unreadable', says ?? 'It has no time.', UNREADABLE) };
  };
  return rows.map(check).sort(byUrgency);
};
