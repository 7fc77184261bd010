import { answerLines } from '../../core/answer/answer.ts';
import type { AuthorizationRecord } from '../../core/authorization/authorization.ts';
import { type BookableAnswer, judgeSlot } from '../../core/authorization/bookable.ts';
import { judgeVisit } from '../../core/authorization/judge-visit.ts';
import { overdueStep } from '../../core/authorization/overdue.ts';
import { countingDecisions } from '../../core/authorization/payer-decisions.ts';
import type { Slot } from '../../core/authorization/slot.ts';
import { isPerformed, withUses } from '../../core/authorization/visits.ts';
import { withCoverageCheck } from '../../core/authorization/with-coverage-check.ts';
import { noCoverage } from '../../core/coverage/coverage.ts';
import { dueDayOf } from '../../core/decide/next-action.ts';
import type { Approval } from '../../core/model/approval.ts';
import type { Assessment } from '../../core/model/assessment.ts';
import type { ChannelChoice } from '../../core/model/channel.ts';
import type { Determination } from '../../core/model/determination.ts';
import { isNpi } from '../../core/model/keys/npi.ts';
import type { Inquiry, LineNote, ServiceFacts } from '../../core/model/message/inquiry.ts';
import { isWithdrawn } from '../../core/model/message/order-status.ts';
import { ok, type Result } from '../../core/model/result.ts';
import { siteNotes } from '../../core/policy/site-notes.ts';
import { chooseChannel } from '../../core/submission/channel.ts';
import { routingOf } from '../../core/submission/routing.ts';
import { judgeCoverages } from '../assess/cover.ts';
import { resolvePayers, rosterOf } from '../assess/resolve-payers.ts';
import { tenantRules } from '../assess/tenant-rules.ts';
import type { Ports, Tenant } from '../ports/ports.ts';
import { answerOfRecord } from '../search/answer-of-record.ts';
import { approvalsInUse } from '../search/approvals-in-use.ts';
import { decisionsOfRecord } from '../search/decisions-of-record.ts';
import { findOrder } from '../search/find-order.ts';
import { realisticSlot } from './realistic-slot.ts';

export type SlotPorts = Pick<Ports, 'authorizations' | 'clock' | 'codebook' | 'rules'>;

export interface SlotContext {
  readonly tenant: Tenant;
  /** ISO instant of the question. */
  readonly receivedAt: string;
}

/** A slot that names its code settles what the order left open about the code, and nothing else. */
const codedAs = (model: ServiceFacts, code: string): ServiceFacts => ({
  ...model,
  codes: [code],
  notes: siteNotes(model.notes),
});

/** The encounter an order was made in is the setting of that day only: an emergency does not last until a visit weeks later. */
const onDay = ({ encounterClass, ...line }: ServiceFacts, asOf: string, date: string): ServiceFacts =>
  encounterClass !== undefined && (line.serviceDate ?? asOf) === date ? { ...line, encounterClass } : line;

/** The order's numbers are of who it names: of somebody else only what the slot tells is known. */
const numbersOf = (
  { performer: ordered }: Pick<ServiceFacts, 'performer'>,
  performer: string | undefined,
): Pick<ServiceFacts, 'performedBy'> =>
  performer === undefined || performer === ordered ? {} : { performedBy: isNpi(performer) ? [`npi|${performer}`] : [] };

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
  const asked = slot.codes.length && model ? slot.codes.map((code) => codedAs(model, code)) : own;
  const settles = (id: LineNote['id']) => id === 'place-unclear' && placeOfService !== undefined;
  return asked.map(({ notes = [], serviceEnd: _window, ...line }, index) => ({
    ...onDay(line, asOf, date),
    ...changed,
    ...numbersOf(line, performer),
    notes: notes.filter(({ id }) => !settles(id)),
    line: index + 1,
  }));
};

/**
 * May this visit be booked? Two reads: the head, and the answer it refers to; a third where an approval has a number. Coverage counts as last confirmed; a
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

/**
 * For a loaded record: one read, the answer it refers to; a second where decisions are beside the record, one to see whether other
 * orders have a number of its approvals, and a search for each that they have.
 */
