import type { GivenIdentifier } from '../model/message/submitted-request.ts';

/** Why a payer did not take a request up, in its code system and in words: administrative, no decision on the service. */
export interface PayerRejection {
  /** X12 901 or AAA03, OperationOutcome issue code, 999 code; as received. */
  readonly code: string;
  /** Correct and send again, send again as it is, or do not. */
  readonly followUp: 'correct' | 'resend' | 'stop';
  readonly says: string;
  /** Where in our request, as the payer names it: FHIRPath, or loop and segment. */
  readonly at?: string;
}

/** What the payer asks for before it decides. */
export interface PayerNeed {
  readonly kind: 'document' | 'question' | 'call';
  readonly says: string;
  readonly loinc?: string;
  /** YYYY-MM-DD. */
  readonly due?: string;
}

/** What the payer says of one item. Adverse ones are its own words, never ours. */
export interface ItemResponse {
  /** Sequence of the item, where the response says which; absent: it speaks of the request as a whole. */
  readonly sequence?: number;
  /** X12 306: A1 A2 A3 A4 A6 C CT NA. */
  readonly action:
    | 'certified'
    | 'partly-certified'
    | 'modified'
    | 'denied'
    | 'pended'
    | 'cancelled'
    | 'call-payer'
    | 'not-required';
  /** Authorization number; never a trace, case or earlier number. */
  readonly number?: string;
  /** A number the payer gives its own file of an undecided request. */
  readonly caseNumber?: string;
  readonly issued?: string;
  /** YYYY-MM-DD, both included. */
  readonly window?: { readonly start?: string; readonly end?: string };
  readonly code?: string;
  /** Modifiers of what is authorized, where the payer repeats the service. */
  readonly modifiers?: readonly string[];
  /** Zero where the payer says so: nothing is authorized then. */
  readonly units?: number;
  /** It gives days that cannot be read: of those it holds for nothing is known. */
  readonly isWindowUnclear?: true;
  /** NPI of who may perform it, where the payer names one. */
  readonly performer?: string;
  readonly facility?: string;
  /** Codes as received (X12 886 …) and what was said beside them. */
  readonly reasons: readonly { readonly code?: string; readonly says?: string }[];
  readonly needs: readonly PayerNeed[];
}

/** Something may be done: the actions whose HCR02 or `number` authorizes it. */
export const certifies = ({ action }: Pick<ItemResponse, 'action'>): boolean =>
  action === 'certified' || action === 'partly-certified' || action === 'modified';

/** The test may go ahead after it. */
export const letsGoAhead = (item: Pick<ItemResponse, 'action'>): boolean =>
  certifies(item) || item.action === 'not-required';

/** Why nothing of a response counts, whatever its items say: a test, retracted or a draft, no prior authorization, not final. */
export type VoidReason = 'test' | 'inactive' | 'other-use' | 'not-final';

/** A person as a payer has them, as far as it says. */
export interface ToldPerson {
  readonly family?: string;
  readonly given?: string;
  /** YYYY-MM-DD. */
  readonly birthDate?: string;
}

/** A payer's response to a request, update, cancellation or inquiry, whatever the dialect. */
export type PayerResponse =
  /** It answers; `items` may name fewer than were asked, or ones never asked. */
  | {
      readonly is: 'answered';
      /** Trace numbers it echoes: a response for another trace is not ours. */
      readonly traces: readonly GivenIdentifier[];
      /** What it calls the request (ClaimResponse id or identifier, BHT03 …), to inquire by. */
      readonly reference?: string;
      readonly items: readonly ItemResponse[];
      /** Member number the response speaks of, to see that it is the right patient. */
      readonly memberId?: string;
      /** The patient it speaks of: people of one family may share a member number. */
      readonly person?: ToldPerson;
      readonly void?: VoidReason;
      /** Member number, name or address as the payer has them, where it says ours differ. */
      readonly notes: readonly string[];
    }
  /** It took the message (TA1, 999 accepted, 202) and has not answered yet. */
  | { readonly is: 'acknowledged'; readonly reference?: string }
  /** Nothing is on file there. */
  | { readonly is: 'rejected'; readonly rejections: readonly PayerRejection[] }
  /**
   * No answer came that says whether it has the request: ask before sending again. `retryAfter` in seconds. `isUnsent`: nothing left
   * this side, since its server is left alone for a while.
   */
  | { readonly is: 'silent'; readonly why: string; readonly retryAfter?: number; readonly isUnsent?: true };

/** Nothing left this side, so that nothing about the request follows. */
export const isUnsent = (response: PayerResponse): boolean => response.is === 'silent' && response.isUnsent === true;
