import type { Delivery, OrderRef } from '../../app/ports/authorization-store.ts';
import type { AuthorizationRecord } from '../../core/authorization/authorization.ts';
import type { AuthorizationState } from '../../core/model/determination.ts';
import type { MemberKey, PatientKey } from '../../core/model/keys/person-keys.ts';
import type { TenantId } from '../../core/model/keys/tenant-id.ts';
import { hashNumber, join, padded, segment, under } from './key-text.ts';

/**
 * The one table: its keys and indexes are built only here. No AWS SDK at run time, so the stack can import it. People
 * appear in keys only as keyed hashes.
 */
export type Key = { readonly pk: string; readonly sk: string };
/** Index rows carry keys only: after reading an index, read the item itself, because an index may lag. */
export const INDEXES = {
  patient: { name: 'gsi1', pk: 'gsi1pk', sk: 'gsi1sk' },
  lookup: { name: 'gsi2', pk: 'gsi2pk', sk: 'gsi2sk' },
  service: { name: 'gsi3', pk: 'gsi3pk', sk: 'gsi3sk' },
  due: { name: 'gsi4', pk: 'gsi4pk', sk: 'gsi4sk' },
} as const;
type IndexId = keyof typeof INDEXES;
export const BASE_KEY = { pk: 'pk', sk: 'sk' } as const;
/** TTL attribute: seconds since 1970 after which DynamoDB may delete an item. */
export const EXPIRY_ATTRIBUTE = 'expiresAt';

/** Partitions of each cross-tenant list (deliveries, waiting messages, due dates). May grow, never shrink. */
export const SHARDS = 4;
const shardOf = (text: string): number => hashNumber(text) % SHARDS;
const orderPk = (tenant: TenantId, order: OrderRef): string =>
  under(tenant, 'ORDER', segment(order.source), segment(order.orderId));

type DeliveryName = Omit<Delivery, 'events' | 'determinationId' | 'kind'>;
/** Stored name of the list of deliveries that go out with the change itself. */
const CHANGES = 'INTENT';

/** Arguments named `…Hash`, `patientKey` and `memberKey` are already keyed hashes (`Digest.keyed`). */
export const keys = {
  head: (tenant: TenantId, order: OrderRef): Key => ({ pk: orderPk(tenant, order), sk: 'HEAD' }),
  headAt: (pk: string): Key => ({ pk, sk: 'HEAD' }),
  content: (tenant: TenantId, order: OrderRef, digest: string): Key => ({
    pk: orderPk(tenant, order),
    sk: join('CONTENT', segment(digest)),
  }),
  determination: (tenant: TenantId, order: OrderRef, id: string): Key => ({
    pk: orderPk(tenant, order),
    sk: join('DET', segment(id)),
  }),
  history: (tenant: TenantId, order: OrderRef, version: number): Key => ({
    pk: orderPk(tenant, order),
    sk: join('HIST', padded(version)),
  }),
  orderAnswer: (tenant: TenantId, order: OrderRef, created: string, answerId: string): Key => ({
    pk: orderPk(tenant, order),
    sk: join('ANSWER', segment(created), segment(answerId)),
  }),
  answer: (tenant: TenantId, id: string): Key => ({ pk: under(tenant, 'ANSWER', segment(id)), sk: 'ANSWER' }),
  placer: (tenant: TenantId, placerHash: string, order: OrderRef): Key => ({
    pk: under(tenant, 'PLACER', segment(placerHash)),
    sk: orderPk(tenant, order),
  }),
  /** Orders by a member number of the patient. */
  memberOrder: (tenant: TenantId, memberKey: MemberKey, order: OrderRef): Key => ({
    pk: under(tenant, 'MEMBERORDER', segment(memberKey)),
    sk: orderPk(tenant, order),
  }),
  /** Only for Task ids too long to contain their order. */
  task: (tenant: TenantId, taskId: string, order: OrderRef): Key => ({
    pk: under(tenant, 'TASK', segment(taskId)),
    sk: orderPk(tenant, order),
  }),
  number: (tenant: TenantId, numberHash: string, payerHash: string): Key => ({
    pk: under(tenant, 'AUTHNO', segment(numberHash)),
    sk: segment(payerHash),
  }),
  /** `version` of the hash key; both versions are read during a rotation. */
  member: (tenant: TenantId, payer: string, version: string, memberHash: string): Key => ({
    pk: under(tenant, 'MEMBER', segment(payer), `K${segment(version)}`, segment(memberHash)),
    sk: 'MEMBER',
  }),
  inbox: (tenant: string, id: string): Key => ({ pk: under(tenant, 'INBOX', segment(id)), sk: 'BODY' }),
  waiting: (tenant: string, id: string, receivedAt: string): Key => ({
    pk: join('INBOXWAIT', String(shardOf(under(tenant, id)))),
    sk: join(segment(receivedAt), segment(tenant), segment(id)),
  }),
  /**
   * No tenant in the partition: the relay finds all deliveries without knowing the tenants. Concurrent writers of one
   * order with the same delivery put the same key, so it is delivered once; an order's deliveries are in version order.
   * A kind with its own list is sorted by due time: an unavailable receiver must not delay events.
   */
  delivery: (tenant: TenantId, { id, order, headVersion, attempts, list, createdAt, notBefore }: DeliveryName): Key => {
    const pk = orderPk(tenant, order);
    const rank = list === undefined ? padded(attempts) : segment(notBefore ?? createdAt);
    return { pk: join(list ?? CHANGES, String(shardOf(pk))), sk: join(rank, pk, padded(headVersion), segment(id)) };
  },
  tenant: (tenant: TenantId): Key => ({ pk: 'TENANTS', sk: segment(tenant) }),
  assertion: (tenant: TenantId, id: string): Key => ({ pk: under(tenant, 'ASSERTION', segment(id)), sk: 'ASSERTION' }),
  /** The last answer for the draft with a placer's number. */
  draft: (tenant: TenantId, source: string, placerHash: string): Key => ({
    pk: under(tenant, 'DRAFT', segment(source), segment(placerHash)),
    sk: 'DRAFT',
  }),
  feedback: (tenant: TenantId, service: string, at: string, card: string): Key => ({
    pk: under(tenant, 'FEEDBACK', segment(service)),
    sk: join(segment(at), segment(card)),
  }),
  settings: (tenant: string): Key => ({ pk: under(tenant, 'SETTINGS'), sk: 'TENANT' }),
  subscription: (tenant: string, source: string, subscription: string): Key => ({
    pk: under(tenant, 'SUBSCRIPTION', segment(source), segment(subscription)),
    sk: 'POSITION',
  }),
  source: (source: string): Key => ({ pk: join('SOURCE', segment(source)), sk: 'TENANT' }),
};

