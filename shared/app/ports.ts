import type { Assessment, CoverageVerdict } from '../core/assessment.ts';
import type { AuthorizationRecord, HistoryEntry } from '../core/authorization.ts';
import type { Codebook } from '../core/codebook.ts';
import type { AuthorizationState, Determination } from '../core/determination.ts';
import type { CoverageFacts } from '../core/inquiry.ts';
import type { RulesetBundle } from '../core/ruleset.ts';

/** The doors to the world, as interfaces. A use case names what it needs: `Pick<Ports, 'clock' | 'authorizations'>`. */
export interface Ports {
  readonly clock: Clock;
  readonly ids: Ids;
  readonly digest: Digest;
  readonly codebook: Codebook;
  readonly rules: RuleBook;
  readonly authorizations: AuthorizationStore;
  readonly roster: MemberRoster;
  readonly inbox: Inbox;
  readonly intents: Intents;
  readonly queue: Queue;
  readonly events: EventPublisher;
  readonly settings: SettingsStore;
  readonly log: Log;
}

export interface Clock {
  /** ISO instant in UTC with milliseconds. */
  now(): string;
  /** Local calendar date (YYYY-MM-DD) of an instant in an IANA time zone. */
  dateIn(timeZone: string, instant: string): string;
}
export interface Ids {
  /** A new random id, fit for FHIR (`[A-Za-z0-9-.]{1,64}`). */
  next(): string;
}
export interface Digest {
  /** sha256, hex, of canonical JSON. */
  of(value: unknown): string;
  /** Keyed hash for anything about a person that must stand in a key. */
  keyed(tenant: string, value: string): string;
}

export interface RuleBook {
  /** Payer ids this coverage can mean: one = recognised, several or none = ask. */
  payersOf(coverage: CoverageFacts): readonly string[];
  /** The version of the payer's policy in force on the date; two candidates are a refusal, none is `undefined`. */
  select(payer: string, date: string): RulesetBundle | undefined | 'ambiguous';
  isPayer(id: string): boolean;
  readonly version: string;
}

// ---- the record --------------------------------------------------------------------------------------------

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
  readonly status: 'active' | 'terminated';
}

/** What one order's answer leaves behind besides the head. Immutable, content-addressed, harmless if orphaned. */
export interface StagedAnswer {
  readonly order: OrderRef;
  readonly determination: StoredDetermination;
  /** The order as received, stored once per digest. */
  readonly content: { readonly digest: string; readonly text: string };
  readonly placerIds: readonly { readonly system?: string; readonly value: string }[];
  readonly intent: Intent;
}
export interface StoredDetermination {
  /** Digest of content, facts, ruleset, codebook, engine and as-of date. */
  readonly id: string;
  readonly asOf: string;
  readonly answeredAt: string;
  /** Everything replay needs: facts in, determination out. */
  readonly facts: unknown;
  readonly verdict: CoverageVerdict;
  readonly determination: Determination;
}

export interface Loaded {
  readonly records: readonly (AuthorizationRecord | undefined)[];
  readonly members: readonly (Member | undefined)[];
}

