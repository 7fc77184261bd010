import type { StoredQuestion } from '../../core/answer/question.ts';
import type { AuthorizationRecord, HistoryEntry } from '../../core/authorization/authorization.ts';
import type { Approval } from '../../core/model/approval.ts';
import type { Assessment } from '../../core/model/assessment.ts';
import type { Funding } from '../../core/model/decision-clock.ts';
import type { AuthorizationState, Determination } from '../../core/model/determination.ts';
import type { MemberKey, PatientKey } from '../../core/model/keys/person-keys.ts';
import type { TenantId } from '../../core/model/keys/tenant-id.ts';
import type { OrderParties } from '../../core/submission/order-parties.ts';
import type { DraftFound, DraftRef } from './assertion.ts';
import type { DayList } from './day-list.ts';

export interface OrderRef {
  readonly source: string;
  readonly orderId: string;
}
export interface MemberRef {
  readonly payer: string;
  readonly memberId: string;
}
export interface Member {
  readonly payer: string;
  readonly memberId: string;
  readonly start?: string;
  readonly end?: string;
  readonly planProduct?: string;
  readonly birthDate?: string;
  readonly delegated?: boolean;
  readonly funding?: Funding;
  readonly status: 'active' | 'terminated';
}

/** What one order's answer stores besides the head. Immutable, content-addressed, harmless if orphaned. */
export interface StagedAnswer {
  readonly order: OrderRef;
  /** What is committed next: measured with the rest, before anything is written. */
  readonly head?: AuthorizationRecord;
  readonly determination: StoredDetermination;
  /** The order as received; absent if it is stored already. */
  readonly content?: { readonly text: string; readonly parties?: string };
  readonly placerIds: readonly { readonly system?: string; readonly value: string }[];
  /** Keyed hashes of the patient's member numbers. */
  readonly memberKeys?: readonly MemberKey[];
  readonly delivery: Delivery;
  /** The oldest entry on the head, if this version pushes it off: afterwards only the history has it. */
  readonly leaving?: HistoryEntry;
  /** Payer decisions this version no longer has on the head. */
  readonly moved?: readonly Approval[];
  /** Days this version or the one before is listed on. */
  readonly days?: readonly string[];
}
export interface StoredDetermination {
  /** Digest of content, facts, ruleset, codebook, engine and as-of date. */
  readonly id: string;
  readonly asOf: string;
  readonly answeredAt: string;
  /** Everything replay needs. */
  readonly question: StoredQuestion;
  readonly determination: Determination;
}

export interface Loaded {
  readonly records: readonly (AuthorizationRecord | undefined)[];
  readonly members: readonly (Member | undefined)[];
  readonly drafts: readonly (DraftFound | undefined)[];
}

export interface NumberClaim {
  readonly payer: string;
  readonly number: string;
  readonly patientKey: PatientKey;
  /** The same patient under earlier versions of the hash key, for claims made before a rotation. */
  readonly earlierKeys?: readonly PatientKey[];
  readonly order: OrderRef;
  /** ISO instant; a claim without a head may be taken over after some time. */
  readonly at: string;
}

