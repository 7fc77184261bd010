import type { AppealLevel } from '../../core/authorization/review-act.ts';
import type { QueueName, ReviewRequest } from '../../core/authorization/review-request.ts';
import type { TenantId } from '../../core/model/keys/tenant-id.ts';

/** What is written before a head: immutable, found by nothing until the head names it. */
interface StagedClaim {
  readonly requestId: string;
  /** Keyed hash of trace number and sender. */
  readonly key: string;
  readonly content: { readonly name: string; readonly text: string };
  /** What the rules said of it. */
  readonly decision?: string;
  readonly memberKeys: readonly string[];
  readonly receivedAt: string;
}

export interface QueueAsked {
  readonly queue: QueueName;
  readonly limit: number;
  /** Position the page before ended at. */
  readonly after?: string;
}

export interface QueuePage {
  /** A position holds its request's version: two pages of the same positions show the same. */
  readonly rows: readonly { readonly id: string; readonly position: string }[];
  readonly isCut: boolean;
}

/** Prior authorization requests at the payer. */
export interface ReviewStore {
  get(tenant: TenantId, id: string): Promise<ReviewRequest | undefined>;
  /** The request one of these claims began or changed. */
  find(tenant: TenantId, claimKeys: readonly string[]): Promise<ReviewRequest | undefined>;
  /** Those of a member, newest first. */
  ofMember(tenant: TenantId, memberKeys: readonly string[], most: number): Promise<readonly ReviewRequest[]>;
  /** Names of a queue's requests by their clock, the most urgent first (open), or the last changed first (closed): one query. */
  queue(tenant: TenantId, asked: QueueAsked): Promise<QueuePage>;
  /** Heads by id; one that is not there is left out. */
  heads(tenant: TenantId, ids: readonly string[]): Promise<readonly ReviewRequest[]>;
  /** The message of a claim, without the bytes of its documents. */
  content(tenant: TenantId, name: string): Promise<string | undefined>;
  /** What the rules said of the message, where they were asked. */
  decision(tenant: TenantId, name: string): Promise<string | undefined>;
  /** Keeps the message of documents under its name, found by nothing until the head names it. */
  keepMessage(tenant: TenantId, name: string, text: string): Promise<void>;
  stage(tenant: TenantId, claim: StagedClaim): Promise<void>;
  /** One conditional write; a conflict where another writer was faster. */
  commit(request: ReviewRequest): Promise<'written' | 'conflict'>;
}

/** A tenant that answers for a payer. */
export interface UtilizationReview {
  /** Payers whose requests it decides; absent: any. */
  readonly payers?: readonly string[];
  /** Ids of the rule packs it has adopted to decide by; no other rules certify. */
  readonly adoptedPacks: readonly string[];
  /** Who says that it may decide, and since when; absent: its answers are tests. */
  readonly authority?: { readonly declaredBy: string; readonly declaredOn: string };
  /** First letters of its authorization numbers. */
  readonly numberPrefix?: string;
  /** Whom to call. */
  readonly contact?: string;
  /** An outcome against the request waits until another reviewer confirms it. */
  readonly secondSignature?: boolean;
  /** Its rules for appeals of the first level, how many levels it has (1), and its rules for the second. */
  readonly appeals?: AppealWindows & { readonly levels?: AppealLevel; readonly second?: AppealWindows };
}

/** Rules for appeals of one level; what is not said is not known, and makes no appeal late. */
export interface AppealWindows {
  /** Days after the decision, the last included. */
  readonly withinDays?: number;
  /** Days it has to decide an appeal, and hours where waiting could do harm. */
  readonly decideWithinDays?: number;
  readonly expeditedWithinHours?: number;
}