export interface AuthorizationStore {
  /** One BatchGet: heads in the order asked for, and roster members. */
  load(tenant: string, orders: readonly OrderRef[], members: readonly MemberRef[]): Promise<Loaded>;
  /** One BatchWrite (25 items a call): determinations, contents, pointers, intents and the whole answer. */
  stage(tenant: string, answers: readonly StagedAnswer[], assessment: Assessment): Promise<void>;
  /** The one conditional write. `expected` 0 = must not exist yet. */
  commit(record: AuthorizationRecord, expected: number): Promise<'committed' | 'conflict'>;
  /** Claims an approval number for a patient; `taken` when another patient holds it. */
  claimNumber(
    tenant: string,
    payer: string,
    number: string,
    patientKey: string,
    order: OrderRef,
  ): Promise<'claimed' | 'taken'>;
  releaseNumber(tenant: string, payer: string, number: string, order: OrderRef): Promise<void>;
  /** Heads whose order has this id, in any source (several = ambiguous). */
  byOrderId(tenant: string, orderId: string): Promise<readonly AuthorizationRecord[]>;
  find(tenant: string, query: AuthorizationQuery): Promise<Page<AuthorizationRecord>>;
  answer(tenant: string, answerId: string): Promise<Assessment | undefined>;
  answers(tenant: string, query: AnswerQuery): Promise<Page<Assessment>>;
  determination(tenant: string, order: OrderRef, id: string): Promise<StoredDetermination | undefined>;
  history(tenant: string, order: OrderRef): Promise<readonly HistoryEntry[]>;
}
/** At least one of patient, placer, number, or a service-date range with a state is given. */
export interface AuthorizationQuery {
  readonly patientKey?: string;
  readonly placer?: { readonly system?: string; readonly value: string };
  readonly number?: string;
  readonly state?: AuthorizationState;
  readonly serviceFrom?: string;
  readonly serviceTo?: string;
  readonly limit: number;
  readonly cursor?: string;
}
export interface AnswerQuery {
  readonly patientKey?: string;
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

/** Work promised before the head changes and finished after it. */
export interface Intent {
  readonly id: string;
  readonly order: OrderRef;
  /** The head version this intent belongs to; discarded when the head never got there. */
  readonly headVersion: number;
  /** The determination the head must carry at that version for this intent to be true. */
  readonly determinationId: string;
  readonly kind: 'assessed' | 'authorization-changed';
  readonly createdAt: string;
  readonly attempts: number;
  /** Event details, ready to publish; no patient data beyond the order's reference. */
  readonly events: readonly { readonly type: string; readonly detail: Readonly<Record<string, unknown>> }[];
  readonly history?: HistoryEntry;
}
export interface Intents {
  put(tenant: string, intent: Intent): Promise<void>;
  /** Consistent query of one shard in the base table, oldest first. */
  pending(shard: number, limit: number): Promise<readonly { readonly tenant: string; readonly intent: Intent }[]>;
  readonly shards: number;
  /** Writes the history entry, then removes the intent. */
  finish(tenant: string, intent: Intent): Promise<void>;
  retryLater(tenant: string, intent: Intent): Promise<void>;
}

// ---- what comes in by event --------------------------------------------------------------------------------

export interface InboxMessage {
  readonly id: string;
  readonly tenant: string;
  readonly source: string;
  /** ISO instant; payer clocks run from here. */
  readonly receivedAt: string;
  /** The message as JSON text. */
  readonly body: string;
  readonly state: 'waiting' | 'done' | 'dead';
}
export interface Inbox {
  /** Durable when it returns; the same id twice is one message. */
  put(message: Omit<InboxMessage, 'state'>): Promise<'new' | 'seen'>;
  get(tenant: string, id: string): Promise<InboxMessage | undefined>;
  done(tenant: string, id: string): Promise<void>;
  /** Marks a poison message; it keeps its body, the dead-letter queue only its id. */
  dead(tenant: string, id: string, problem: string): Promise<void>;
  waiting(limit: number): Promise<readonly { readonly tenant: string; readonly id: string }[]>;
}
export interface Queue {
  /** Only tenant and id travel; never patient data. */
  send(message: { readonly tenant: string; readonly id: string }): Promise<void>;
}
export interface EventPublisher {
  publish(events: readonly PublishedEvent[]): Promise<void>;
}
export interface PublishedEvent {
  readonly id: string;
  readonly type: string;
  readonly at: string;
  readonly detail: Readonly<Record<string, unknown>>;
}

// ---- payers, members, settings -----------------------------------------------------------------------------

export interface MemberRoster {
  /** Imports rows; returns how many were written. */
  put(tenant: string, members: readonly Member[]): Promise<number>;
}
export interface Tenant {
  readonly id: string;
  readonly timeZone: string;
  /** Coverage alone does not count as in force; roster or payer must confirm. */
  readonly confirmationRequired: boolean;
  /** Payers whose roster is complete: a member not found there is not covered. */
  readonly rosterComplete: readonly string[];
  readonly sources: readonly { readonly id: string; readonly name: string }[];
}
export interface SettingsStore {
  tenant(id: string): Promise<Tenant | undefined>;
  /** The tenant a source is registered to. */
  tenantOfSource(source: string): Promise<Tenant | undefined>;
  put(tenant: Tenant): Promise<void>;
}

/** Only these keys ever reach a log line. */
export interface LogFields {
  readonly tenant?: string;
  readonly door?: string;
  readonly status?: number;
  readonly advice?: string;
  readonly messageId?: string;
  readonly correlationId?: string;
  readonly durationMs?: number;
  readonly attempts?: number;
  readonly count?: number;
  readonly problem?: string;
  readonly errorName?: string;
}
export interface Log {
  info(event: string, fields?: LogFields): void;
  warn(event: string, fields?: LogFields): void;
  error(event: string, fields?: LogFields): void;
}
