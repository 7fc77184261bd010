import type { CoverageFacts } from '../../core/model/message/inquiry.ts';
import type { Payer, PolicyPages, RecordedRuleset, RulesetBundle } from '../../core/model/ruleset.ts';
import type { StoredPack } from './rule-packs.ts';

export interface RuleBook {
  /** Payer ids this coverage can mean: one = recognized, several or none = ask. */
  payersOf(coverage: CoverageFacts): readonly string[];
  /** The version of the payer's policy in force on the date; two candidates are `ambiguous`, none is `undefined`. */
  select(payer: string, date: string): RulesetBundle | undefined | 'ambiguous';
  /** The rules an answer names, to answer its question again. */
  recorded(payer: string, ruleset: RecordedRuleset): RulesetBundle | undefined;
  isPayer(id: string): boolean;
  /** Every payer that can have rules. */
  readonly payers: readonly Pick<Payer, 'id' | 'name' | 'planTypes'>[];
  /** Where the payer's rules can be opened, and whom to ask. */
  pagesOf(payer: string): PolicyPages | undefined;
  readonly version: string;
  /** The same rules with packs over them, a later one over an earlier one. */
  withPacks(packs: readonly StoredPack[]): RuleBook;
}
