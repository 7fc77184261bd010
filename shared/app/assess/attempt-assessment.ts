import type { AuthorizationRecord } from '../../core/authorization/authorization.ts';
import { keepDecisions } from '../../core/authorization/decisions-kept.ts';
import { daysOf } from '../../core/authorization/listed-days.ts';
import { retroTermOf } from '../../core/authorization/retro.ts';
import type { Approval } from '../../core/model/approval.ts';
import type { Assessment } from '../../core/model/assessment.ts';
import type { Inquiry, OrderIdentity } from '../../core/model/message/inquiry.ts';
import { clockFor } from '../access/clock-for.ts';
import { memberKeysOf } from '../keys/member-keys.ts';
import { patientKeyOf } from '../keys/patient-key.ts';
import { sealName } from '../keys/patient-name.ts';
import type { StagedAnswer } from '../ports/authorization-store.ts';
import type { Caller } from '../ports/caller.ts';
import type { Ports } from '../ports/ports.ts';
import { answerMessage } from './answer-message.ts';
import { coverageKept, coverageKey } from './coverage-kept.ts';
import { deliveryFor } from './event-deliveries.ts';
import { withNextDue } from './next-due.ts';
import { HISTORY_ON_HEAD, nextRecord } from './next-record.ts';
import type { OrderAnswer, Recorded } from './order-answers.ts';
import { requestUnder } from './payer-request.ts';
import { sendBy } from './send-by.ts';
import { tenantRules } from './tenant-rules.ts';
import { isDuplicate, isRenamed, isStale, touched } from './weigh-order.ts';

export type AssessPorts = Pick<Ports, 'clock' | 'codebook' | 'rules' | 'authorizations' | 'digest'> & {
  /** Throws `TooLarge` for an answer its caller could not be given: nothing of it is stored then. */
  readonly measure?: (assessment: Assessment) => void;
};

interface Attempt {
  readonly assessment: Assessment;
  /** The records after this attempt. */
  readonly heads: readonly AuthorizationRecord[];
}

const OLDER = 'A newer version of this order is on file; the record is unchanged.';

/**
 * The same orders of the same source with the same answers have one id. A message without a recorded order (drafts,
 * other services, requests without orders) has an id of its own.
 */
const answerId = (
  { dialect, lines, coverages, facts, patient }: Inquiry,
  answered: readonly OrderAnswer[],
  { source, receivedAt }: Caller,
  { digest }: AssessPorts,
): string => {
  const orders = answered.map(({ order, determinationId }) => [order.id, determinationId]);
  const recorded = new Set(answered.map(({ order }) => order.id));
  const loose = lines.length === 0 || lines.some(({ order }) => order === undefined || !recorded.has(order));
  const occasion = loose ? [lines, coverages, facts, patient, receivedAt] : [];
  return digest.of([dialect, source, orders, occasion]).slice(0, 40);
};

interface Change {
  readonly one: OrderAnswer;
  readonly previous: AuthorizationRecord | undefined;
  readonly head: AuthorizationRecord;
  readonly moved: readonly Approval[];
  /** Real time: its delivery does not wait for a sandbox's clock. */
  readonly queuedAt: string;
}

/** Names and numbers of persons are kept only where requests are made from them. */
const contentOf = (
  { content, parties }: OrderIdentity,
  { submission }: Caller['tenant'],
): Pick<StagedAnswer, 'content'> =>
  content ? { content: { text: content, ...(parties && submission ? { parties } : {}) } } : {};

/** What is stored for an order's answer besides its head. */
const stagedAnswer = (
  { one, previous, head, moved, queuedAt }: Change,
  { created }: Pick<Assessment, 'created'>,
  { correlationId, tenant }: Caller,
  recorded: Recorded | undefined,
): StagedAnswer => {
  const leaving = previous?.history[HISTORY_ON_HEAD - 1];
  return {
    order: head,
    head,
    determination: {
      id: one.determinationId,
      asOf: one.determination.serviceDate,
      answeredAt: created,
      question: one.question,
      determination: one.determination,
    },
    ...contentOf(one.order, tenant),
    placerIds: one.order.placerIds,
    memberKeys: head.memberKeys ?? [],
    delivery: deliveryFor(head, previous, queuedAt, correlationId, recorded?.events?.(head)),
    ...(leaving ? { leaving } : {}),
    ...(moved.length ? { moved } : {}),
    days: daysOf(previous, head),
  };
};

