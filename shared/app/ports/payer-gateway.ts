import type { Confirmation } from '../../core/model/message/confirmation.ts';
import type { PayerQuestion } from '../../core/model/message/payer-question.ts';
import type { PayerRejection } from '../../core/submission/payer-response.ts';
import type { X12Eligibility } from './payer-endpoint.ts';
import type { FhirServer } from './source.ts';

/** What to ask a payer, and on which server. */
export interface PayerAsked extends PayerQuestion {
  readonly server: FhirServer & { readonly x12?: X12Eligibility };
  /** Origins the tenant allows. */
  readonly origins: readonly string[];
  /** Who asks is a sandbox: an answer that is a test counts. */
  readonly takesTests?: boolean;
}

/**
 * `silent`: no response in time, or none that says whether the member is covered; `why` in one word. `rejections`: why the payer
 * did not take the question, which says nothing of the coverage.
 */
export type PayerSaid =
  | { readonly is: 'answered'; readonly confirmation: Confirmation }
  | { readonly is: 'silent'; readonly why: string; readonly rejections?: readonly PayerRejection[] };

/** Payers, asked on their own FHIR servers or by X12. */
export interface PayerGateway {
  /** In bounded time; never throws because of the server. */
  ask(asked: PayerAsked): Promise<PayerSaid>;
}
