import type { DueClock } from '../model/determination.ts';
import type { TenantId } from '../model/keys/tenant-id.ts';
import type { GivenIdentifier, RequestAbout, RequestParties } from '../model/message/submitted-request.ts';

/** First and last day, both included. */
export interface Validity {
  readonly start: string;
  readonly end: string;
}

/** What is authorized. */
interface Certification {
  readonly number: string;
  /** YYYY-MM-DD. */
  readonly issued: string;
  readonly period: Validity;
}

interface ReviewCoding {
  readonly system?: string;
  readonly code?: string;
  readonly display?: string;
}
export interface ReviewConcept {
  readonly coding?: readonly ReviewCoding[];
  readonly text?: string;
}

/** What a licensed reviewer did; without it there is no adverse outcome. */
export interface ReviewAct {
  readonly reviewer: {
    readonly npi: string;
    readonly license: string;
    readonly licenseState?: string;
    readonly specialty: ReviewConcept;
  };
  /** Agent that recorded it, and when. */
  readonly by: string;
  readonly at: string;
  /** X12 886. */
  readonly reasons: readonly ReviewConcept[];
  /** Criteria the reviewer held the case to. */
  readonly criteria: readonly string[];
  /** What the reviewer looked at. */
  readonly evidence: readonly string[];
  /** The specific reason, in words the requester can act on. */
  readonly says: string;
  /** Other software that took part, as the reviewer says. */
  readonly automation?: string;
  /** The part of a sandbox's script that stood in for the reviewer. */
  readonly script?: string;
}

/** What a pend waits for. */
export type PendNeed =
  | { readonly kind: 'question'; readonly fact: string; readonly question: string }
  | { readonly kind: 'document'; readonly document: string; readonly loinc: string };

/** Where one item stands. Adverse states hold the act of a reviewer: none can be made without. */
export type ItemState =
  /** `script`: said by the script of a sandbox. */
  | ({ readonly is: 'certified'; readonly review?: ReviewAct; readonly script?: string } & Certification)
  | ({ readonly is: 'modified'; readonly review: ReviewAct; readonly authorized: Authorized } & Certification)
  | ({ readonly is: 'partly-certified'; readonly review: ReviewAct; readonly authorized: Authorized } & Certification)
  | { readonly is: 'not-required'; readonly says: string; readonly script?: string }
  | { readonly is: 'referred'; readonly says: string }
  | { readonly is: 'pended'; readonly needs: readonly PendNeed[]; readonly says: readonly string[] }
  | { readonly is: 'denied'; readonly review: ReviewAct; readonly lacksInformation?: true }
  | { readonly is: 'cancelled'; readonly number?: string };

/** What is authorized where it is not what was asked. */
export interface Authorized {
  readonly code?: ReviewCoding;
  readonly units?: number;
}

export interface ReviewItem {
  readonly sequence: number;
  /** Digest of what its decision rests on. */
  readonly basis: string;
  readonly traceNumbers: readonly GivenIdentifier[];
  readonly codes: readonly string[];
  readonly days?: Validity;
  /** Number it had before its present state. */
  readonly earlierNumber?: string;
  /** When it was first asked for, and when its present state was decided or it was withdrawn; older records do not tell. */
  readonly submittedAt?: string;
  readonly decidedAt?: string;
  readonly state: ItemState;
}

/** A message that was taken up, first one first. */
export interface TakenClaim {
  /** Keyed hash of its trace number and sender. */
  readonly key: string;
  /** From which the key is worked out again when keys rotate. */
  readonly trace: GivenIdentifier;
  /** Digest of what it says; the same again is a repeat. */
  readonly digest: string;
  /** Name of its stored content. */
  readonly content: string;
  readonly at: string;
}

/** Something that happened to a request; what leaves later (notifications, figures) is made from these. */
export type RequestEvent = {
  readonly at: string;
  /** Agent. */
  readonly by: string;
} & (
  | {
      readonly kind: 'received' | 'updated' | 'cancelled';
      readonly claim: TakenClaim;
      readonly items: readonly ReviewItem[];
      readonly parties: RequestParties;
      readonly serviceUntil: string;
    }
  | { readonly kind: 'reviewed'; readonly items: readonly Pick<ReviewItem, 'sequence' | 'state'>[] }
  | { readonly kind: 'extended'; readonly dueAt: string; readonly says: string }
  | { readonly kind: 'assigned'; readonly assignee?: string }
  | {
      readonly kind: 'documented';
      /** Name of its stored message. */
      readonly content: string;
      /** LOINC types of what came. */
      readonly loincs: readonly string[];
      readonly items: readonly ReviewItem[];
      /** The sender says that nothing more comes. */
      readonly isFinal?: true;
    }
);

type PastEvent =
  | Extract<RequestEvent, { kind: 'reviewed' | 'extended' | 'assigned' }>
  | Omit<Extract<RequestEvent, { kind: 'documented' }>, 'items'>
  | Pick<RequestEvent, 'at' | 'by' | 'kind'>;

/** A prior authorization request at the payer: one head, changed by one conditional write. */
export interface ReviewRequest {
  readonly id: string;
  readonly tenant: TenantId;
  /** Counts changes from 1. */
  readonly version: number;
  readonly sender: string;
  /** Agent that sent it; it may not review it. */
  readonly submittedBy: string;
  readonly claims: readonly TakenClaim[];
  readonly receivedAt: string;
  readonly updatedAt: string;
  readonly isExpedited: boolean;
  /** By when it has to be decided, by the rule in force at receipt. */
  readonly clock?: DueClock;
  readonly isExtended?: true;
  /** Answers of a payer that has not declared its authority. */
  readonly isTest: boolean;
  /** Key of the numbers it gives. */
  readonly numberPrefix: string;
  readonly parties: RequestParties;
  /** Who it is about, as reviewers read it in a list. */
  readonly about?: RequestAbout;
  /** Reviewer who has it. */
  readonly assignee?: string;
  readonly serviceUntil: string;
  readonly items: readonly ReviewItem[];
  /** Oldest first; a reviewer's act whole, whatever becomes of its items later. */
  readonly history: readonly PastEvent[];
}

/** Where the request as a whole stands; follows from its items. */
export type RequestStanding = 'pended' | 'partly-decided' | 'decided' | 'cancelled';

export const isUndecided = ({ state }: Pick<ReviewItem, 'state'>): boolean =>
  state.is === 'pended' || state.is === 'referred';

export const requestStanding = (items: readonly Pick<ReviewItem, 'state'>[]): RequestStanding => {
  if (items.every(({ state }) => state.is === 'cancelled')) return 'cancelled';
  const open = items.filter(isUndecided).length;
  if (open === 0) return 'decided';
  return open === items.filter(({ state }) => state.is !== 'cancelled').length ? 'pended' : 'partly-decided';
};

/** Where it lies for reviewers: waiting for a decision, or not any more. */
export type QueueName = 'open' | 'closed';
export const queueOf = ({ items }: Pick<ReviewRequest, 'items'>): QueueName =>
  items.some(isUndecided) ? 'open' : 'closed';

/** No item can change any more. */
export const isClosed = ({ items }: Pick<ReviewRequest, 'items'>): boolean =>
  items.every(({ state }) => state.is === 'cancelled' || state.is === 'denied');
