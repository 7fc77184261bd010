import { answerInquiry, type CoverageCase } from '../core/answer.ts';
import type { Assessment } from '../core/assessment.ts';
import type { AuthorizationRecord, HistoryEntry } from '../core/authorization.ts';
import type { Approval, DueClock } from '../core/determination.ts';
import type { Inquiry } from '../core/inquiry.ts';
import type { Loaded, StagedAnswer } from './authorization-store.ts';
import { judgeCoverages, resolvePayers } from './cover.ts';
import { nextRecord } from './next-record.ts';
import { type OrderAnswer, orderAnswers } from './order-answers.ts';
import type { Ports, Tenant } from './ports.ts';
import { intentFor } from './promise-events.ts';

export type AssessPorts = Pick<Ports, 'clock' | 'codebook' | 'rules' | 'authorizations' | 'digest'>;

/** Who sent the message, and when it reached us. */
export interface Caller {
  readonly tenant: Tenant;
  /** The registered source whose order ids these are. */
  readonly source: string;
  /** Door or source id for the history. */
  readonly by: string;
  /** ISO instant of arrival. */
  readonly receivedAt: string;
}

/** A decision a person recorded for one order, folded into the answer. */
export interface Recorded {
  readonly orderId: string;
  readonly approvals: readonly Approval[];
  readonly clocks?: readonly DueClock[];
  readonly what: HistoryEntry['what'];
  readonly says: string;
}

/** More writers than this on one order at one moment is not traffic but a fault. */
const MAX_ATTEMPTS = 64;

const latestFirst = (a: string | undefined, b: string | undefined) => (a ?? '') > (b ?? '');

/** A record that already knows a newer version of the order keeps it. */
const isStale = (record: AuthorizationRecord | undefined, order: OrderAnswer['order']): boolean =>
  record !== undefined &&
  record.orderDigest !== order.digest &&
  order.lastUpdated !== undefined &&
  latestFirst(record.orderLastUpdated, order.lastUpdated);

const isDuplicate = (record: AuthorizationRecord | undefined, { order, determinationId }: OrderAnswer): boolean =>
  record?.orderDigest === order.digest && record.determinationId === determinationId;

const approvalsOf = (
  inquiry: Inquiry,
  loaded: Loaded,
  recorded: Recorded | undefined,
  receivedAt: string,
): Record<string, readonly Approval[]> => {
  const byOrder: Record<string, readonly Approval[]> = {};
  inquiry.orders.forEach((order, index) => {
    byOrder[order.id] = recorded?.orderId === order.id ? recorded.approvals : (loaded.records[index]?.approvals ?? []);
  });
  const onFile = new Set(Object.values(byOrder).flatMap((approvals) => approvals.map(({ number }) => number)));
  byOrder[''] = inquiry.preAuthRefs
    .filter((number) => !onFile.has(number))
    .map((number) => ({ number, decision: 'approved', codes: [], source: 'claim', receivedAt }));
  return byOrder;
};

/**
 * Answers a message and, where it holds orders, brings their records up to date: one BatchGet, one BatchWrite, one
 * conditional Put an order. A lost race loads again and decides again; nothing is half-written, since everything put
 * before the head is harmless without it.
 */
export const assess = async (
  inquiry: Inquiry,
  caller: Caller,
  ports: AssessPorts,
  recorded?: Recorded,
): Promise<Assessment> => {
  for (let attempt = 0; attempt < MAX_ATTEMPTS; attempt++) {
    const done = await attemptOnce(inquiry, caller, ports, recorded);
    if (done) return done;
  }
  throw new Error('The order is being changed by too many writers at once.');
};

