import { compact } from '../model/compact.ts';
import { addMonths } from '../model/dates.ts';
import type { Evidence } from '../model/evidence.ts';
import { type Exception, GROUPS, type GroupId, type PriorAuthValue, type RulesetBundle } from '../model/ruleset.ts';

/**
 * What our rules cover for one payer and group of tests: `rule` gives an answer; `old-rule` gives one from a source
 * last checked over a year ago; `asks` says the plan must be asked; `none` has no version for the date.
 */
const COVERAGE_WORDS = ['rule', 'old-rule', 'asks', 'none'] as const;
export type CoverageWord = (typeof COVERAGE_WORDS)[number];

/** Payers revise their lists yearly: a source checked longer ago may be out of date. */
export const FRESH_MONTHS = 12;

export interface MapEntry {
  readonly payer: string;
  readonly payerName: string;
  readonly group: GroupId;
  readonly word: CoverageWord;
  /** The authorization answer of the version in force, before exceptions. */
  readonly answer?: PriorAuthValue;
  readonly level?: Evidence;
  readonly why?: string;
  readonly ruleset?: { readonly id: string; readonly version: string };
  /** Days the version is in force, both included; without an end date, until the next version starts. */
  readonly effectiveFrom?: string;
  readonly effectiveTo?: string;
  /** Date its source was last checked. */
  readonly retrieved?: string;
  /** Exceptions that change the answer, by note id. */
  readonly exceptions: readonly string[];
}

/** A footnote: where a plan or state changes the payer's authorization answer. */
export interface MapNote {
  readonly payer: string;
  readonly id: string;
  readonly level: Exception['level'];
  readonly groups: readonly GroupId[];
  readonly says: string;
  readonly evidence: Evidence;
}

export interface CoverageMap {
  readonly date: string;
  readonly entries: readonly MapEntry[];
  readonly notes: readonly MapNote[];
}

/** A payer and its version in force on the map's date, if any. */
export interface PayerOnDate {
  readonly payer: string;
  readonly payerName: string;
  readonly bundle: RulesetBundle | undefined;
}

const inForce = ({ from, to }: Exception, date: string): boolean => (from ?? date) <= date && date <= (to ?? date);

const notesOf = ({ payer, bundle }: PayerOnDate, date: string): readonly MapNote[] =>
  (bundle?.ruleset.exceptions ?? [])
    .filter((exception) => inForce(exception, date))
    .map(({ id, level, set, says, evidence }) => {
      const sets = (group: string) => set[`policies.${group}.priorAuth`] !== undefined;
      return { payer, id, level, groups: GROUPS.filter((group) => sets('*') || sets(group)), says, evidence };
    })
    .filter(({ groups }) => groups.length > 0);

/** A source without a retrieval date counts as old. */
const isOld = ({ ruleset: { source } }: RulesetBundle, date: string): boolean =>
  source.retrieved === undefined || addMonths(source.retrieved, FRESH_MONTHS) < date;

const entryOf = (
  { payer, payerName, bundle }: PayerOnDate,
  group: GroupId,
  date: string,
  notes: readonly MapNote[],
): MapEntry => {
  if (!bundle) return { payer, payerName, group, word: 'none', exceptions: [] };
  const { id, version, effectiveFrom, effectiveTo, source, policies } = bundle.ruleset;
  const { value, evidence, why } = policies[group].priorAuth;
  const word: MapEntry['word'] = value === 'ask-plan' ? 'asks' : isOld(bundle, date) ? 'old-rule' : 'rule';
  return compact({
    payer,
    payerName,
    group,
    word,
    answer: value,
    level: evidence,
    why,
    ruleset: { id, version },
    effectiveFrom,
    effectiveTo,
    retrieved: source.retrieved,
    exceptions: notes.filter(({ groups }) => groups.includes(group)).map((note) => note.id),
  });
};

/** Payer x group of tests on one date: where a rule answers, its evidence level, and where there is no rule. */
export const coverageMap = (payers: readonly PayerOnDate[], date: string): CoverageMap => {
  const rows = payers.map((one) => ({ one, notes: notesOf(one, date) }));
  return {
    date,
    entries: rows.flatMap(({ one, notes }) => GROUPS.map((group) => entryOf(one, group, date, notes))),
    notes: rows.flatMap(({ notes }) => notes),
  };
};
