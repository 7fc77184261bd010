import type { Habits } from '../../core/authorization/deadlines.ts';
import type { ChannelEdit, EnrolmentFact } from '../../core/model/channel.ts';
import type { Codebook } from '../../core/model/codebook.ts';
import type { TenantId } from '../../core/model/keys/tenant-id.ts';
import type { ExemptionNotice } from '../../core/model/plan-duty.ts';
import type { AuditTrail } from './access/audit.ts';
import type { Clients, Nonces } from './access/client.ts';
import type { KeptAnswers } from './access/kept-answers.ts';
import type { ManifestStore } from './access/manifest.ts';
import type { Rate, RateLimiter } from './access/rate.ts';
import type { Sessions, SignInRules } from './access/session.ts';
import type { SignIn } from './access/sign-in.ts';
import type { Tokens } from './access/tokens.ts';
import type { Assertions } from './assertion.ts';
import type { AuthorizationStore, Member } from './authorization-store.ts';
import type { ChannelHealthLog, RestingServers } from './channel-health.ts';
import type { ClientCertificates } from './client-certificates.ts';
import type { DeadLetterList } from './dead-letters.ts';
import type { DelegatedReads } from './delegated-reads.ts';
import type { DocumentStore } from './documents.ts';
import type { EhrReader } from './ehr-reader.ts';
import type { EhrWriter } from './ehr-writer.ts';
import type { FeedbackStore } from './feedback.ts';
import type { Inbox } from './inbox.ts';
import type { Log } from './log.ts';
import type { Outbox } from './outbox.ts';
import type { PayerChannel } from './payer-channel.ts';
import type { PayerEndpoint, SubmissionSettings, X12Eligibility } from './payer-endpoint.ts';
import type { PayerGateway } from './payer-gateway.ts';
import type { Pointer } from './pointer.ts';
import type { ReviewExchanges } from './review-exchanges.ts';
import type { NoticeSender, ReviewSubscriptions } from './review-subscriptions.ts';
import type { ReviewStore, UtilizationReview } from './reviews.ts';
import type { ActivePack, PackInspector, RulePackStore } from './rule-packs.ts';
import type { RuleBook } from './rules.ts';
import type { Sealed } from './sealed.ts';
import type { FhirServer, SecretReference, Source } from './source.ts';
import type { SubmissionStore } from './submissions.ts';
import type { Subscriptions } from './subscriptions.ts';
import type { TestMode } from './test-mode.ts';
import type { Webhook, WebhookLog, WebhookSender } from './webhooks.ts';

/** What use cases need from outside, as interfaces. A use case lists its own: `Pick<Ports, 'clock' | 'authorizations'>`. */
export interface Ports {
  readonly clock: Clock;
  readonly ids: Ids;
  readonly digest: Digest;
  readonly codebook: Codebook;
  readonly rules: RuleBook;
  readonly rulePacks: RulePackStore;
  readonly packInspector: PackInspector;
  readonly authorizations: AuthorizationStore;
  readonly roster: MemberRoster;
  readonly inbox: Inbox;
  readonly outbox: Outbox;
  readonly queue: Queue;
  readonly deadLetters: Queue;
  readonly deadLetterList: DeadLetterList;
  readonly events: EventPublisher;
  readonly settings: SettingsStore;
  readonly secrets: Secrets;
  readonly clientCertificates: ClientCertificates;
  readonly ehr: EhrReader;
  readonly ehrWriter: EhrWriter;
  readonly payerGateway: PayerGateway;
  readonly payerChannels: PayerChannel;
  readonly subscriptions: Subscriptions;
  readonly assertions: Assertions;
  readonly feedback: FeedbackStore;
  readonly kept: KeptAnswers;
  readonly delegatedReads: DelegatedReads;
  readonly clients: Clients;
  readonly nonces: Nonces;
  readonly tokens: Tokens;
  readonly signIn: SignIn;
  readonly sessions: Sessions;
  readonly audit: AuditTrail;
  readonly manifests: ManifestStore;
  readonly rates: RateLimiter;
  readonly reviews: ReviewStore;
  readonly reviewExchanges: ReviewExchanges;
  readonly submissions: SubmissionStore;
  readonly reviewSubscriptions: ReviewSubscriptions;
  readonly notices: NoticeSender;
  readonly documents: DocumentStore;
  readonly channelHealth: ChannelHealthLog;
  readonly breakers: RestingServers;
  readonly webhooks: WebhookLog;
  readonly webhookSender: WebhookSender;
  readonly log: Log;
}