export const checkRecord = async (
  record: AuthorizationRecord,
  slot: Slot,
  context: SlotContext,
  ports: SlotPorts,
): Promise<BookableAnswer> => {
  const [answered, approvals] = await Promise.all([
    answerOfRecord(record, ports),
    decisionsOfRecord(record, ports).then((all) => approvalsInUse(record, all, ports)),
  ]);
  return judgeRecord({ ...record, approvals }, answered, slot, context, ports);
};

/** Of several codes, the one that is no stress test is named. */
const withCode = (
  answer: BookableAnswer,
  { role, line }: Determination,
  lines: readonly ServiceFacts[],
): BookableAnswer => {
  const [code] = lines.find((one) => one.line === line)?.codes ?? [];
  if (role !== 'other' || lines.length < 2 || !code) return answer;
  return { ...answer, reasons: answer.reasons.map((reason) => ({ ...reason, says: `${code}: ${reason.says}` })) };
};

/** A request that is to be sent, with how. */
const withChannel = (answer: BookableAnswer, choose: () => ChannelChoice): BookableAnswer =>
  answer.nextAction.code === 'send-request'
    ? { ...answer, nextAction: { ...answer.nextAction, channel: choose() } }
    : answer;

/** The record as it is judged, with every payer decision that counts. */
type Judged = Omit<AuthorizationRecord, 'approvals'> & { readonly approvals: readonly Approval[] };

/** For a loaded record and answer: no reads. */
export const judgeRecord = (
  record: Judged,
  answered: Assessment,
  slot: Slot,
  { tenant, receivedAt }: SlotContext,
  { clock, codebook, rules: released }: Pick<SlotPorts, 'clock' | 'codebook' | 'rules'>,
): BookableAnswer => {
  const rules = tenantRules(tenant, receivedAt, { clock, rules: released });
  const zone = answered.inquiry.timeZone ?? tenant.timeZone;
  const date = clock.dateIn(zone, slot.start);
  const today = clock.dateIn(zone, receivedAt);
  const asked = linesAt(answered, record.orderId, slot, date);
  const inquiry: Inquiry = { ...answered.inquiry, lines: asked };
  const resolved = resolvePayers(inquiry, rules);
  const members = rosterOf(answered.answer, resolved);
  const approvals = { [record.orderId]: withUses(countingDecisions(record.approvals), record) };
  const cases = judgeCoverages(inquiry, resolved, members, approvals, tenant, { rules, codebook }, date);
  const [focal] = cases;
  const lines = focal ? answerLines(inquiry, focal, codebook, today, 'deciding') : [];
  // A code the slot names beside the test counts as well: what is not known here is never left out.
  const counted = lines.filter(({ role }) => role === 'test' || (role === 'other' && slot.codes.length > 0));
  const cancelled = isWithdrawn(record.orderStatus);
  const performed = isPerformed(record);
  const verdict = focal?.verdict ?? noCoverage;
  const dayOf = (instant: string) => clock.dateIn(zone, instant);
  const dueBy = dueDayOf(record.clocks, dayOf);
  const overdue = overdueStep(record.clocks, receivedAt, dayOf);
  const at = { tenant, timeZone: zone, now: receivedAt };
  const eligibilityAsOf = clock.dateIn(zone, answered.created);
  const judged = (counted.length ? counted : lines).map((determination) => {
    const realistic = realisticSlot({ determination, verdict, inquiry, clocks: record.clocks }, at, {
      rules,
      codebook,
      clock,
    });
    const known = { determination, verdict, cancelled, performed, date, today, dueBy, eligibilityAsOf };
    const judged = withChannel(judgeSlot({ ...known, overdue, realistic }), () =>
      chooseChannel(
        codebook,
        {
          payer: determination.payer,
          transaction: 'prior-auth',
          day: today,
          ...routingOf(verdict, inquiry, determination),
        },
        tenant,
      ),
    );
    return withCode(judged, determination, asked);
  });
  const visit = judgeVisit(judged);
  if (!visit) throw new Error('The answer of a record holds no line of its order.');
  return withCoverageCheck(visit, record.coverage);
};
