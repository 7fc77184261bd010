import type { Payer, RecordedRuleset, RulesetBundle } from '../core/model/ruleset.ts';
import { checkRevisions, checkSequence } from './check/check-dates.ts';
import { filesByDay } from './file-name.ts';
import { openRecorded } from './open-recorded.ts';
import { openShelf } from './open-shelf.ts';
import { type MatchPayer, payerMatcher } from './payer-matcher.ts';
import { BrokenRuleFile, type ReadText, readRuleFile } from './read-rule-file.ts';
import { readRuleText } from './rules-folder.ts';
import { payersFile } from './schema/payers-schema.ts';
import { sha256 } from './sha256.ts';

export interface Rules {
  /** Digest over everything released and the payer directory: equal version, equal answers. */
  readonly version: string;
  /** Every payer we can identify, as listed in `payers.json`. */
  readonly payers: readonly Payer[];
  isPayer(id: string): boolean;
  readonly payersOf: MatchPayer;
  /** The version valid on the date, both ends included, in its newest revision. There are never two: files that overlap do not load. */
  select(payer: string, date: string): RulesetBundle | undefined;
  /** The revision an answer names, with the corrections of then; nothing where no file or correction gives that hash. */
  recorded(payer: string, ruleset: RecordedRuleset): RulesetBundle | undefined;
  /** Every version of a payer, each in its newest revision, oldest first. */
  versionsOf(payer: string): readonly RulesetBundle[];
  /** Every version of every payer, each in its newest revision, oldest first within a payer; for the command line and tests. */
  all(): readonly RulesetBundle[];
}

/** Of versions that follow one another the one valid on a date, both ends included. */
export const inForce = (versions: readonly RulesetBundle[], date: string): RulesetBundle | undefined => {
  const latest = versions.findLast(({ ruleset }) => ruleset.effectiveFrom <= date);
  return latest && (latest.ruleset.effectiveTo ?? date) >= date ? latest : undefined;
};

/**
 * Opens the rules. Only the catalog, the payers, the released hashes and the corrections are read now; a payer's files are read,
 * checked and cached on first use.
 * @throws BrokenRuleFile naming the file and the place in it.
 */
export const loadRules = (readText: ReadText = readRuleText): Rules => {
  const texts = ['catalog.json', 'payers.json', 'released.json', 'corrections.json'].map(readText);
  const [catalogText = '', payersText = '', releasedText = ''] = texts;
  const catalog: readonly string[] = JSON.parse(catalogText);
  const released: Readonly<Record<string, string>> = JSON.parse(releasedText);
  const { payers } = readRuleFile('payers.json', payersText, payersFile);
  const ids = new Set(payers.map(({ id }) => id));
  const { bundleAt } = openShelf(readText, released);
  const versions = new Map<string, readonly RulesetBundle[]>();
  const filesOf = (payer: string) =>
    filesByDay(ids.has(payer) ? catalog.filter((path) => path.startsWith(`${payer}/`)) : []);

  /** Of each first day the newest revision: earlier ones are opened only for what they answered. */
  const versionsOf = (payer: string): readonly RulesetBundle[] => {
    const before = versions.get(payer);
    if (before) return before;
    const days = [...filesOf(payer)];
    const made = days.flatMap(([, files]) => files.slice(-1).map(bundleAt));
    const problems = [
      ...days.flatMap(([day, files]) => checkRevisions(day, files, (path) => JSON.parse(readText(path)).version)),
      ...checkSequence(made.map(({ ruleset }) => ruleset)),
    ];
    if (problems.length > 0) throw new BrokenRuleFile(`${payer}/`, problems);
    versions.set(payer, made);
    return made;
  };

  return {
    version: sha256(texts.join('\n')).slice(0, 12),
    payers,
    isPayer: (id) => ids.has(id),
    payersOf: payerMatcher(payers),
    versionsOf,
    select: (payer, date) => inForce(versionsOf(payer), date),
    recorded: (payer, { id, hash }) =>
      openRecorded(readText, released, filesOf(payer).get(id.slice(payer.length + 1)) ?? [], hash),
    all: () => payers.flatMap(({ id }) => versionsOf(id)),
  };
};
