import type { TenantId } from '../model/keys/tenant-id.ts';
import type { ReviewRequest } from './review-request.ts';

/** What a client asks to be told, as it was read. */
export interface GivenSubscription {
  /** Ids of sending systems, or NPIs of requesters: whose results it wants. */
  readonly senders: readonly string[];
  /** The filters as they were written. */
  readonly filters: readonly string[];
  readonly endpoint: string;
  readonly headers: readonly string[];
  readonly content: 'full-resource' | 'id-only';
  readonly heartbeatSeconds?: number;
  /** ISO instant. */
  readonly end?: string;
  readonly isOff: boolean;
}

/** A subscription to results of requests that were pended. */
export interface ReviewSubscription extends Omit<GivenSubscription, 'headers' | 'isOff'> {
  readonly id: string;
  readonly tenant: TenantId;
  /** Client it belongs to; absent where access is open. */
  readonly client?: string;
  /** Counts changes from 1. */
  readonly version: number;
  /** Counts beginnings: what was waiting under an earlier one is not sent any more. */
  readonly generation: number;
  /** Of the guide, by the base it was made at. */
  readonly release: '2.2.1' | '2.0.1';
  readonly status: 'requested' | 'active' | 'error' | 'off';
  /** Headers of its calls, sealed: they hold secrets of the client. */
  readonly headers: string;
  readonly createdAt: string;
  readonly updatedAt: string;
  /** Why it is in error, in words without any content. */
  readonly error?: string;
}

/** A result a subscription was to be told. */
export interface NoticeEvent {
  /** Counts from 1. */
  readonly number: number;
  readonly request: string;
  /** Version of the request. */
  readonly version: number;
  readonly at: string;
}

/** The system that sent a request, as it named itself. */
const sendingSystem = ({ sender }: Pick<ReviewRequest, 'sender'>): string => {
  const [, system]: unknown[] = JSON.parse(sender);
  return typeof system === 'string' ? system : '';
};

/** Whether a request is one of those a subscription names. */
export const asksFor = (
  { senders }: Pick<ReviewSubscription, 'senders'>,
  request: Pick<ReviewRequest, 'sender' | 'parties'>,
): boolean => {
  const system = sendingSystem(request);
  return senders.some((one) => one === system || request.parties.npis.includes(one));
};

export const isOver = ({ end }: Pick<ReviewSubscription, 'end'>, now: string): boolean =>
  end !== undefined && end <= now;
