/** Where a request to a payer stands. */
export type RequestState = 'draft' | 'ready' | 'sent' | 'acknowledged' | 'pended' | 'decided' | 'failed' | 'withdrawn';

/** What a request lacks, or what was wrong with an answer, and what a person does about it. */
export interface RequestFinding {
  readonly id: string;
  readonly says: string;
  readonly fix: string;
}

/** What a payer asks for before it decides. */
export interface RequestNeed {
  readonly kind: 'document' | 'question' | 'call';
  readonly says: string;
  readonly due?: string;
}

/** What a payer says of a service, in its own numbers. */
export interface RequestItemAnswer {
  readonly action: string;
  /** Authorization number. */
  readonly number?: string;
  /** The payer's own file: authorizes nothing. */
  readonly caseNumber?: string;
  readonly start?: string;
  readonly end?: string;
  readonly reasons: readonly string[];
}

/** One message and what came back. Both sides are there where the exchange was asked for by its name. */
export interface RequestExchange {
  readonly name: string;
  readonly what: string;
  readonly at: string;
  readonly outcome: string;
  readonly sent?: string;
  readonly received?: string;
}

/** A request for prior authorization as a practice makes it. */
export interface PayerRequest {
  readonly id: string;
  readonly etag: string;
  readonly state: RequestState;
  readonly payer: string;
  readonly codes: readonly string[];
  /** `fhir-pas`, `x12-278`, `portal`, `phone`, `fax`. */
  readonly channel: string;
  /** What to do, and what that rests on. */
  readonly says: string;
  readonly why: string;
  readonly contact?: string;
  readonly findings: readonly RequestFinding[];
  readonly needs: readonly RequestNeed[];
  readonly items: readonly RequestItemAnswer[];
  /** What a person does next, where the payer takes it from no machine. */
  readonly nextStep?: string;
  readonly exchanges: readonly RequestExchange[];
  readonly history: readonly string[];
}

/** A request in the list of all of a tenant. */
export interface ListedRequest extends PayerRequest {
  readonly order: string;
  readonly source?: string;
  readonly updated?: string;
}

/** A page of requests; `unchanged` where it still is as the ETag sent along says. */
export type RequestPage =
  | { readonly unchanged: true; readonly etag: string }
  | {
      readonly unchanged: false;
      readonly etag: string;
      readonly requests: readonly ListedRequest[];
      readonly next?: string;
    };

/** How an endpoint of a payer answers. */
export interface EndpointHealth {
  readonly name: string;
  readonly channel: string;
  readonly exchanges: number;
  /** Without an answer since the last that had one. */
  readonly failures: number;
  readonly lastSuccess?: string;
  readonly lastFailure?: string;
  /** Why, in one word. */
  readonly problem?: string;
  /** Until when nothing is sent there. */
  readonly restsUntil?: string;
}

/** What a person adds to what is on file. */
export interface RequestAdditions {
  readonly memberId?: string;
  readonly orderingNpi?: string;
  readonly renderingNpi?: string;
  readonly groupNpi?: string;
  readonly siteNpi?: string;
  readonly tin?: string;
  readonly note?: string;
  readonly expedited?: boolean;
  /** Title: the kind of document, or its LOINC code; base64 data. */
  readonly documents?: readonly { readonly title: string; readonly contentType: string; readonly data: string }[];
}
