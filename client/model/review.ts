import type { Determination } from './determination.ts';

/** Where a request at the payer stands, and where one of its services does. */
export type ReviewState = 'pended' | 'partly-decided' | 'decided' | 'cancelled';
export type ReviewItemState =
  | 'certified'
  | 'modified'
  | 'partly-certified'
  | 'not-required'
  | 'referred'
  | 'pended'
  | 'denied'
  | 'cancelled';

export interface ReviewItem {
  readonly sequence: number;
  /** The requested one first. */
  readonly codes: readonly string[];
  readonly start?: string;
  readonly end?: string;
  readonly state: ReviewItemState;
  /** Authorization number. */
  readonly number?: string;
  /** What it waits for, or why it stands so. */
  readonly says: readonly string[];
}

/** What waits for a reviewer. */
export type ReviewWork = 'decision' | 'second-signature' | 'appeal' | 'peer-to-peer';

/** A decision on one service that waits for its second signature; nobody outside is told. */
export interface ReviewProposal {
  readonly at: string;
  readonly sequence: number;
  readonly state: ReviewItemState;
  readonly says?: string;
  /** NPI of who decided first. */
  readonly reviewer?: string;
}

/** Somebody asks to have a decision looked at again. */
export interface ReviewAsked {
  readonly at: string;
  readonly says: string;
  readonly sequences: readonly number[];
  readonly due?: string;
  /** Of an appeal: its level, from 1. */
  readonly level?: number;
}

/** What came of a conversation with a reviewer. */
export type PeerOutcome = 'unchanged' | 'reconsider' | 'not-held';

/** A licensed reviewer. */
export interface Reviewer {
  readonly npi: string;
  readonly license: string;
  readonly licenseState?: string;
  /** NUCC code, or words. */
  readonly specialty: string;
}

/** A prior authorization request as reviewers see it in their queue. */
export interface ReviewRow {
  readonly id: string;
  readonly state: ReviewState;
  readonly received: string;
  readonly updated: string;
  /** By when it has to be decided, and by which rule. */
  readonly due?: string;
  readonly dueSays?: string;
  readonly expedited: boolean;
  /** Its answers are tests: the payer has not declared its authority. */
  readonly trial: boolean;
  readonly test: string;
  readonly patient?: { readonly id: string; readonly name?: string };
  readonly requester?: string;
  readonly insurer?: string;
  readonly assignee?: string;
  /** For a change on exactly this version. */
  readonly version: string;
  readonly items: readonly ReviewItem[];
  readonly waitsFor: readonly ReviewWork[];
  readonly proposals: readonly ReviewProposal[];
  readonly appeal?: ReviewAsked;
  readonly peerToPeer?: ReviewAsked;
  /** Services a conversation lets a reviewer decide again. */
  readonly reconsider: readonly number[];
}

/** A document of a request; its bytes stay at the payer. */
export interface CaseDocument {
  /** Reference, for the evidence of a decision. */
  readonly reference: string;
  readonly title: string;
  readonly date?: string;
  readonly type?: string;
}

/** What the requester answered or observed. */
export interface CaseFact {
  readonly reference: string;
  /** Name of the question, where it is one of ours. */
  readonly fact?: string;
  readonly name: string;
  readonly value: string;
  readonly date?: string;
}

export interface ReviewEvent {
  readonly at: string;
  readonly by: string;
  readonly what: string;
  readonly says?: string;
  /** NPI of the reviewer. */
  readonly reviewer?: string;
  readonly license?: string;
  /** Of an appeal, and of a decision on one. */
  readonly level?: number;
  /** Of a conversation. */
  readonly outcome?: PeerOutcome;
}

/** All a reviewer needs of one request. */
export interface ReviewCase extends ReviewRow {
  /** The time to decide can be extended once. */
  readonly extendable: boolean;
  /** Services that can be appealed today, and the last day where the payer has set one. */
  readonly appealable: readonly number[];
  readonly appealUntil?: string;
  /** The oldest first. */
  readonly events: readonly ReviewEvent[];
  /** What the rules asked and found, service by service. */
  readonly lines: readonly (Determination & { readonly sequence: number })[];
  readonly diagnoses: readonly string[];
  readonly documents: readonly CaseDocument[];
  readonly answers: readonly CaseFact[];
  /** The request as it was sent. */
  readonly message: unknown;
}

export interface QueueFilters {
  readonly state?: 'open' | 'closed';
  readonly assignee?: string;
  /** Only what waits for this. */
  readonly waiting?: ReviewWork;
  /** Rows a page, 100 at most. */
  readonly count?: number;
}

/** A page of the queue; `unchanged` where it still is as the ETag sent along says. */
export type QueuePage =
  | { readonly unchanged: true; readonly etag: string }
  | { readonly unchanged: false; readonly etag: string; readonly rows: readonly ReviewRow[]; readonly next?: string };

/** A licensed reviewer's act. */
export interface ReviewAct extends Reviewer {
  /** X12 306: certified, in part, refused, modified. Missing: the time to decide is extended. */
  readonly decision?: 'A1' | 'A2' | 'A3' | 'A6';
  /** Sequences; missing: every service not decided yet. */
  readonly items?: readonly number[];
  /** X12 886. */
  readonly reasons?: readonly string[];
  readonly criteria?: readonly string[];
  readonly evidence?: readonly string[];
  /** The specific reason, in words. */
  readonly says?: string;
  readonly lacksInformation?: boolean;
  /** Authorized in place of what was asked. */
  readonly code?: string;
  readonly units?: number;
}

/** A second signature: confirmed, or given back with a reason. */
export interface SecondSignature extends Reviewer {
  readonly outcome: 'confirmed' | 'returned';
  readonly says?: string;
}

/** What came of a conversation, by the reviewer who held it. */
export interface PeerAct extends Reviewer {
  readonly outcome: PeerOutcome;
  readonly says: string;
}
