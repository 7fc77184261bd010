import type { AuthorizationRecord } from '../../core/authorization/authorization.ts';
import { type BookableAnswer, judgeVisit } from '../../core/authorization/bookable.ts';
import { byUrgency, type CheckedRow, noAnswer, type WorklistRow } from '../../core/authorization/worklist.ts';
import { sourcesOf } from '../search/find-order.ts';
import { judgeRecord, type SlotContext, type SlotPorts } from './check-slot.ts';

type Found = readonly AuthorizationRecord[];

const UNREADABLE = 'Correct the row and send it again.';
const UNKNOWN = 'Send the order first, or correct its id.';
const AMBIGUOUS = 'Say whose order it is: add its source.';

/** The records of every row, each order read once. */
const loadRecords = async (
  rows: readonly WorklistRow[],
  { tenant }: SlotContext,
  { authorizations }: SlotPorts,
): Promise<(row: WorklistRow, orderId: string) => Found> => {
  const sources = ({ source }: WorklistRow) => (source ? [source] : sourcesOf(tenant));
  const refs = (row: WorklistRow, orderId: string) => sources(row).map((source) => ({ source, orderId }));
  const nameOf = ({ source, orderId }: { source: string; orderId: string }) => JSON.stringify([source, orderId]);
  const all = rows.flatMap((row) => row.orders.flatMap((orderId) => refs(row, orderId)));
  const wanted = [...new Map(all.map((ref) => [nameOf(ref), ref])).values()];
  const { records } = wanted.length ? await authorizations.load(tenant.id, wanted, []) : { records: [] };
  const byName = new Map(records.flatMap((record) => (record ? [[nameOf(record), record]] : [])));
  return (row, orderId) => refs(row, orderId).flatMap((ref) => byName.get(nameOf(ref)) ?? []);
};

/**
 * The booking check for a whole day's list, most urgent first. Reads in batches, writes nothing: the same rows have the
 * same answers until a record changes. Every row is answered, also one that cannot be checked.
 */
export const checkWorklist = async (
  rows: readonly WorklistRow[],
  context: SlotContext,
  ports: SlotPorts,
): Promise<readonly CheckedRow[]> => {
  const recordsOf = await loadRecords(rows, context, ports);
  const ids = rows.flatMap((row) => row.orders.flatMap((id) => recordsOf(row, id).map(({ answerId }) => answerId)));
  const answers = await ports.authorizations.answersById(context.tenant.id, [...new Set(ids)]);

  const judge = (row: WorklistRow, orderId: string): BookableAnswer => {
    const [record, another] = recordsOf(row, orderId);
    if (!record) return noAnswer('unknown-order', 'No order with this id is known here.', UNKNOWN);
    if (another) return noAnswer('unknown-order', 'Several sources have an order with this id.', AMBIGUOUS);
    const answered = answers.get(record.answerId);
    if (!answered || !row.slot) throw new Error('The answer of a record is missing.');
    return judgeRecord(record, answered, row.slot, context, ports);
  };
  const check = (row: WorklistRow): CheckedRow => {
    const says = row.unreadable ?? (row.orders.length ? undefined : 'It names no order.');
    if (says || !row.slot) return { asked: row, found: noAnswer('unreadable', says ?? 'It has no time.', UNREADABLE) };
    const found = judgeVisit(row.orders.map((orderId) => judge(row, orderId)));
    if (!found) throw new Error('A row without an order was asked about.');
    return { asked: row, found };
  };
  return rows.map(check).sort(byUrgency);
};
