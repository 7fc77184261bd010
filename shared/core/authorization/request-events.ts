import type { GivenAttachment, GivenIdentifier, RequestParties } from '../model/message/submitted-request.ts';
import type { AppealLevel, ReviewerOf, Signature } from './review-act.ts';
import type { ReviewItem } from './review-item.ts';

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
  /** Digest of what rules read of it; absent: rules were not asked, or a release before this one took it up. */
  readonly facts?: string;
  readonly at: string;
}

/** An item and the state an act gives it. */
export type DecidedItem = Pick<ReviewItem, 'sequence' | 'state'>;

/** Somebody asks to have a decision looked at again. */
export interface AskedAgain {
  readonly at: string;
  /** Agent that recorded it. */
  readonly by: string;
  readonly says: string;
  readonly sequences: readonly number[];
}

/** An appeal that waits for another reviewer. */
export interface OpenAppeal extends AskedAgain {
  /** The highest of its items. */
  readonly level?: AppealLevel;
  /** Day or instant by which the payer has to decide it, as its settings say; absent: none is known. */
  readonly due?: string;
}

/** A decision against the request that waits for a second signature: for everybody outside its items are as they were. */
export interface Proposal {
  readonly at: string;
  readonly by: string;
  /** Each state holds the first reviewer's act. */
  readonly items: readonly DecidedItem[];
}

/** What came of a conversation of two clinicians: it decides nothing; `reconsider` lets a reviewer record a better decision. */
export const PEER_OUTCOMES = ['unchanged', 'reconsider', 'not-held'] as const;
export type PeerOutcome = (typeof PEER_OUTCOMES)[number];

/** Something that happened to a request; what leaves later (notifications, figures) is made from these. */
export type RequestEvent = {
  readonly at: string;
  /** Agent. */
  readonly by: string;
  /** Digest of an act as it was sent: the same again is a repeat. */
  readonly said?: string;
} & (
  | {
      /** `withdrawn`: the requester ended it before anything was decided. */
      readonly kind: 'received' | 'updated' | 'cancelled' | 'withdrawn';
      readonly claim: TakenClaim;
      readonly items: readonly ReviewItem[];
      readonly parties: RequestParties;
      readonly serviceUntil: string;
      readonly documents?: readonly GivenAttachment[];
      /** Why it was ended, in the requester's words. */
      readonly reason?: string;
    }
  | { readonly kind: 'reviewed'; readonly items: readonly DecidedItem[] }
  /** Against the request, and not yet confirmed by a second reviewer. */
  | { readonly kind: 'proposed'; readonly items: readonly DecidedItem[] }
  | { readonly kind: 'confirmed'; readonly items: readonly DecidedItem[]; readonly signature: Signature }
  | { readonly kind: 'returned'; readonly sequences: readonly number[]; readonly signature: Signature }
  | { readonly kind: 'extended'; readonly dueAt: string; readonly says: string; readonly reviewer?: ReviewerOf }
  | { readonly kind: 'assigned'; readonly assignee?: string }
  | {
      readonly kind: 'appealed';
      readonly sequences: readonly number[];
      readonly says: string;
      readonly due?: string;
      /** Older records do not tell: the first. */
      readonly level?: AppealLevel;
    }
  /** Taken back before it was decided: what it was about stands. */
  | {
      readonly kind: 'appeal-withdrawn';
      readonly sequences: readonly number[];
      readonly says: string;
      readonly level: AppealLevel;
    }
  | { readonly kind: 'peer-to-peer-requested'; readonly sequences: readonly number[]; readonly says: string }
  | {
      readonly kind: 'peer-to-peer-closed';
      readonly sequences: readonly number[];
      readonly outcome: PeerOutcome;
      readonly signature: Signature;
    }
  | {
      readonly kind: 'documented';
      /** Name of its stored message. */
      readonly content: string;
      /** LOINC types of what came. */
      readonly loincs: readonly string[];
      readonly items: readonly ReviewItem[];
      readonly documents: readonly GivenAttachment[];
      /** The sender says that nothing more comes. */
      readonly isFinal?: true;
    }
);

export type AppealMade = Extract<RequestEvent, { kind: 'appealed' }>;

/** Kinds whose event stays whole in the history. */
type WholeKind = Exclude<RequestEvent['kind'], 'received' | 'updated' | 'cancelled' | 'withdrawn' | 'documented'>;
export type PastEvent =
  | Extract<RequestEvent, { kind: WholeKind }>
  | Omit<Extract<RequestEvent, { kind: 'documented' }>, 'items' | 'documents'>
  | (Pick<RequestEvent, 'at' | 'by'> & {
      readonly kind: 'received' | 'updated' | 'cancelled' | 'withdrawn';
      readonly reason?: string;
    });

/** What reviewers did with it, and that nothing more comes of an appeal: told to whoever subscribed. */
const TOLD: readonly RequestEvent['kind'][] = [
  'reviewed',
  'confirmed',
  'extended',
  'peer-to-peer-closed',
  'appeal-withdrawn',
];
export const isTold = ({ kind }: Pick<PastEvent, 'kind'>): boolean => TOLD.includes(kind);
