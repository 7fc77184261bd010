import type { Confirmation } from '../core/confirmation.ts';
import type { CoverageFacts } from '../core/inquiry.ts';
import type { FhirServer } from './source.ts';

/** One member, one service date. */
export interface PayerAsked {
  readonly server: FhirServer;
  /** Origins the tenant allows. */
  readonly origins: readonly string[];
  /** Payer id; named where the coverage gives the payer no identifier. */
  readonly payer: string;
  readonly memberId: string;
  readonly birthDate?: string;
  readonly payor?: CoverageFacts['payor'];
  readonly serviceDate: string;
  /** Billing codes asked about. */
  readonly codes: readonly string[];
  /** ISO instant. */
  readonly now: string;
}

/** `silent`: no answer in time, or none that says whether the member is covered; `why` in one word. */
export type PayerSaid =
  | { readonly is: 'answered'; readonly confirmation: Confirmation }
  | { readonly is: 'silent'; readonly why: string };

/** Payers' own FHIR servers. */
export interface PayerGateway {
  /** In bounded time; never throws for what the server does. */
  ask(asked: PayerAsked): Promise<PayerSaid>;
}
