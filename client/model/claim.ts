import type { Assessment } from './determination.ts';

/** A claim as a biller writes it; nothing of it is stored. */
export interface ClaimDraft {
  readonly payer: string;
  readonly kind?: 'professional' | 'institutional';
  readonly memberNumber?: string;
  readonly birthDate?: string;
  readonly sex?: 'male' | 'female' | 'other' | 'unknown';
  readonly plan?: string;
  readonly authorizationNumbers?: readonly string[];
  readonly diagnoses: readonly string[];
  readonly lines: readonly {
    readonly code: string;
    readonly modifiers?: readonly string[];
    readonly units?: number;
    /** CMS place of service. */
    readonly place?: string;
    readonly serviced?: string;
    /** Which of the diagnoses, from 1; all without it. */
    readonly diagnoses?: readonly number[];
  }[];
}

/** What a payer would likely object to. Nothing was filed. */
export type CheckedClaim = Assessment;
