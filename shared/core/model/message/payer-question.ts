import type { CoverageFacts } from './inquiry.ts';

/** The question to a payer about one member on one service date. */
export interface PayerQuestion {
  /** Payer id; used where the coverage has no payer identifier. */
  readonly payer: string;
  readonly memberId: string;
  /** Family name first, a comma between: for payers that find nobody by number alone. */
  readonly name?: string;
  readonly birthDate?: string;
  readonly payor?: CoverageFacts['payor'];
  readonly serviceDate: string;
  /** Billing codes asked about. */
  readonly codes: readonly string[];
  /** ISO instant. */
  readonly now: string;
}
