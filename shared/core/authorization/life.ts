import type { DecisionsBeside } from '../model/approval.ts';
import type { Determination } from '../model/determination.ts';
import type { Booking } from './booking.ts';
import type { CoverageCheck } from './coverage-check.ts';
import type { Deadline } from './deadline.ts';
import type { Desk } from './desk.ts';
import type { RequestNote } from './request-standing.ts';
import type { Standing } from './standing.ts';

/** What people act on. */
export type Guidance = Pick<Determination, 'advice' | 'bookable' | 'payerAwaits'> & { readonly nextStep: string };

/** What every answer sets. */
export type Answered = Standing & Guidance;

/** An authorization on file. */
export type OnFile = Answered & {
  /** Its visits as the scheduling system last reported them. */
  readonly bookings?: readonly Booking[];
  /** Who works on it, notes and calls. */
  readonly desk?: Desk;
  /** Requests for it at payers, newest news first. */
  readonly requests?: readonly RequestNote[];
  /** Names of announced deadlines, the newest few. */
  readonly told?: readonly string[];
  /** What came of reading its coverage anew, since it was last answered. */
  readonly coverage?: CoverageCheck;
};

/** The authorization state of one order; `none` before anything is on file. */
export type AuthorizationLife = { readonly state: 'none' } | OnFile;

/** Commands on an authorization. */
export type AuthorizationCommand =
  /** The order was answered: sent, redelivered, after a recorded payer decision, or under changed rules. */
  | {
      readonly kind: 'answer';
      readonly what: 'assessed' | 'reassessed' | 'decision-recorded';
      readonly determination: Pick<
        Determination,
        'state' | 'advice' | 'bookable' | 'payerAwaits' | 'approval' | 'approvalWindow'
      >;
      /** Every payer decision that is not beside the record, including the one being recorded. */
      readonly approvals: Standing['approvals'];
      readonly beside?: DecisionsBeside | undefined;
      readonly order: {
        readonly withdrawn: boolean;
        readonly performed: boolean;
        /** How to ask for an authorization afterwards. */
        readonly retroSays: string;
      };
      /** The check of its coverage that still holds. */
      readonly coverage?: CoverageCheck | undefined;
    }
  /** The scheduling system reported a visit. */
  | { readonly kind: 'record-visit'; readonly booking: Booking }
  /** Its visits were checked again. */
  | { readonly kind: 'check-visits'; readonly bookings: readonly Booking[] }
  /** The desk's part of the record as it is now. */
  | { readonly kind: 'follow-up'; readonly desk: Desk }
  /** Something happened to a request for it. */
  | { readonly kind: 'note-request'; readonly request: RequestNote; readonly isOrderCancelled: boolean }
  /** The coverage behind its visits was read anew, and is as it was or cannot be confirmed. */
  | { readonly kind: 'check-coverage'; readonly check: CoverageCheck }
  /** Deadlines have come; each is announced once. */
  | {
      readonly kind: 'pass-deadlines';
      readonly deadlines: readonly Deadline[];
      /** What is to be done now, where it is another thing than before. */
      readonly nextStep?: string | undefined;
    };

/** Events of an authorization; `what` is stored in the history. */
export type AuthorizationEvent =
  | {
      readonly what: 'assessed' | 'reassessed' | 'decision-recorded' | 'order-cancelled';
      readonly answered: Answered & Pick<OnFile, 'coverage'>;
    }
  | { readonly what: 'coverage-checked'; readonly guidance: Guidance & Pick<OnFile, 'coverage'> }
  | { readonly what: 'visit-recorded' | 'visit-checked'; readonly bookings: readonly Booking[] }
  | { readonly what: 'follow-up-recorded'; readonly desk: Desk }
  | { readonly what: 'request-changed'; readonly requests: readonly RequestNote[]; readonly nextStep?: string }
  | {
      readonly what: 'deadline-passed';
      readonly told: readonly string[];
      readonly nextStep?: string;
      /** An approval ended unused. */
      readonly lapsed?: Extract<Answered, { readonly state: 'expired' }>;
    };

/** Why a command is refused. */
export type AuthorizationProblem =
  /** Nothing is on file for a visit or a deadline. */
  | 'not-on-file'
  /** The state needs a payer decision or an approval that is missing. */
  | 'no-payer-decision'
  /** Payer decisions are never dropped. */
  | 'decision-lost'
  /** Only an approval with a last day can end. */
  | 'no-approval-to-end';
