import type { CoverageVerdict } from './assessment.ts';
import type { Codebook, Procedure } from './codebook.ts';
import type { Approval, Finding } from './determination.ts';
import type { Facts } from './facts.ts';
import type { Inquiry, ServiceFacts } from './inquiry.ts';
import type { RulesetBundle } from './ruleset.ts';

/** Everything the procedure needs to answer one test line. */
export interface LineCase {
  readonly service: ServiceFacts;
  readonly verdict: CoverageVerdict;
  /** All facts of the line, context included (`factsOfLine`). */
  readonly facts: Facts;
  /** The version of the payer's policy in force on the service date. */
  readonly bundle: RulesetBundle | 'ambiguous' | undefined;
  readonly codebook: Codebook;
  /** Of each code the line can mean, those that are tests. */
  readonly procedures: readonly Procedure[];
  readonly findings: readonly Finding[];
  readonly approvals: readonly Approval[];
  readonly use: Inquiry['use'];
  readonly serviceDate: string;
}
