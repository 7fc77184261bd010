import type { AuthorizationRecord } from '../../core/authorization/authorization.ts';
import type { BookableAnswer } from '../../core/authorization/bookable.ts';
import { stepWhenCancelled } from '../../core/authorization/cancelled-step.ts';
import { judgeVisit } from '../../core/authorization/judge-visit.ts';
import { type ListedVisit, listedVisits } from '../../core/authorization/listed-days.ts';
import { byUrgency, type CheckedRow } from '../../core/authorization/worklist.ts';
import { type ActionOwner, actionOf, peopleStateOf } from '../../core/decide/next-action.ts';
import type { PeopleState } from '../../core/decide/people-state.ts';
import { testWords } from '../../core/explain/test-words.ts';
import { BOUNDS } from '../../core/model/bounds.ts';
import { isWithdrawn } from '../../core/model/message/order-status.ts';
import { ok, type Result, refused } from '../../core/model/result.ts';
import { patientNameOf } from '../keys/patient-name.ts';
import type { DayMark, Days } from '../ports/day-list.ts';
import type { Ports, Tenant } from '../ports/ports.ts';
import { approvalsInUseOf } from '../search/approvals-in-use.ts';
import { channelOfCancelled } from '../search/channel-of-record.ts';
import { judgeRecord, type SlotContext, type SlotPorts } from './check-slot.ts';
import { decisionsBeside } from './decisions-beside.ts';
import { startAt } from './site-time.ts';

/** A row of a day's list: as a list that was sent has it, with the records it is about. */
interface DayRow extends CheckedRow {
  readonly date: string;
  /** In our own words. */
  readonly test: string;
  /** The patient's, where it is on file. */
  readonly name?: string;
  /** The payer its rules are of, by name. */
  readonly payer?: { readonly id: string; readonly name: string };
  readonly records: readonly [AuthorizationRecord, ...(readonly AuthorizationRecord[])];
}

/** Which rows; none given = all. */
interface RowsWanted {
  readonly states?: readonly PeopleState[];
  readonly owners?: readonly ActionOwner[];
  readonly assignees?: readonly string[];
}

export interface DayListed {
  readonly rows: readonly DayRow[];
  readonly unsettled: boolean;
}

type Visit = readonly [ListedVisit, ...(readonly ListedVisit[])];
const nameOf = ({ source, orderId }: AuthorizationRecord): string => JSON.stringify([source, orderId]);
const byName = (a: AuthorizationRecord, b: AuthorizationRecord): number => (nameOf(a) < nameOf(b) ? -1 : 1);

/** Several orders of one visit are one row; an order without a visit is one of its own. */
const visitsIn = (records: readonly AuthorizationRecord[], { from, to }: Days): readonly Visit[] => {
  const visits = new Map<string, Visit>();
  for (const record of records.toSorted(byName))
    for (const listed of listedVisits(record).filter(({ date }) => date >= from && date <= to)) {
      const { booking } = listed;
      const name = JSON.stringify([record.source, ...(booking ? [booking.appointment] : ['', record.orderId])]);
      const before = visits.get(name);
      visits.set(name, before ? [...before, listed] : [listed]);
    }
  return [...visits.values()];
};

const isWanted = ({ found, records }: DayRow, { states, owners, assignees }: RowsWanted): boolean =>
  (states?.includes(peopleStateOf(found.answer, found.nextAction)) ?? true) &&
  (owners?.includes(found.nextAction.owner) ?? true) &&
  (assignees === undefined || records.some(({ desk }) => assignees.includes(desk?.assignee ?? '')));

const TOO_MANY = refused({
  code: 'too-long',
  says: `More than ${BOUNDS.listedOrders} orders are listed on these days; ask for fewer days.`,
  expression: 'http.date',
});

/** A cancelled order without a visit is listed for what the payer still holds of it, not to be ordered again. */
const whenCancelled = (
  found: BookableAnswer,
  record: AuthorizationRecord,
  tenant: Tenant,
  today: string,
  ports: Pick<Ports, 'codebook' | 'rules'>,
): BookableAnswer => {
  if (!isWithdrawn(record.orderStatus)) return found;
  const step = stepWhenCancelled(record);
  const action = actionOf(step);
  const channel = step.code === 'tell-payer' ? { channel: channelOfCancelled(record, tenant, today, ports) } : {};
  return { ...found, nextStep: step.says, nextAction: { ...action, ...channel } };
};

/** What is listed on the days, each row judged as the booking check does, most urgent first. Linear; writes nothing. */
export const listDays = async (
  days: Days,
  wanted: RowsWanted,
  marks: readonly DayMark[],
  context: SlotContext,
  ports: SlotPorts & Pick<Ports, 'digest'>,
): Promise<Result<DayListed>> => {
  const { tenant, receivedAt } = context;
  const read = await ports.authorizations.days.read(tenant.id, days, marks, receivedAt, BOUNDS.listedOrders);
  if (read === 'too-many') return TOO_MANY;
  const visits = visitsIn(read.records, days);
  const listed = visits.flatMap((visit) => visit.map(({ record }) => record));
  const beside = await decisionsBeside(listed, ports);
  const decisions = await approvalsInUseOf(listed, (record) => beside.get(record) ?? record.approvals, ports);
  const judge = ({ record, booking, date }: ListedVisit) => {
    const answered = read.answers.get(record.answerId);
    if (!answered) throw new Error('The answer of a record is missing.');
    const zone = answered.inquiry.timeZone ?? tenant.timeZone;
    const slot = booking?.slot ?? { start: startAt({ local: date }, zone).at, codes: [] };
    const approvals = decisions.get(record) ?? record.approvals;
    const found = judgeRecord({ ...record, approvals }, answered, slot, context, ports);
    const today = ports.clock.dateIn(zone, receivedAt);
    return { zone, slot, found: booking ? found : whenCancelled(found, record, tenant, today, ports) };
  };
  const names = new Map(ports.rules.payers.map(({ id, name }) => [id, name]));
  const rowOf = (visit: Visit, index: number): DayRow => {
    const [first, ...more] = visit;
    const judged = [judge(first), ...more.map(judge)] as const;
    const { booking, record, date } = first;
    const [{ slot, zone, found }] = judged;
    const codes = slot.codes.length ? slot.codes : [...new Set(visit.flatMap((one) => one.record.codes))];
    const asked = {
      row: index + 1,
      orders: visit.map((one) => one.record.orderId),
      source: record.source,
      ...(booking ? { appointment: booking.appointment } : {}),
      slot: { ...slot, codes, start: { instant: slot.start } },
    };
    const { payer } = record;
    const name = visit.map((one) => patientNameOf(one.record, ports.digest)).find(Boolean);
    const when = booking ? startAt({ instant: slot.start }, zone) : { at: slot.start };
    return {
      asked,
      found: judgeVisit(judged.map((one) => one.found)) ?? found,
      ...when,
      date,
      test: testWords(codes, ports.codebook),
      ...(name ? { name } : {}),
      ...(payer ? { payer: { id: payer, name: names.get(payer) ?? payer } } : {}),
      records: [record, ...more.map((one) => one.record)],
    };
  };
  const rows = visits.map(rowOf).filter((row) => isWanted(row, wanted));
  const sorted = rows.sort(byUrgency).map((row, index) => ({ ...row, asked: { ...row.asked, row: index + 1 } }));
  return ok({ rows: sorted, unsettled: read.unsettled });
};
