/** What a plan asks its member to pay for a service, as far as the payer said. */
export interface CostSharing {
  readonly copayUsd?: number;
  readonly deductibleUsd?: number;
  readonly deductibleLeftUsd?: number;
  /** Fraction of 1. */
  readonly coinsurance?: number;
}

/** An estimate of what the patient pays, with what it is made of. */
export interface PatientShare {
  readonly usd: number;
  readonly deductibleUsd?: number;
  readonly coinsuranceUsd?: number;
  readonly copayUsd?: number;
  /** What it rests on, and what would change it. */
  readonly assumes: readonly string[];
}
