import type { TenantId } from '../../core/model/keys/tenant-id.ts';
import type { OrderRef } from './authorization-store.ts';
import type { SubmissionSettings } from './payer-endpoint.ts';
import type { Source } from './source.ts';

/** Whose EHR is asked. */
export interface EhrAsked {
  readonly tenant: {
    readonly outbound?: readonly string[];
    /** It sends requests, or keeps exemptions: numbers of providers are read. */
    readonly submission?: SubmissionSettings;
    readonly exemptions?: readonly object[];
  };
  readonly source: Source;
}

/** Result of a read by reference. `not-ours`: the reference is to another server or resource type. */
type OrderFound =
  | { readonly is: 'found'; readonly order: unknown }
  | { readonly is: 'gone' | 'not-ours' | 'no-server' };

/** A message completed from its patient's chart. Messages are FHIR JSON, opaque here. */
export interface Filled {
  readonly message: unknown;
  /** Number of calls made. */
  readonly reads: number;
  /** Resource types that could not be read, or not completely: their facts are unknown. */
  readonly unread: readonly string[];
}

/** Documents a payer asks for, of the patient of one order. */
export interface DocumentsAsked {
  readonly tenant: TenantId;
  readonly order: OrderRef;
  /** Reference on the EHR's server. */
  readonly patient: string;
  /** LOINC types, each once. */
  readonly loincs: readonly string[];
  /** YYYY-MM-DD. */
  readonly serviceDate: string;
}

/** `not-in-chart`: none that is signed, dated and new enough. `not-readable`: refused, too large, of another media type, not complete. */
export type FoundDocument =
  | {
      readonly loinc: string;
      readonly is: 'found';
      readonly base64: string;
      /** Without parameters. */
      readonly contentType: string;
    }
  | { readonly loinc: string; readonly is: 'not-in-chart' | 'not-readable' };

/** `resting`: its breaker is open, and nothing was read. */
export type DocumentsRead =
  | { readonly is: 'read'; readonly documents: readonly FoundDocument[] }
  | { readonly is: 'resting' };

/** The FHIR server of the EHR an order came from. */
export interface EhrReader {
  /** The order as it is there now. Throws if the server is in trouble: worth a retry. */
  order(reference: string, asked: EhrAsked): Promise<OrderFound>;
  /** Adds what the message lacks and the chart has, in bounded time; never throws because of the server. */
  fill(message: unknown, asked: EhrAsked): Promise<Filled>;
  /** The same for patient, coverages and payers only: no evidence. */
  fillCoverage(message: unknown, asked: EhrAsked): Promise<Filled>;
  /** The newest document of each type, within what one message may carry; throws like `order`. */
  documents(documents: DocumentsAsked, asked: EhrAsked): Promise<DocumentsRead>;
  /** References of the orders changed since an instant; throws like `order`. */
  changedSince(instant: string, asked: EhrAsked): Promise<readonly string[]>;
}