const attemptOnce = async (
  inquiry: Inquiry,
  caller: Caller,
  ports: AssessPorts,
  recorded: Recorded | undefined,
): Promise<Assessment | undefined> => {
  const { tenant, source } = caller;
  const { rules, authorizations, codebook, clock, digest } = ports;
  const today = clock.dateIn(inquiry.timeZone ?? tenant.timeZone, caller.receivedAt);
  const serviceDate = inquiry.lines[0]?.serviceDate ?? today;
  const resolved = resolvePayers(inquiry, rules);
  const refs = inquiry.orders.map(({ id }) => ({ source, orderId: id }));
  const members = resolved.flatMap(({ member }) => (member ? [member] : []));
  const loaded: Loaded =
    refs.length + members.length > 0
      ? await authorizations.load(tenant.id, refs, members)
      : { records: [], members: [] };
  const approvals = approvalsOf(inquiry, loaded, recorded, caller.receivedAt);
  const cases: readonly CoverageCase[] = judgeCoverages(
    inquiry,
    resolved,
    loaded.members,
    approvals,
    tenant,
    rules,
    serviceDate,
  );
  const answer = answerInquiry(inquiry, cases, codebook, today);
  const answered = orderAnswers(inquiry, answer, cases, digest, recorded);
  const current = answered.filter(({ index, order }) => !isStale(loaded.records[index], order));
  const fresh = current.filter((one) => !isDuplicate(loaded.records[one.index], one));
  const known = current.length > 0 && fresh.length === 0 ? loaded.records[current[0]?.index ?? 0] : undefined;
  const id =
    known?.answerId ??
    digest
      .of([
        inquiry.door,
        answered.map(({ determinationId }) => determinationId),
        inquiry.orders.length
          ? ''
          : [inquiry.lines, inquiry.coverages, inquiry.facts, inquiry.patient, caller.receivedAt],
      ])
      .slice(0, 40);
  const stale = answered.length > current.length;
  const assessment: Assessment = {
    id,
    created: known?.answeredAt ?? clock.now(),
    asOf: serviceDate,
    inquiry,
    answer: stale
      ? {
          ...answer,
          warnings: [...answer.warnings, 'A newer version of this order is on file; the record is unchanged.'],
        }
      : answer,
    assertionIds: answer.coverages[0]?.determinations.map(({ line }) => `${id.slice(0, 24)}-${line}`) ?? [],
    clocks: recorded?.clocks ?? [],
    orders: current.map(({ order }) => order.id),
    ...(known ? { duplicate: true } : {}),
  };
  const heads = fresh.map((one) => ({
    one,
    head: headOf(one, loaded.records[one.index], assessment, caller, digest, recorded),
  }));
  if (!known && inquiry.door !== 'claim') {
    const staged = heads.map(
      ({ one, head }): StagedAnswer => ({
        order: { source, orderId: one.order.id },
        determination: {
          id: one.determinationId,
          asOf: serviceDate,
          answeredAt: assessment.created,
          facts: one.facts,
          verdict: one.coverage.verdict,
          determination: one.determination,
        },
        content: { digest: one.order.digest, text: one.order.content },
        placerIds: one.order.placerIds,
        intent: intentFor(head, loaded.records[one.index], assessment, tenant.id),
      }),
    );
    await authorizations.stage(tenant.id, staged, assessment);
  }
  const touched = current.flatMap((one) => touchOf(one, loaded.records[one.index]));
  const writes = [
    ...heads.map(({ one, head }) => authorizations.commit(head, loaded.records[one.index]?.version ?? 0)),
    ...touched.map((record) => authorizations.commit(record, record.version)),
  ];
  const results = await Promise.all(writes);
  return results.includes('conflict') ? undefined : assessment;
};

/** An unchanged order under a later version only moves the record's notion of "newest", so that stragglers stay older. */
const touchOf = (one: OrderAnswer, record: AuthorizationRecord | undefined): readonly AuthorizationRecord[] =>
  record &&
  isDuplicate(record, one) &&
  one.order.lastUpdated !== undefined &&
  latestFirst(one.order.lastUpdated, record.orderLastUpdated)
    ? [
        {
          ...record,
          orderLastUpdated: one.order.lastUpdated,
          ...(one.order.version ? { orderVersion: one.order.version } : {}),
        },
      ]
    : [];

const headOf = (
  one: OrderAnswer,
  previous: AuthorizationRecord | undefined,
  assessment: Assessment,
  caller: Caller,
  digest: AssessPorts['digest'],
  recorded: Recorded | undefined,
): AuthorizationRecord => {
  const mine = recorded?.orderId === one.order.id ? recorded : undefined;
  return nextRecord({
    previous,
    tenant: caller.tenant.id,
    source: caller.source,
    order: one.order,
    patientKey: digest.keyed(caller.tenant.id, assessment.inquiry.patient.id ?? assessment.inquiry.patient.reference),
    assessment,
    coverage: one.coverage,
    determination: one.determination,
    determinationId: one.determinationId,
    assertionId: assessment.assertionIds[one.determination.line - 1] ?? one.determinationId,
    approvals: mine?.approvals ?? previous?.approvals ?? [],
    what: mine?.what ?? (previous ? 'reassessed' : 'assessed'),
    by: caller.by,
    ...(mine ? { says: mine.says } : {}),
    ...(mine?.clocks ? { clocks: mine.clocks } : {}),
  });
};
