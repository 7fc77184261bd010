import type { BenefitOutcome } from '../criteria/benefit.ts';
import type { Evaluation } from '../criteria/evaluation.ts';
import type { NecessityOutcome } from '../criteria/necessity.ts';
import { ADVICE_OF_ROW, type DecisionRow } from '../model/advice.ts';
import type { Approval } from '../model/approval.ts';
import type { NecessityResult } from '../model/determination.ts';
import type { Waiver } from '../model/plan-duty.ts';
import type { ApprovalOnFile } from '../policy/match-approval.ts';
import type { PriorAuthAnswer } from '../policy/prior-auth.ts';
import type { ResolvedPolicy } from '../policy/resolve-policy.ts';
import type { Setting } from '../policy/setting.ts';

/** What was evaluated once the payer's rules were known. */
export interface Seen {
  readonly policy: ResolvedPolicy;
  readonly evaluation: Evaluation;
  readonly benefit: BenefitOutcome;
  readonly setting: Setting;
  readonly outcome: NecessityOutcome;
}

/** Whether authorization is needed after exceptions, setting and the payer decision. */
export type Need = PriorAuthAnswer | 'exempt';

/** What was found before a row ended the table. */
interface FoundWith<Pa extends Need | undefined, S extends Seen | undefined> {
  readonly pa: Pa;
  readonly necessity: NecessityResult;
  /** Undefined where no rules could be evaluated. */
  readonly seen: S;
  /** The latest payer decision on this line. */
  readonly payerDecision: Approval | undefined;
  /** Why none of this plan's own may be needed, where its rules ask for one. */
  readonly waiver?: Waiver | undefined;
}
/** Discriminated by the need. */
export type Found<Pa extends Need, S extends Seen | undefined = Seen> = Pa extends Need ? FoundWith<Pa, S> : never;

/** A row of the table, or several that may be any of these. */
interface RowWith<
  Id extends DecisionRow,
  Pa extends Need | undefined,
  S extends Seen | undefined,
  OnFile extends ApprovalOnFile | undefined,
> extends FoundWith<Pa, S> {
  readonly row: Id;
  readonly advice: (typeof ADVICE_OF_ROW)[Id];
  /** Plain sentences, most important first. */
  readonly reasons: readonly string[];
  /** The approval that fits, or fits best. */
  readonly onFile: OnFile;
}
/** Discriminated by its id, so that each has its own advice. */
type Row<
  Id extends DecisionRow,
  Pa extends Need | undefined,
  S extends Seen | undefined = Seen,
  OnFile extends ApprovalOnFile | undefined = undefined,
> = Id extends DecisionRow ? RowWith<Id, Pa, S, OnFile> : never;

type Open = 'required' | 'ask-plan';

/** An approval that fits; one that does not, or a claim that needs one and names none. */
export type AuthorizationRow =
  | Row<'D6', PriorAuthAnswer, Seen | undefined, ApprovalOnFile>
  | Row<'D5', Open, Seen | undefined, ApprovalOnFile | undefined>;

export type CriteriaRow =
  | Row<'D10' | 'D11' | 'D12' | 'D13', 'required'>
  | Row<'D14' | 'D15' | 'D16' | 'D17', 'not-required'>;

/**
 * The row the decision table ended in, and what it evaluated on the way; coding errors (D2) are applied later. A row with
 * an advice, need or approval it cannot have does not compile.
 */
export type Decided =
  | Row<'D1a' | 'D1b', undefined, undefined>
  | Row<'D3', Need>
  | Row<'D4a', 'required'>
  | Row<'D4b' | 'D7', Open, Seen | undefined>
  | AuthorizationRow
  | Row<'D8' | 'D8b', 'required' | 'not-required'>
  | Row<'D9', 'exempt'>
  | Row<'D9b', 'required'>
  | CriteriaRow
  // A payer decision that none is required counts without rules.
  | Row<'D17', 'not-required', undefined>;

/** Ends in a row. One object shape for all, for speed: one explanation runs the table thousands of times. */
export const endIn = <
  Id extends DecisionRow,
  Pa extends Need | undefined,
  S extends Seen | undefined,
  OnFile extends ApprovalOnFile | undefined,
>(
  row: Id,
  { pa, necessity, seen, payerDecision, waiver }: FoundWith<Pa, S>,
  reasons: readonly string[],
  onFile: OnFile,
): RowWith<Id, Pa, S, OnFile> => ({
  row,
  advice: ADVICE_OF_ROW[row],
  reasons,
  onFile,
  pa,
  necessity,
  seen,
  payerDecision,
  waiver,
});

/** The code must be settled first. */
export const isCodeOpen = ({ row }: Pick<Decided, 'row'>): boolean => row === 'D4a' || row === 'D4b';
