import type { TenantId } from '../model/keys/tenant-id.ts';
import type { ItemState } from './review-item.ts';
import type { ReviewRequest } from './review-request.ts';

/** What a call of a client is, in the words of PASMetricData: `subsequent` is the same message again. */
export type ExchangeType = 'initial' | 'subsequent' | 'update' | 'cancel' | 'query' | 'initialDocToPayer';

/** What an exchange was about, as far as it could be read. Nothing in it is about a person but the request it names. */
export interface ExchangeAbout {
  readonly type: ExchangeType;
  /** NPIs of the requesting provider: of the person first, then of the organization. */
  readonly requesters: readonly string[];
  /** `system|value` of the insurer. */
  readonly insurers: readonly string[];
  /** Canonicals of questionnaires that were answered. */
  readonly questionnaires: readonly string[];
  /** The request as it stands after it; absent where nothing was taken up, and for a query. */
  readonly request?: ReviewRequest;
}

/** One call of a client and how it was answered: the raw material of measures, written once and never changed. */
export interface ReviewExchange extends Omit<ExchangeAbout, 'request'> {
  readonly id: string;
  readonly tenant: TenantId;
  /** ISO instants. */
  readonly receivedAt: string;
  readonly answeredAt: string;
  /** Of HTTP. */
  readonly status: number;
  /** Codes of the issues of an OperationOutcome. */
  readonly issues: readonly string[];
  /** X12 901 codes of a ClaimResponse that takes nothing up. */
  readonly rejections: readonly string[];
  /** Request it began, changed or asked about, in which version it left it. */
  readonly request?: { readonly id: string; readonly version: number };
  /** Each service as the answer told it. */
  readonly items: readonly {
    readonly sequence: number;
    readonly codes: readonly string[];
    readonly is: ItemState['is'];
  }[];
  /** LOINC types of documents the answer asked for. */
  readonly documents: readonly string[];
}
