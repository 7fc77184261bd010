import type { Evidence } from './evidence.ts';

/** A CMS place of service; without a rate it depends on the payer. */
export interface PlaceOfService {
  readonly code: string;
  readonly says: string;
  readonly rate?: 'facility' | 'non-facility';
  readonly evidence: Evidence;
}

/** What a modifier says on a stress test: of one kind of claim, or of any. */
export interface ModifierRule {
  readonly claimType?: 'professional' | 'institutional';
  /** On a claim; on an order an error is a warning. */
  readonly severity: 'error' | 'warning' | 'information';
  readonly carc?: string;
  readonly rarc?: string;
  readonly says: string;
  readonly fix: string;
  readonly evidence: Evidence;
  readonly source: string;
}

/** When a good-faith estimate is due to a patient who pays without a plan; longest time ahead first. */
export interface EstimateDuty {
  readonly cite: string;
  readonly scheduled: readonly { readonly aheadBusinessDays: number; readonly withinBusinessDays: number }[];
  readonly onRequestWithinBusinessDays: number;
}
