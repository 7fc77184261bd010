import type { RecordedDecision } from '../authorization/decision.ts';
import type { TenantId } from '../model/keys/tenant-id.ts';
import type { GivenIdentifier } from '../model/message/submitted-request.ts';
import type { ItemResponse, PayerNeed, PayerRejection } from './payer-response.ts';

/** Something a request lacks or an answer gets wrong: what, and what a person does about it. */
export interface RequestFinding {
  readonly id: string;
  readonly says: string;
  readonly fix: string;
}
type SomeFindings = readonly [RequestFinding, ...RequestFinding[]];

/** How the payer is reached. */
export type SubmissionChannel = {
  /** What to do, and who has to ask. */
  readonly says: string;
  /** What that rests on. */
  readonly why: string;
} & (
  | { readonly kind: 'fhir-pas' | 'x12-278'; readonly version: string; readonly endpoint: string }
  /** Through people; `contact`: a number to call or fax to, or a portal's name. */
  | { readonly kind: 'portal' | 'phone' | 'fax'; readonly contact?: string }
);
type MachineChannel = Extract<SubmissionChannel, { readonly endpoint: string }>;

export const isMachine = (channel: SubmissionChannel): channel is MachineChannel => 'endpoint' in channel;

/** One message to the payer. Its identifier and its content are fixed before the first try, so that a retry repeats it. */
export interface RequestMessage {
  readonly what: 'submit' | 'update' | 'cancel';
  readonly messageId: string;
  /** ISO instant it is dated with. */
  readonly at: string;
  /** Name of its stored content. */
  readonly content: string;
  readonly previousMessageId?: string;
  /** Name of what that one asked: an update marks what has changed since. */
  readonly previousContent?: string;
}

/** One message and what came back; both sides are stored under its name. */
export interface KeptExchange {
  readonly name: string;
  readonly messageId: string;
  readonly what: RequestMessage['what'] | 'inquire' | 'notice';
  readonly at: string;
  readonly outcome: 'answered' | 'acknowledged' | 'rejected' | 'silent';
}

/** Something that happened to a submission; until the order's record knows it, it waits on the head. */
export interface SubmissionTold {
  /** Version of the submission it made. */
  readonly version: number;
  readonly at: string;
  readonly by: string;
  /** Beside states: an answer of which nothing could be recorded; none after every try; not all that was asked for is in the EHR. */
  readonly what: SubmissionState | 'answer-refused' | 'unanswered' | 'documents-left';
  readonly says: string;
  /** What the payer asked for, and what it decided, then: by the time it is told the request may be on its way again. */
  readonly needs?: readonly PayerNeed[];
  readonly actions?: readonly ItemResponse['action'][];
}

/** A document the payer asked for, looked for in the order's EHR: once for each request, so that no payer is sent the same again and again. */
export interface DocumentRead {
  readonly loinc: string;
  readonly is: 'found' | 'not-in-chart' | 'not-readable';
}

/** The payer has the request. */
interface Heard {
  readonly message: RequestMessage;
  /** What the payer calls the request. */
  readonly reference?: string;
  readonly since: string;
}

/** The payer's items as it sent them, or what staff recorded on the order after a call, a letter or a look into a portal. */
type Outcome =
  | {
      readonly is: 'answered';
      readonly items: readonly [ItemResponse, ...ItemResponse[]];
    }
  | { readonly is: 'recorded'; readonly says: string };

/** Where a submission stands, each state with what it requires. */
export type SubmissionStanding =
  | { readonly state: 'draft'; readonly missing: SomeFindings }
  | { readonly state: 'ready' }
  /** Handed over. `tried`: instant from which on the payer may have it; absent: nothing has left yet. */
  | {
      readonly state: 'sent';
      readonly message: RequestMessage;
      readonly tried?: string;
      readonly reference?: string;
    }
  | ({ readonly state: 'acknowledged' } & Heard)
  | ({
      readonly state: 'pended';
      readonly needs: readonly PayerNeed[];
      readonly items: readonly [ItemResponse, ...ItemResponse[]];
    } & Heard)
  | ({ readonly state: 'decided'; readonly outcome: Outcome } & Heard)
  | {
      readonly state: 'failed';
      readonly message: RequestMessage;
      readonly rejections: readonly [PayerRejection, ...PayerRejection[]];
      readonly nextStep: string;
    }
  | {
      readonly state: 'withdrawn';
      readonly since: string;
      readonly message?: RequestMessage;
    };
type SubmissionState = SubmissionStanding['state'];

/** One order asked of one payer for some codes. */
export interface SubmissionHead {
  readonly id: string;
  readonly tenant: TenantId;
  readonly source: string;
  readonly orderId: string;
  /** Counts changes from 1. */
  readonly version: number;
  readonly payer: string;
  readonly codes: readonly string[];
  readonly channel: SubmissionChannel;
  /** Names the request over all its messages; never an authorization. */
  readonly trace: GivenIdentifier;
  /** Name of the newest content: what was sent, or would be. */
  readonly content: string;
  /** Messages so far; the next is numbered after them. */
  readonly messages: number;
  readonly exchanges: readonly KeptExchange[];
  /** What was wrong with the last answer: of it nothing is recorded. */
  readonly findings: readonly RequestFinding[];
  readonly untold: readonly SubmissionTold[];
  /** What the payer decided that the order's record does not have yet. */
  readonly toRecord: readonly RecordedDecision[];
  /** Documents looked for in the EHR without a person; absent: none. */
  readonly documentsRead?: readonly DocumentRead[];
  /** Newest first, the newest few. */
  readonly history: readonly SubmissionTold[];
  readonly createdAt: string;
  readonly updatedAt: string;
}

export interface Submission extends SubmissionHead {
  readonly standing: SubmissionStanding;
}

type Underway = Extract<SubmissionStanding, { readonly state: 'sent' | 'acknowledged' | 'pended' }>;

/** The payer has it or may have it, and has not decided. */
export const isUnderway = (standing: SubmissionStanding): standing is Underway =>
  standing.state === 'sent' || standing.state === 'acknowledged' || standing.state === 'pended';

/** What the payer calls the request, as far as it said. */
export const referenceOf = (standing: SubmissionStanding): { readonly reference?: string } =>
  'reference' in standing && standing.reference !== undefined ? { reference: standing.reference } : {};

/** What news of it tells beside the state. */
export const saidIn = (standing: SubmissionStanding): Pick<SubmissionTold, 'needs' | 'actions'> => {
  if (standing.state === 'pended') return { needs: standing.needs };
  if (standing.state !== 'decided' || standing.outcome.is !== 'answered') return {};
  return { actions: [...new Set(standing.outcome.items.map(({ action }) => action))] };
};