/** Sort keys from `from` to `to`, both included, of one partition of the table or of an index. */
export interface Range {
  readonly index?: IndexId;
  readonly pk: string;
  readonly from: string;
  readonly to: string;
}
const LAST = '~~';
const whole = (pk: string): Range => ({ pk, from: ' ', to: LAST });
/** `to` may be a date: everything that starts with it is included. */
const dated = (prefix: string, from?: string, to?: string) => ({
  from: `${prefix}${from ?? ''}` || ' ',
  to: `${prefix}${to ?? ''}${LAST}`,
});
const dueIn = (list: string, shard: number, until: string): Range => ({
  pk: join(list, String(shard)),
  ...dated('', undefined, segment(until)),
});
export const ranges = {
  placer: (tenant: TenantId, placerHash: string): Range => whole(under(tenant, 'PLACER', segment(placerHash))),
  memberOrders: (tenant: TenantId, memberKey: MemberKey): Range =>
    whole(under(tenant, 'MEMBERORDER', segment(memberKey))),
  task: (tenant: TenantId, taskId: string): Range => whole(under(tenant, 'TASK', segment(taskId))),
  number: (tenant: TenantId, numberHash: string): Range => whole(under(tenant, 'AUTHNO', segment(numberHash))),
  feedback: (tenant: TenantId, service: string, from: string, to: string): Range => ({
    pk: under(tenant, 'FEEDBACK', segment(service)),
    ...dated('', from, to),
  }),
  /** Everything after `after`, or all. */
  deliveries: (shard: number, after?: Key): Range => {
    const all = whole(join(CHANGES, String(shard)));
    return after ? { ...all, from: `${after.sk} ` } : all;
  },
  tenants: (): Range => whole('TENANTS'),
  dueDeliveries: (list: string, shard: number, until: string): Range => dueIn(list, shard, until),
  due: (shard: number, until: string): Range => ({ index: 'due', ...dueIn('DUE', shard, until) }),
  waiting: (shard: number): Range => whole(join('INBOXWAIT', String(shard))),
  /** The head sorts right before its history: one query reads both. */
  headAndHistory: (tenant: TenantId, order: OrderRef): Range => ({
    pk: orderPk(tenant, order),
    from: 'HEAD',
    to: `HIST#${LAST}`,
  }),
  orderAnswers: (tenant: TenantId, order: OrderRef, from?: string, to?: string): Range => ({
    pk: orderPk(tenant, order),
    ...dated('ANSWER#', from, to),
  }),
  patientAnswers: (tenant: TenantId, patientKey: PatientKey, from?: string, to?: string): Range => ({
    index: 'patient',
    pk: under(tenant, 'PATIENT', segment(patientKey)),
    ...dated('ANSWER#', from, to),
  }),
  patientHeads: (tenant: TenantId, patientKey: PatientKey, from?: string, to?: string): Range => ({
    index: 'patient',
    pk: under(tenant, 'PATIENT', segment(patientKey)),
    ...dated('HEAD#', from, to),
  }),
  stateHeads: (tenant: TenantId, state: AuthorizationState, from?: string, to?: string): Range => ({
    index: 'service',
    pk: under(tenant, 'STATE', state),
    ...dated('', from, to),
  }),
};

/** Position of a head in a list: service date, then last change; the order makes it unique. */
export const positionOf = (record: AuthorizationRecord): string =>
  join(segment(record.serviceDate), segment(record.updatedAt), segment(record.source), segment(record.orderId));

export const headIndexes = (record: AuthorizationRecord): Readonly<Record<string, string>> => {
  const pk = orderPk(record.tenant, record);
  return {
    gsi1pk: under(record.tenant, 'PATIENT', segment(record.patientKey)),
    gsi1sk: join('HEAD', positionOf(record)),
    gsi3pk: under(record.tenant, 'STATE', record.state),
    gsi3sk: positionOf(record),
    ...(record.nextDue && { gsi4pk: join('DUE', String(shardOf(pk))), gsi4sk: join(segment(record.nextDue), pk) }),
  };
};
export const answerIndexes = (tenant: TenantId, patientKey: PatientKey, created: string, id: string) => ({
  gsi1pk: under(tenant, 'PATIENT', segment(patientKey)),
  gsi1sk: join('ANSWER', segment(created), segment(id)),
});
