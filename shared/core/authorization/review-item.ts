import type { GivenIdentifier } from '../model/message/submitted-request.ts';
import type { Authorized, ReviewAct, Validity } from './review-act.ts';

/** What is authorized. */
interface Certification {
  readonly number: string;
  /** YYYY-MM-DD. */
  readonly issued: string;
  readonly period: Validity;
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

export interface ReviewItem {
  readonly sequence: number;
  /** Digest of what its decision rests on. */
  readonly basis: string;
  readonly traceNumbers: readonly GivenIdentifier[];
  readonly codes: readonly string[];
  readonly days?: Validity;
  /** Number it had before its present state. */
  readonly earlierNumber?: string;
  /** When it was first asked for, and when it was decided first, or withdrawn; older records do not tell. */
  readonly submittedAt?: string;
  readonly decidedAt?: string;
  readonly state: ItemState;
}

export const isUndecided = ({ state }: Pick<ReviewItem, 'state'>): boolean =>
  state.is === 'pended' || state.is === 'referred';
