import { answerInquiry } from '../core/answer.ts';
import type { Assessment } from '../core/assessment.ts';
import type { AuthorizationRecord } from '../core/authorization.ts';
import type { Approval } from '../core/determination.ts';
import type { Inquiry } from '../core/inquiry.ts';
import type { Loaded, StagedAnswer } from './authorization-store.ts';
import type { Caller } from './caller.ts';
import { judgeCoverages, type Resolved, resolvePayers } from './cover.ts';
import { HISTORY_ON_HEAD, nextRecord } from './next-record.ts';
import { type OrderAnswer, orderAnswers, type Recorded } from './order-answers.ts';
import { patientKeyOf } from './patient-key.ts';
import type { Ports } from './ports.ts';
import { intentFor } from './promise-events.ts';
import { standing } from './recorded-decisions.ts';
import { isDuplicate, isStale, touched } from './weigh-order.ts';

export type AssessPorts = Pick<Ports, 'clock' | 'codebook' | 'rules' | 'authorizations' | 'digest'>;

export interface Attempt {
  readonly assessment: Assessment;
  /** The records as this attempt left them. */
  readonly heads: readonly AuthorizationRecord[];
}

const OLDER = 'A newer version of this order is on file; the record is unchanged.';

const load = (
  inquiry: Inquiry,
  resolved: readonly Resolved[],
  { tenant, source }: Caller,
  { authorizations }: AssessPorts,
): Promise<Loaded> | Loaded => {
  const orders = inquiry.orders.map(({ id }) => ({ source, orderId: id }));
  const members = resolved.flatMap(({ member }) => member ?? []);
  return orders.length + members.length > 0
    ? authorizations.load(tenant.id, orders, members)
    : { records: [], members: [] };
};

/** Approvals by order; under `''` those only the message speaks of. */
const approvalsOf = (
  { orders, preAuthRefs }: Inquiry,
  { records }: Loaded,
  recorded: Recorded | undefined,
  receivedAt: string,
): Readonly<Record<string, readonly Approval[]>> => {
  const byOrder = orders.map(({ id }, index): [string, readonly Approval[]] => [
    id,
    standing(recorded?.orderId === id ? recorded.approvals : (records[index]?.approvals ?? [])),
  ]);
  const onFile = new Set(byOrder.flatMap(([, approvals]) => approvals.map(({ number }) => number)));
  const claimed = preAuthRefs
    .filter((number) => !onFile.has(number))
    .map((number): Approval => ({ number, decision: 'approved', codes: [], source: 'claim', receivedAt }));
  return Object.fromEntries([...byOrder, ['', claimed]]);
};

/** The same question under the same rules has one id; without an order there is nothing to be the same as. */
const answerId = (
  inquiry: Inquiry,
  answered: readonly OrderAnswer[],
  receivedAt: string,
  { digest }: AssessPorts,
): string => {
  const { door, orders, lines, coverages, facts, patient } = inquiry;
  const loose = orders.length ? '' : [lines, coverages, facts, patient, receivedAt];
  return digest.of([door, answered.map(({ determinationId }) => determinationId), loose]).slice(0, 40);
};

interface Change {
  readonly one: OrderAnswer;
  readonly previous: AuthorizationRecord | undefined;
  readonly head: AuthorizationRecord;
}

/** What an order's answer leaves behind besides its head. */
const stagedAnswer = ({ one, previous, head }: Change, assessment: Assessment): StagedAnswer => {
  const leaving = previous?.history[HISTORY_ON_HEAD - 1];
  return {
    order: head,
    determination: {
      id: one.determinationId,
      asOf: assessment.asOf,
      answeredAt: assessment.created,
      facts: one.facts,
      verdict: one.coverage.verdict,
      determination: one.determination,
    },
    content: { digest: one.order.digest, text: one.order.content },
    placerIds: one.order.placerIds,
    intent: intentFor(head, previous, assessment, head.tenant),
    ...(leaving ? { leaving } : {}),
  };
};

/** Answers once; `undefined` when another writer changed one of the orders in between. */
export const attemptAssessment = async (
  inquiry: Inquiry,
  caller: Caller,
  ports: AssessPorts,
  recorded?: Recorded,
): Promise<Attempt | undefined> => {
  const { tenant } = caller;
  const { rules, authorizations, codebook, clock, digest } = ports;
  const today = clock.dateIn(inquiry.timeZone ?? tenant.timeZone, caller.receivedAt);
  const serviceDate = inquiry.lines[0]?.serviceDate ?? today;
  const resolved = resolvePayers(inquiry, rules);
  const loaded = await load(inquiry, resolved, caller, ports);
  const recordOf = ({ index }: OrderAnswer) => loaded.records[index];
  const approvals = approvalsOf(inquiry, loaded, recorded, caller.receivedAt);
  const cases = judgeCoverages(inquiry, resolved, loaded.members, approvals, tenant, rules, serviceDate);
  const answer = answerInquiry(inquiry, cases, codebook, today);
  const answered = orderAnswers(inquiry, answer, cases, loaded.records, digest);
  // A decision is about one order: its siblings in the same message may have moved on since.
  const meant = recorded ? answered.filter(({ order }) => order.id === recorded.orderId) : answered;
  if (recorded && meant.some((one) => recordOf(one)?.version !== recorded.version)) return undefined;
  const current = meant.filter((one) => !isStale(recordOf(one), one.order));
  // A decision that changes nothing, such as one that came late, still belongs to the history.
  const fresh = recorded ? current : current.filter((one) => !isDuplicate(recordOf(one), one, caller));
  const [first] = current;
  const known = first && fresh.length === 0 ? recordOf(first) : undefined;
  const id = known?.answerId ?? answerId(inquiry, answered, caller.receivedAt, ports);
  const assessment: Assessment = {
    id,
    created: known?.answeredAt ?? clock.now(),
    asOf: serviceDate,
    inquiry,
    answer: meant.length > current.length ? { ...answer, warnings: [...answer.warnings, OLDER] } : answer,
    assertionIds: answer.coverages[0]?.determinations.map(({ line }) => `${id.slice(0, 24)}-${line}`) ?? [],
    clocks: recorded?.clocks ?? [],
    orders: current.map(({ order }) => order.id),
    ...(known ? { duplicate: true } : {}),
  };
  const patientKey = patientKeyOf(digest, tenant.id, inquiry.patient.id ?? inquiry.patient.reference);
  const changes = fresh.map((one): Change => {
    const previous = recordOf(one);
    return { one, previous, head: nextRecord({ one, previous, caller, patientKey, assessment, recorded }) };
  });
  if (!known && inquiry.door !== 'claim')
    await authorizations.stage(
      tenant.id,
      changes.map((change) => stagedAnswer(change, assessment)),
      assessment,
    );
  const moved = current.filter((one) => !fresh.includes(one)).flatMap((one) => touched(recordOf(one), one));
  const results = await Promise.all([
    ...changes.map(({ head, previous }) => authorizations.commit(head, previous?.version ?? 0)),
    ...moved.map((record) => authorizations.commit(record, record.version)),
  ]);
  if (results.includes('conflict')) return undefined;
  return { assessment, heads: [...changes.map(({ head }) => head), ...moved] };
};
