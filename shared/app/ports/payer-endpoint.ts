import type { RequestParty } from '../../core/submission/request-content.ts';
import type { FhirServer, SecretReference } from './source.ts';

interface Named {
  /** As rows of the channel map name it. */
  readonly name: string;
  /** Payer id it is for, where it is one payer's; absent: any that the channel map sends there. */
  readonly payer?: string;
}

/** A payer's or an intermediary's server for prior authorization by FHIR (Da Vinci PAS). */
export interface FhirPasEndpoint extends Named, FhirServer {
  readonly kind: 'fhir-pas';
  /** The registered source its subscription's notices come from, with that source's secret; absent: it is asked by inquiries. */
  readonly notices?: string;
  /** Release of PAS it speaks; absent: the one the channel map names, else 2.2.1. */
  readonly version?: '2.2.1' | '2.0.1';
}

/** Id of a trading partner, and by what list (ISA05, ISA07): `ZZ`, `30`, `01`. */
interface TradingPartner {
  readonly qualifier: string;
  readonly id: string;
}

/** A payer's or a clearinghouse's address for real-time X12 by the CAQH CORE envelope. */
export interface X12Endpoint extends Named {
  readonly kind: 'x12-278';
  /** Absolute URL. */
  readonly url: string;
  /** Version of the CAQH CORE connectivity rule. */
  readonly envelope: 'vC2.2.0' | 'vC4.0.0';
  /** How the envelope is made; absent: SOAP. HTTP+MIME is of vC2.2.0 alone. */
  readonly packaging?: 'soap' | 'mime';
  readonly sender: TradingPartner;
  readonly receiver: TradingPartner;
  /** Our number there (NM109 of who submits). */
  readonly submitterId: string;
  /** ISA15: test or production. */
  readonly usage: 'T' | 'P';
  /** `user:password`, where the receiver asks for one. */
  readonly secret?: SecretReference;
  /** Secret with our client certificate, where the receiver authenticates by X.509. */
  readonly certificate?: SecretReference;
}

/** How a payer is asked for eligibility by X12 270 instead of FHIR: `base` of its server is the receiver's address then, and `certificate` is shown there. */
export interface X12Eligibility
  extends Pick<X12Endpoint, 'envelope' | 'packaging' | 'sender' | 'receiver' | 'usage' | 'secret'> {
  /** Name and number of the payer (NM1 of 2100A). */
  readonly payer: { readonly name: string; readonly id: string };
  /** Who asks: the practice, by its NPI, which Medicare wants attested for the receiver. */
  readonly provider: { readonly organization: string; readonly npi: string };
}

/** Where a payer takes requests from machines. */
export type PayerEndpoint = FhirPasEndpoint | X12Endpoint;

/** How a tenant sends its requests to payers. */
export interface SubmissionSettings {
  /** A request with nothing missing is sent without a person; absent: a person sends each. */
  readonly byItself?: boolean;
  /**
   * With `byItself`: LOINC types of documents that are read in the EHR and sent to a payer that asks for them by that type; absent: a
   * person adds each.
   */
  readonly documentsFromEhr?: readonly string[];
  /** Who asks: name, NPI, TIN, address and numbers of the practice, for requests. */
  readonly practice?: RequestParty;
}
