import type { PayerNeed, PayerResponse } from './payer-response.ts';
import type { RequestContent } from './request-content.ts';
import type { DocumentRead, KeptExchange, RequestFinding, RequestMessage, SubmissionChannel } from './submission.ts';

interface By {
  /** ISO instant. */
  readonly at: string;
  /** Handler or source id. */
  readonly by: string;
}

/** What of a request its answer is held against. */
export type AskedRequest = Pick<
  RequestContent,
  | 'trace'
  | 'items'
  | 'member'
  | 'earlierNumber'
  | 'isExpedited'
  | 'ordering'
  | 'requester'
  | 'rendering'
  | 'group'
  | 'site'
>;

/** A message went out, or a notice came in, and this is what came back. */
interface Take {
  readonly kind: 'take';
  readonly exchange: KeptExchange;
  readonly asked: AskedRequest;
  readonly response: PayerResponse;
}
export type Taken<Is extends PayerResponse['is'] = PayerResponse['is']> = By &
  Omit<Take, 'response'> & { readonly response: Extract<PayerResponse, { readonly is: Is }> };

/** What the EHR had of what the payer waits for. */
interface TakeDocuments {
  readonly kind: 'take-documents';
  /** What was answered with a request for documents, and what it asked for: another message or other needs since are not met by them. */
  readonly message: RequestMessage;
  readonly needs: readonly PayerNeed[];
  readonly read: readonly DocumentRead[];
  /** Name of the content with all of them, which goes out; absent: something is left to a person. */
  readonly content?: string;
  readonly says: string;
}

/** Commands on a submission. */
export type SubmissionCommand = By &
  (
    | {
        readonly kind: 'prepare';
        /** Name of the content as it is now. */
        readonly content: string;
        readonly channel: SubmissionChannel;
        readonly missing: readonly RequestFinding[];
      }
    | { readonly kind: 'send' }
    /** A try that may reach the payer begins, after the last one known. */
    | { readonly kind: 'try'; readonly messageId: string; readonly after?: string }
    /** The try of this instant did not leave this side. */
    | { readonly kind: 'take-back-try'; readonly tried: string }
    | Take
    | TakeDocuments
    /** Staff recorded the payer's decision on the order. */
    | { readonly kind: 'close'; readonly says: string; readonly decision: 'decided' | 'pended' }
    /** It was tried as often as it is: a person takes over. */
    | { readonly kind: 'give-up' }
    | { readonly kind: 'withdraw' }
    /** The order's record has the first so many of the decisions that waited for it; what it refused is a finding. */
    | { readonly kind: 'note-recorded'; readonly count: number; readonly problems: readonly RequestFinding[] }
    /** The order's record knows what happened up to a version. */
    | { readonly kind: 'note-told'; readonly version: number }
  );

/** Why a command is refused. */
export type SubmissionProblem =
  | 'incomplete'
  | 'already-sent'
  | 'already-decided'
  | 'nothing-sent'
  | 'withdrawn'
  | 'failed'
  | 'nothing-changed';