export interface Clock {
  /** ISO instant in UTC with milliseconds. */
  now(): string;
  /** Local calendar date (YYYY-MM-DD) of an instant in an IANA time zone. */
  dateIn(timeZone: string, instant: string): string;
  /** Whole milliseconds since some moment, which no correction of the clock moves: for deadlines. */
  elapsedMs(): number;
}
export interface Ids {
  /** A new random id, valid in FHIR (`[A-Za-z0-9-.]{1,64}`). */
  next(): string;
}
export interface Digest extends Sealed {
  /** sha256, hex, of canonical JSON. */
  of(value: unknown): string;
  /** Keyed hash for anything about a person that goes into a key; under the current version unless given another. */
  keyed(tenant: TenantId, value: string, version?: string): string;
  /** Versions of its key, the current one first: earlier ones find what was written before a rotation. */
  readonly versions: readonly [string, ...string[]];
}

export interface Queue {
  send(message: Pointer): Promise<void>;
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

export interface MemberRoster {
  /** Imports rows; returns how many were written. */
  put(tenant: TenantId, members: readonly Member[]): Promise<number>;
}
export interface Tenant {
  readonly id: TenantId;
  readonly timeZone: string;
  /** Staff preferences for reminders that no payer rule dates. */
  readonly habits?: Partial<Habits>;
  /** Coverage alone does not count as in force; roster or payer must confirm it. */
  readonly confirmationRequired: boolean;
  /** Payers whose roster is complete: a member not found there is not covered. */
  readonly rosterComplete: readonly string[];
  readonly sources: readonly Source[];
  /** Payers that answer eligibility requests, on their own FHIR server or by X12. */
  readonly payerServers?: readonly (FhirServer & { readonly payer: string; readonly x12?: X12Eligibility })[];
  /** Where payers take requests for prior authorization from machines. */
  readonly payerEndpoints?: readonly PayerEndpoint[];
  /** How it sends its requests; absent: a person sends each, and the practice is as messages tell. */
  readonly submission?: SubmissionSettings;
  /** Origins (`https://ehr.example`) this tenant allows us to call: its EHRs, their token endpoints, payers. */
  readonly outbound?: readonly string[];
  /** Names this tenant's systems give payers, beside those of the rules. */
  readonly payerNames?: readonly { readonly payer: string; readonly names: readonly string[] }[];
  /** Plans' notices that spare its providers an authorization. */
  readonly exemptions?: readonly ExemptionNotice[];
  /** Business days before a visit by which a payer's decision is to be there. */
  readonly payerLeadDays?: readonly { readonly payer: string; readonly days: number }[];
  /** Where it is told of events without a bus. */
  readonly webhooks?: readonly Webhook[];
  /** Its own rows of the channel map, and rows of the map it says still hold. */
  readonly channels?: readonly ChannelEdit[];
  /** What it keeps of its NPIs at payers that want each enrolled. */
  readonly enrolments?: readonly EnrolmentFact[];
  /** Payers CRD clients may ask about here; absent: every payer with rules. */
  readonly payersServed?: readonly string[];
  /** Version of the hash key of all its keys; set by a completed rotation. */
  readonly keyId?: string;
  /** Minimum audit retention in years; the longer of it and the deployment's applies. */
  readonly auditYears?: number;
  /** Rate limit of each of its callers; absent: the deployment's default. */
  readonly rate?: Rate;
  /** CRD release for clients that name none; absent: 2.0, whose clients cannot name one. */
  readonly crdVersion?: '2.0' | '2.1' | '2.2';
  /** It decides requests for prior authorization; absent: every request is answered as a test, and none by rules. */
  readonly utilizationReview?: UtilizationReview;
  /** The agent that uploaded a rule pack may approve it, for a laptop with one user; absent: another one has to. */
  readonly selfApproval?: boolean;
  /** Its people may sign in; absent: nobody may. */
  readonly signIn?: SignInRules;
  /** Marks a sandbox; absent: real time, and nothing of what a sandbox may. */
  readonly testMode?: TestMode;
  /** Its activated rule packs, oldest activation first; read with the settings, and no part of them. */
  readonly rulePacks?: readonly ActivePack[];
}
export interface SettingsStore {
  /** All tenant ids. */
  tenants(): Promise<readonly TenantId[]>;
  tenant(id: string): Promise<Tenant | undefined>;
  /** The tenant a source is registered to. */
  tenantOfSource(source: string): Promise<Tenant | undefined>;
  put(tenant: Tenant): Promise<void>;
}

export interface Secrets {
  /** The text of a secret. Throws if there is none. */
  read(reference: SecretReference): Promise<string>;
}
