import { answerLines } from '../../core/answer/answer.ts';
import type { AuthorizationRecord } from '../../core/authorization/authorization.ts';
import { type BookableAnswer, judgeSlot, judgeVisit } from '../../core/authorization/bookable.ts';
import { countingDecisions } from '../../core/authorization/payer-decisions.ts';
import type { Slot } from '../../core/authorization/slot.ts';
import { isPerformed, withUses } from '../../core/authorization/visits.ts';
import { withCoverageCheck } from '../../core/authorization/with-coverage-check.ts';
import { noCoverage } from '../../core/coverage/coverage.ts';
import { dueDayOf } from '../../core/decide/next-action.ts';
import type { Assessment } from '../../core/model/assessment.ts';
import type { Inquiry, ServiceFacts } from '../../core/model/message/inquiry.ts';
import { isWithdrawn } from '../../core/model/message/order-status.ts';
import { ok, type Result } from '../../core/model/result.ts';
import { judgeCoverages, resolvePayers, rosterOf } from '../assess/cover.ts';
import type { Ports, Tenant } from '../ports/ports.ts';
import { findOrder } from '../search/find-order.ts';

export type SlotPorts = Pick<Ports, 'authorizations' | 'clock' | 'codebook' | 'rules'>;

export interface SlotContext {
  readonly tenant: Tenant;
  /** ISO instant of the question. */
  readonly receivedAt: string;
}

/** The encounter an order was made in is the setting of that day only: an emergency does not last until a visit weeks later. */
const onDay = ({ encounterClass, ...line }: ServiceFacts, asOf: string, date: string): ServiceFacts =>
  encounterClass !== undefined && (line.serviceDate ?? asOf) === date ? { ...line, encounterClass } : line;

/** The order's lines as the slot would change them; a slot that names codes is one line per code. */
const linesAt = ({ inquiry, asOf }: Assessment, orderId: string, slot: Slot, date: string): readonly ServiceFacts[] => {
  const { placeOfService, facility, performer, units } = slot;
  const changed = {
    serviceDate: date,
    ...(placeOfService ? { placeOfService } : {}),
    ...(facility ? { facility } : {}),
    ...(performer ? { performer } : {}),
    ...(units === undefined ? {} : { units }),
  };
  const own = inquiry.lines.filter(({ order }) => order === orderId);
  const [model] = own;
  const asked = slot.codes.length && model ? slot.codes.map((code) => ({ ...model, codes: [code], notes: [] })) : own;
  return asked.map((line, index) => ({ ...onDay(line, asOf, date), ...changed, line: index + 1 }));
};

/**
 * May this visit be booked? Two reads: the head, and the answer it refers to. Coverage counts as last confirmed; a
 * change of coverage re-assesses the order and so reaches this check.
 */
export const checkSlot = async (
  { orderId, source }: { readonly orderId: string; readonly source?: string | undefined },
  slot: Slot,
  context: SlotContext,
  ports: SlotPorts,
): Promise<Result<BookableAnswer>> => {
  const found = await findOrder(orderId, source, context.tenant, ports);
  return found.ok ? ok(await checkRecord(found.value, slot, context, ports)) : found;
};

/** For a loaded record: one read, the answer it refers to. */
export const checkRecord = async (
  record: AuthorizationRecord,
  slot: Slot,
  context: SlotContext,
  ports: SlotPorts,
): Promise<BookableAnswer> => {
  const answered = await ports.authorizations.answer(context.tenant.id, record.answerId);
  if (!answered) throw new Error('The answer of a record is missing.');
  return judgeRecord(record, answered, slot, context, ports);
};

/** For a loaded record and answer: no reads. */
export const judgeRecord = (
  record: AuthorizationRecord,
  answered: Assessment,
  slot: Slot,
  { tenant, receivedAt }: SlotContext,
  { clock, codebook, rules }: Pick<SlotPorts, 'clock' | 'codebook' | 'rules'>,
): BookableAnswer => {
  const zone = answered.inquiry.timeZone ?? tenant.timeZone;
  const date = clock.dateIn(zone, slot.start);
  const today = clock.dateIn(zone, receivedAt);
  const asked = linesAt(answered, record.orderId, slot, date);
  const inquiry: Inquiry = { ...answered.inquiry, lines: asked };
  const resolved = resolvePayers(inquiry, rules);
  const members = rosterOf(answered.answer, resolved);
  const approvals = { [record.orderId]: withUses(countingDecisions(record.approvals), record) };
  const cases = judgeCoverages(inquiry, resolved, members, approvals, tenant, rules, date);
  const [focal] = cases;
  const lines = focal ? answerLines(inquiry, focal, codebook, today, 'deciding') : [];
  const tests = lines.filter(({ role }) => role === 'test');
  const cancelled = isWithdrawn(record.orderStatus);
  const performed = isPerformed(record);
  const verdict = focal?.verdict ?? noCoverage;
  const dueBy = dueDayOf(record.clocks, (instant) => clock.dateIn(zone, instant));
  const judged = (tests.length ? tests : lines).map((determination) =>
    judgeSlot({ determination, verdict, cancelled, performed, date, today, dueBy }),
  );
  const visit = judgeVisit(judged);
  if (!visit) throw new Error('The answer of a record holds no line of its order.');
  return withCoverageCheck(visit, record.coverage);
};
