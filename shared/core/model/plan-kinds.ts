import type { Evidence } from './evidence.ts';
import type { PlanType } from './facts.ts';

/** Circumstances of the patient that decide which plan pays first. */
export const PAYMENT_FACTS = ['employment', 'esrd', 'accident'] as const;
export type PaymentFact = (typeof PAYMENT_FACTS)[number];

/** A kind of coverage, finer than the plan type: what it pays, and how it stands to another, depends on it. */
export interface PlanKind {
  readonly id: string;
  /** Our own words. */
  readonly name: string;
  readonly planType?: PlanType;
  /** Every person of this plan type has it; a more exact kind beside it counts instead. */
  readonly general?: true;
  /** Missing: medical services. `ask`: no rule says. */
  readonly pays?: 'nothing' | 'inpatient' | 'ask';
  /** Why it pays less than medical services, and the denial to expect. */
  readonly says?: string;
  readonly carc?: string;
  /** Contractor area of its own, whatever the state. */
  readonly contractor?: string;
  /** Said with every answer under it. */
  readonly note?: string;
  readonly evidence: Evidence;
}

export const PAIR_RELATIONS = ['replacing', 'paying-before', 'order-unknown', 'complementary'] as const;
export type PairRelation = (typeof PAIR_RELATIONS)[number];

/** How one kind of coverage (`by`) stands to another, both active on the service date. */
export interface CoveragePair {
  readonly id: string;
  readonly is: PairRelation;
  readonly coverage: readonly string[];
  readonly by: readonly string[];
  /** Of an open order: whoever asks under one of the two has chosen it. */
  readonly choice?: true;
  /** Holds only where this is known of the patient. */
  readonly when?: PaymentFact;
  /** Denials to expect where the first one is billed nevertheless. */
  readonly carc?: readonly string[];
  readonly says: string;
  readonly source: string;
  readonly evidence: Evidence;
}

/** What a Coverage says about its kind. */
export interface PlanWords {
  readonly codings: readonly { readonly system?: string | undefined; readonly code?: string | undefined }[];
  /** Wording of its type and plan. */
  readonly texts: readonly string[];
  /** Name and identifiers of its payor. */
  readonly payor: readonly string[];
}
