import type { PeerOutcome } from '../../core/authorization/request-events.ts';
import type { Authorized, ReviewAct, ReviewerOf, Validity } from '../../core/authorization/review-act.ts';
import type { Problem } from '../../core/model/result.ts';
import type { UtilizationReview } from '../ports/reviews.ts';

/** What a reviewer decides (X12 306): certified, in part, refused, modified. */
type ReviewDecision = 'A1' | 'A2' | 'A3' | 'A6';

/** What a reviewer decides about items, or about the time to decide. */
export type ReviewCommand = {
  readonly reviewer: ReviewerOf;
  readonly says: string;
} & (
  | { readonly kind: 'extend' }
  | {
      readonly kind: 'decide';
      readonly decision: ReviewDecision;
      /** Missing: every open item. */
      readonly items?: readonly number[];
      readonly reasons: ReviewAct['reasons'];
      readonly criteria: readonly string[];
      readonly evidence: readonly string[];
      readonly automation?: string;
      readonly script?: string;
      readonly lacksInformation: boolean;
      readonly authorized?: Authorized;
      readonly period?: Validity;
    }
);
export type Deciding = Extract<ReviewCommand, { kind: 'decide' }>;

/** A second reviewer about decisions that wait for a signature. */
export interface SignCommand {
  readonly kind: 'sign';
  readonly outcome: 'confirmed' | 'returned';
  readonly reviewer: ReviewerOf;
  readonly says: string;
  /** Missing: everything that waits for a signature. */
  readonly items?: readonly number[];
}

/** Somebody asks to have a decision looked at again, by an appeal or in a conversation with a reviewer. */
export interface AskCommand {
  readonly kind: 'appeal' | 'ask-peer';
  readonly says: string;
  /** Missing: every item it may be about. */
  readonly items?: readonly number[];
}

/** An appeal is taken back. */
export interface WithdrawCommand {
  readonly kind: 'withdraw-appeal';
  readonly says: string;
  /** Missing: every item under an appeal the agent may take back. */
  readonly items?: readonly number[];
}

/** What came of a conversation that was asked for. */
export interface PeerCommand {
  readonly kind: 'close-peer';
  readonly outcome: PeerOutcome;
  readonly reviewer: ReviewerOf;
  readonly says: string;
}

/** Everything recorded on a request that is no message of PAS. */
export type RequestCommand = ReviewCommand | SignCommand | AskCommand | WithdrawCommand | PeerCommand;

/** Beside the command: who records it, when, and the number it would give. */
export interface ReviewOccasion {
  readonly by: string;
  readonly at: string;
  /** Local date. */
  readonly today: string;
  readonly number: string;
  /** Local date of an instant. */
  readonly dayOf: (instant: string) => string;
  /** An outcome against the request waits for a second reviewer. */
  readonly needsSecond: boolean;
  /** One user plays every part, as on a laptop: only a test may be. */
  readonly isAlone: boolean;
  /** Recorded for the payer: not by a client the request is only shown to. */
  readonly isReviewer: boolean;
  readonly appeals: UtilizationReview['appeals'];
}

/** A problem of a parameter. */
export const atParameter = (code: Problem['code'], says: string, name?: string): Problem => ({
  code,
  says,
  ...(name ? { expression: `Parameters.parameter.where(name = '${name}')` } : {}),
});

/** Whether a day or an instant has passed. */
export const hasRunOut = (due: string, { at, today }: Pick<ReviewOccasion, 'at' | 'today'>): boolean =>
  due.length === 10 ? due < today : due < at;
