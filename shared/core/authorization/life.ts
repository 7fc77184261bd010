import type { Determination } from '../model/determination.ts';
import type { Booking } from './booking.ts';
import type { Deadline } from './deadline.ts';
import type { Standing } from './standing.ts';

/** What people act on. */
export type Guidance = Pick<Determination, 'advice' | 'bookable'> & { readonly nextStep: string };

/** What an answer sets anew. */
export type Answered = Standing & Guidance;

/** What an authorization lives through, once it is on file. */
export type OnFile = Answered & {
  /** Its visits as the appointment book last reported them. */
  readonly bookings?: readonly Booking[];
  /** Names of deadlines that were announced, the newest few. */
  readonly told?: readonly string[];
};

/** The life of the authorization of one order; `none` before anything is on file. */
export type AuthorizationLife = { readonly state: 'none' } | OnFile;

/** What is to happen to an authorization. */
export type AuthorizationCommand =
  /** The order was answered by the rules: sent, sent again, with a decision that was recorded, under other rules. */
  | {
      readonly kind: 'answer';
      readonly what: 'assessed' | 'reassessed' | 'decision-recorded';
      readonly determination: Pick<Determination, 'state' | 'advice' | 'bookable' | 'approval' | 'approvalWindow'>;
      /** Every decision of the payer, the one that is recorded included. */
      readonly approvals: Standing['approvals'];
      readonly order: { readonly withdrawn: boolean; readonly performed: boolean };
    }
  /** The appointment book reported a visit. */
  | { readonly kind: 'record-visit'; readonly booking: Booking }
  /** Its visits were checked again. */
  | { readonly kind: 'check-visits'; readonly bookings: readonly Booking[] }
  /** Deadlines have come; each is announced once. */
  | { readonly kind: 'pass-deadlines'; readonly deadlines: readonly Deadline[] };

/** What happened to it; `what` is stored in the history. */
export type AuthorizationEvent =
  | {
      readonly what: 'assessed' | 'reassessed' | 'decision-recorded' | 'order-cancelled';
      readonly answered: Answered;
    }
  | { readonly what: 'visit-recorded' | 'visit-checked'; readonly bookings: readonly Booking[] }
  | {
      readonly what: 'deadline-passed';
      readonly told: readonly string[];
      /** An approval ended unused. */
      readonly lapsed?: Extract<Answered, { readonly state: 'expired' }>;
    };

/** Why it cannot happen. */
export type AuthorizationProblem =
  /** Nothing is on file that a visit or a deadline could be about. */
  | 'not-on-file'
  /** The state quotes a payer who has not spoken, or an approval that is not there. */
  | 'no-payer-decision'
  /** Decisions of the payer are never forgotten. */
  | 'decision-lost'
  /** Only an approval with a last day can end. */
  | 'no-approval-to-end';
