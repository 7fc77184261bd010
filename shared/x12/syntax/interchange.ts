import type { Delimiters } from './delimiters.ts';
import type { X12Fault } from './x12-fault.ts';
import type { X12Segment } from './x12-segment.ts';

/** ST to SE. */
export interface TransactionSet {
  /** ST01: `278`, `999` … */
  readonly type: string;
  /** ST02. */
  readonly control: string;
  /** Between ST and SE. */
  readonly segments: readonly X12Segment[];
}

/** GS to GE. */
export interface FunctionalGroup {
  /** GS01. */
  readonly type: string;
  /** GS06. */
  readonly control: string;
  /** GS08: `005010X217`. */
  readonly version: string;
  readonly sets: readonly TransactionSet[];
}

/** ISA to IEA. */
export interface Interchange {
  readonly delimiters: Delimiters;
  readonly header: X12Segment;
  /** ISA13. */
  readonly control: string;
  /** TA1 segments: acknowledgments of interchanges, before the first group. */
  readonly acknowledgments: readonly X12Segment[];
  readonly groups: readonly FunctionalGroup[];
}

export type X12Read =
  | { readonly ok: true; readonly interchanges: readonly Interchange[] }
  | { readonly ok: false; readonly fault: X12Fault };
