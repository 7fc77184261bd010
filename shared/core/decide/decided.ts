import type { BenefitOutcome } from '../criteria/benefit.ts';
import type { Evaluation } from '../criteria/evaluation.ts';
import type { NecessityOutcome } from '../criteria/necessity.ts';
import type { Advice, Approval, NecessityResult } from '../model/determination.ts';
import type { ApprovalOnFile } from '../policy/match-approval.ts';
import type { PriorAuthAnswer } from '../policy/prior-auth.ts';
import type { ResolvedPolicy } from '../policy/resolve-policy.ts';
import type { Setting } from '../policy/setting.ts';

/** What was looked at once the payer's rules were known. */
export interface Seen {
  readonly policy: ResolvedPolicy;
  readonly evaluation: Evaluation;
  readonly benefit: BenefitOutcome;
  readonly setting: Setting;
  readonly outcome: NecessityOutcome;
}

/** Where a row of the decision table ends. */
export interface TableRow {
  /** Its name in the table. */
  readonly row: string;
  readonly advice: Exclude<Advice, 'fix-coding'>;
  /** Plain sentences, most important first. */
  readonly reasons: readonly string[];
  /** The approval that fits or fits best. */
  readonly onFile?: ApprovalOnFile;
  /** Which code is meant must be said first. */
  readonly codeOpen?: boolean;
}

/** Whether authorization is needed after exceptions, setting and what the payer decided. */
export type Need = PriorAuthAnswer | 'exempt';

/** Where the decision table ended, and what it looked at on the way. */
export interface Decided extends Pick<TableRow, 'row' | 'advice' | 'reasons'> {
  readonly pa: Need | undefined;
  readonly necessity: NecessityResult;
  readonly seen: Seen | undefined;
  readonly onFile: ApprovalOnFile | undefined;
  /** What the payer last decided on this line. */
  readonly payerDecision: Approval | undefined;
  readonly codeOpen: boolean;
}
