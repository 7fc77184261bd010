import type { DueClock } from '../model/determination.ts';
import type { TenantId } from '../model/keys/tenant-id.ts';
import type { GivenAttachment, RequestAbout, RequestParties } from '../model/message/submitted-request.ts';
import type { AskedAgain, OpenAppeal, PastEvent, Proposal, TakenClaim } from './request-events.ts';
import { isUndecided, type ReviewItem } from './review-item.ts';

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
  /** Decisions against it that wait for a second signature. */
  readonly proposals?: readonly Proposal[];
  readonly appeal?: OpenAppeal;
  /** A conversation of two clinicians that was asked for and did not take place yet. */
  readonly peerToPeer?: AskedAgain;
  /** Items such a conversation lets a reviewer decide again. */
  readonly reconsider?: readonly number[];
  /** Documents that came, by type and line. */
  readonly documents?: readonly GivenAttachment[];
  /** Oldest first; a reviewer's act whole, whatever becomes of its items later. */
  readonly history: readonly PastEvent[];
}

/** Where the request as a whole stands; follows from its items. */
export type RequestStanding = 'pended' | 'partly-decided' | 'decided' | 'cancelled';

export const requestStanding = (items: readonly Pick<ReviewItem, 'state'>[]): RequestStanding => {
  if (items.every(({ state }) => state.is === 'cancelled')) return 'cancelled';
  const open = items.filter(isUndecided).length;
  if (open === 0) return 'decided';
  return open === items.filter(({ state }) => state.is !== 'cancelled').length ? 'pended' : 'partly-decided';
};

/** Where it lies for reviewers: waiting for one, or not any more. */
export type QueueName = 'open' | 'closed';
export const queueOf = ({
  items,
  appeal,
  peerToPeer,
  reconsider = [],
}: Pick<ReviewRequest, 'items' | 'appeal' | 'peerToPeer' | 'reconsider'>): QueueName =>
  items.some(isUndecided) || appeal || peerToPeer || reconsider.length ? 'open' : 'closed';

/** No item can change any more. */
export const isClosed = ({ items }: Pick<ReviewRequest, 'items'>): boolean =>
  items.every(({ state }) => state.is === 'cancelled' || state.is === 'denied');