export interface AuthorizationStore {
  /** One BatchGet: heads in the order given, roster members, and answers to drafts. */
  load(
    tenant: TenantId,
    orders: readonly OrderRef[],
    members: readonly MemberRef[],
    drafts?: readonly DraftRef[],
  ): Promise<Loaded>;
  /**
   * One BatchWrite (25 items a call): determinations, contents, pointers, deliveries and the whole answer.
   * @throws TooLarge before anything is written, where the table could not hold one of them.
   */
  stage(tenant: TenantId, answers: readonly StagedAnswer[], assessment: Assessment): Promise<void>;
  /** The one conditional write. `expected` 0 = must not exist yet. */
  commit(record: AuthorizationRecord, expected: number): Promise<'committed' | 'conflict'>;
  /** Claims an approval number for a patient; `taken` when another patient's record holds it. */
  claimNumber(tenant: TenantId, claim: NumberClaim): Promise<'claimed' | 'taken'>;
  releaseNumber(tenant: TenantId, claim: Omit<NumberClaim, 'patientKey' | 'earlierKeys' | 'at'>): Promise<void>;
  /** Of each: whether another order has the number at that payer; read together. The orders are read with `find`. */
  sharedNumbers(
    tenant: TenantId,
    asked: readonly Pick<NumberClaim, 'payer' | 'number' | 'order'>[],
  ): Promise<readonly boolean[]>;
  find(tenant: TenantId, query: AuthorizationQuery): Promise<Page<AuthorizationRecord>>;
  /**
   * Enters up to `limit` orders of an earlier release, which kept no list of a tenant's orders, and tells whether all are in
   * it. Until then a search without conditions asks state by state.
   */
  enlist(tenant: TenantId, limit: number): Promise<'complete' | 'going-on'>;
  /** Up to `limit` records of one shard, for all tenants, with a deadline alert due by `until`, soonest first. */
  due(shard: number, until: string, limit: number): Promise<readonly AuthorizationRecord[]>;
  readonly shards: number;
  /** The order as received, by the digest its record names. */
  content(
    tenant: TenantId,
    record: OrderRef & Pick<AuthorizationRecord, 'contentIn'>,
    digest: string,
  ): Promise<string | undefined>;
  /** Who the order is about, from and for, by the record that names where it is kept. */
  parties(
    tenant: TenantId,
    record: OrderRef & Pick<AuthorizationRecord, 'contentIn'>,
  ): Promise<OrderParties | undefined>;
  answer(tenant: TenantId, answerId: string): Promise<Assessment | undefined>;
  /** Many at once; ids not found are left out. */
  answersById(tenant: TenantId, ids: readonly string[]): Promise<ReadonlyMap<string, Assessment>>;
  answers(tenant: TenantId, query: AnswerQuery): Promise<Page<Assessment>>;
  /** Found at once where it is known when it was answered. */
  determination(
    tenant: TenantId,
    order: OrderRef,
    id: string,
    answeredAt?: string,
  ): Promise<StoredDetermination | undefined>;
  history(tenant: TenantId, order: OrderRef): Promise<readonly HistoryEntry[]>;
  /** What is listed on some days. */
  readonly days: DayList;
  /** Payer decisions stored beside the head; one of a lost race may be on the head, too. */
  decisions(tenant: TenantId, order: OrderRef): Promise<readonly Approval[]>;
}
/** All given parts must match; none = all records. */
export interface AuthorizationQuery {
  /** Any of these orders. */
  readonly orders?: readonly OrderRef[];
  /** A Task id that does not contain its order. */
  readonly taskId?: string;
  /** One patient, under every version of the hash key. */
  readonly patientKeys?: readonly PatientKey[];
  /** One member number, likewise. */
  readonly memberKeys?: readonly MemberKey[];
  /** Placer identifier or approval number. System absent = any, empty = none; approval numbers have none. */
  readonly identifier?: { readonly system?: string; readonly value: string };
  /** The placer's number of the order, of any system. */
  readonly placer?: string;
  readonly states?: readonly AuthorizationState[];
  readonly serviceFrom?: string;
  readonly serviceTo?: string;
  readonly limit: number;
  readonly cursor?: string;
}
export interface AnswerQuery {
  /** One patient, under every version of the hash key. */
  readonly patientKeys?: readonly PatientKey[];
  readonly order?: OrderRef;
  readonly createdFrom?: string;
  readonly createdTo?: string;
  readonly limit: number;
  readonly cursor?: string;
}
export interface Page<T> {
  readonly items: readonly T[];
  readonly cursor?: string;
}

export interface OutgoingEvent {
  readonly type: string;
  readonly detail: Readonly<Record<string, unknown>>;
}

/** Deliveries that go out with the change itself, by stored name. */
export type ChangeKind = 'assessed' | 'authorization-changed' | 'head-changed';

/** A delivery that a record's change causes: put into the outbox before the change, finished after it. */
export interface Delivery {
  readonly id: string;
  readonly order: OrderRef;
  /** The head version this delivery belongs to; discarded if the head never reached it. */
  readonly headVersion: number;
  /** The determination the head must have at that version for this delivery to be valid. */
  readonly determinationId: string;
  /** Stored name of the kind of delivery, as in the registry of deliveries. */
  readonly kind: string;
  /** Stored name of the kind's own list; absent if it goes out with the change itself. */
  readonly list?: string;
  readonly createdAt: string;
  readonly attempts: number;
  /** ISO instant; not tried before it. */
  readonly notBefore?: string;
  /** Event details, ready to publish; no patient data beyond the order's reference. */
  readonly events: readonly OutgoingEvent[];
  readonly history?: HistoryEntry;
}