/** One attempt; `undefined` when another writer changed one of the orders in the meantime. */
export const attemptAssessment = async (
  inquiry: Inquiry,
  caller: Caller,
  ports: AssessPorts,
  recorded?: Recorded,
): Promise<Attempt | undefined> => {
  const { tenant, receivedAt } = caller;
  const { authorizations, clock, digest } = ports;
  const { answer, orders, records, beside, adoptions } = await answerMessage(inquiry, caller, ports, recorded);
  const recordOf = ({ index }: OrderAnswer) => records[index];
  // A decision is about one order: others in the same message may have changed since.
  const meant = recorded ? orders.filter(({ order }) => order.id === recorded.orderId) : orders;
  if (recorded && meant.some((one) => recordOf(one)?.version !== recorded.version)) return undefined;
  const current = meant.filter((one) => !isStale(recordOf(one), one.order, receivedAt));
  // A decision that changes nothing, such as a late one, still belongs to the history.
  const nameOf = ({ order }: OrderAnswer): string | undefined =>
    sealName(digest, tenant.id, { source: caller.source, orderId: order.id }, inquiry.patient.name);
  const isKnown = (one: OrderAnswer): boolean =>
    isDuplicate(recordOf(one), one, caller, inquiry) && !isRenamed(recordOf(one), one.order, nameOf(one), receivedAt);
  const fresh = recorded ? current : current.filter((one) => !isKnown(one));
  const moved = current.filter((one) => !fresh.includes(one)).flatMap((one) => touched(recordOf(one), one, receivedAt));
  const nothingNew = current.length > 0 && fresh.length === 0;
  const id = answerId(inquiry, orders, caller, ports);
  const onFile = nothingNew && current[0] ? recordOf(current[0]) : undefined;
  const known = onFile?.answerId === id ? onFile : undefined;
  const repeated = nothingNew && current.some((one) => recordOf(one)?.determinationId !== one.determinationId);
  // The record on file is newer or more complete than this message: return its answer.
  const earlier = repeated && onFile ? await authorizations.answer(tenant.id, onFile.answerId) : undefined;
  const created = known?.answeredAt ?? clockFor(tenant, clock).now();
  const assessment: Assessment = {
    id,
    created,
    asOf: answer.serviceDate,
    inquiry,
    answer: meant.length > current.length ? { ...answer, warnings: [...answer.warnings, OLDER] } : answer,
    assertionIds: answer.coverages[0]?.determinations.map(({ line }) => `${id.slice(0, 24)}-${line}`) ?? [],
    clocks: recorded?.clocks ?? onFile?.clocks ?? [],
    ...sendBy(answer, inquiry, tenant, clock.dateIn(inquiry.timeZone ?? tenant.timeZone, created), ports),
    orders: current.map(({ order }) => order.id),
    ...(nothingNew ? { duplicate: true } : {}),
  };
  const patientKey = patientKeyOf(digest, tenant.id, inquiry.patient.id ?? inquiry.patient.reference);
  const memberKeys = memberKeysOf(digest, tenant.id, inquiry);
  const rules = tenantRules(tenant, receivedAt, ports);
  const queuedAt = clock.now();
  const changes = fresh.map((one): Change => {
    const previous = recordOf(one);
    const coverage = coverageKept(previous?.coverage, recorded, () =>
      coverageKey(one.coverage.verdict, tenant.id, digest),
    );
    const adopted = adoptions.get(one.order.id) ?? [];
    const decisions = keepDecisions(
      previous?.approvals ?? [],
      recorded?.decision,
      { beside: previous?.beside, read: beside[one.index] ?? [] },
      assessment.created.slice(0, 10),
    );
    const { group, serviceDate } = one.determination;
    const retro = retroTermOf(requestUnder(one.coverage.verdict, inquiry, rules), group, serviceDate, ports.codebook);
    const named = { patientKey, memberKeys, sealedName: nameOf(one) };
    const about = { one, previous, adopted, caller, ...named, assessment, recorded, coverage, retro };
    const head = nextRecord({ ...about, decisions });
    return { one, previous, head: withNextDue(head, tenant, clock), moved: decisions.moved, queuedAt };
  });
  if (!known && !earlier && inquiry.mode === 'record') {
    ports.measure?.(assessment);
    await authorizations.stage(
      tenant.id,
      changes.map((change) => stagedAnswer(change, assessment, caller, recorded)),
      assessment,
    );
  }
  const results = await Promise.all([
    ...changes.map(({ head, previous }) => authorizations.commit(head, previous?.version ?? 0)),
    ...moved.map((record) => authorizations.commit(record, record.version)),
  ]);
  if (results.includes('conflict')) return undefined;
  return {
    assessment: earlier ? { ...earlier, duplicate: true } : assessment,
    heads: [...changes.map(({ head }) => head), ...moved],
  };
};
