import type { PayerRejection } from '../../../core/submission/payer-response.ts';
import type { Usage } from '../one-response.ts';

/** What was asked, for which a response is read. */
export interface EligibilityAsked {
  readonly messageId: string;
  readonly memberId: string;
  readonly birthDate?: string;
  /** Service date, YYYY-MM-DD. */
  readonly on: string;
  /** ISA15 it was asked with. */
  readonly usage?: Usage;
}

/** One benefit (EB loop) of a response. */
export interface X12Benefit {
  /** EB01: 1 to 8 status, A coinsurance, B copay, C deductible, G out of pocket, I not covered, R other payer … */
  readonly information: string;
  /** EB03. */
  readonly serviceTypes: readonly string[];
  /** EB02: IND, FAM … */
  readonly level?: string;
  /** EB04, X12 1336. */
  readonly insurance?: string;
  /** EB05. */
  readonly plan?: string;
  /** EB06: 23 calendar year, 29 remaining … */
  readonly period?: string;
  readonly usd?: number;
  /** EB08, a fraction of 1. */
  readonly share?: number;
  /** EB11; absent where it says unknown or nothing. */
  readonly authorizationRequired?: boolean;
  /** EB12; `both` where the network makes no difference. */
  readonly network?: 'in' | 'out' | 'both';
  /** EB13. */
  readonly code?: string;
  readonly start?: string;
  readonly end?: string;
  readonly references: readonly { readonly qualifier: string; readonly value: string }[];
  readonly messages: readonly string[];
  /** Loop 2120: who else it is about, as named there. */
  readonly entities: readonly { readonly role: string; readonly name?: string; readonly id?: string }[];
}

/** Another payer of the member the response names. */
export interface OtherPayer {
  readonly name?: string;
  /** X12 1336. */
  readonly insurance?: string;
  /** Contract or plan number (REF*18). */
  readonly planNumber?: string;
  readonly start?: string;
  readonly end?: string;
  /** A Medicare Advantage plan: Medicare names it beside its own entitlement. */
  readonly isAdvantage: boolean;
}

export interface Eligibility {
  /** In force on the day asked for. */
  readonly inForce: boolean;
  readonly start?: string;
  readonly end?: string;
  /** EB05 and EB04 of the coverage itself. */
  readonly plan?: string;
  readonly insurance?: string;
  readonly memberId?: string;
  /** In force that day, or without dates. */
  readonly others: readonly OtherPayer[];
  readonly benefits: readonly X12Benefit[];
}

/** What an eligibility response says. `rejected` and `silent` say nothing of the coverage. */
export type EligibilityResponse =
  | { readonly is: 'answered'; readonly eligibility: Eligibility }
  | { readonly is: 'rejected'; readonly rejections: readonly PayerRejection[] }
  | { readonly is: 'silent'; readonly why: string };
