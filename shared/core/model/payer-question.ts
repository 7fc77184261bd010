import type { CoverageFacts } from './inquiry.ts';

/** One member on one service date, as a payer is asked. */
export interface PayerQuestion {
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
