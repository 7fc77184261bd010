import type { PackRef, Payer, RulesetBundle } from '../../core/model/ruleset.ts';
import { checkRevisions } from '../check/check-dates.ts';
import { filesByDay } from '../file-name.ts';
import { openRecorded } from '../open-recorded.ts';
import { openShelf } from '../open-shelf.ts';
import { BrokenRuleFile, type ReadText } from '../read-rule-file.ts';
import { withDrafts } from '../with-drafts.ts';
import type { RulePack } from './rule-pack.ts';

/** A pack over the released rules: its own policies, each with the exact files it pins. */
export interface OpenedPack {
  readonly ref: PackRef;
  readonly payers: readonly Payer[];
  /** Payers it has policies of. */
  readonly concerned: readonly string[];
  /** Its versions of a payer's policy, each in its newest revision, oldest first. @throws BrokenRuleFile */
  versionsOf(payer: string): readonly RulesetBundle[];
  recorded(payer: string, ruleset: { readonly id: string; readonly hash: string }): RulesetBundle | undefined;
}

const SHARED = /^(programs|definitions|benefit-rules)\//;
const INDEXES: readonly string[] = ['catalog.json', 'released.json', 'corrections.json', 'payers.json'];

export const policiesIn = ({ files }: Pick<RulePack, 'files'>): readonly string[] =>
  [...files.keys()].filter((path) => !SHARED.test(path));

export const partsIn = ({ files }: Pick<RulePack, 'files'>): readonly string[] =>
  [...files.keys()].filter((path) => SHARED.test(path));

/** The released files with those of the pack among them; whatever a pack names besides does not exist. */
export const packReadText = ({ files }: Pick<RulePack, 'files'>, readText: ReadText): ReadText => {
  const drafts = [...files].map(([path, text]) => ({ path, text }));
  const read = withDrafts(readText, drafts);
  const known = new Set<string>([...JSON.parse(read('catalog.json')), ...INDEXES]);
  return (path) => {
    if (known.has(path)) return read(path);
    throw new BrokenRuleFile(path, ['is neither in the pack nor among the released rules']);
  };
};

/** Opened once a pack and kept; its files are read and checked when one of its payers is first asked for. */
export const openPack = (pack: RulePack, readText: ReadText): OpenedPack => {
  const { id, version, hash, payers } = pack;
  const ref = { id, version, hash };
  const read = packReadText(pack, readText);
  const released: Readonly<Record<string, string>> = JSON.parse(read('released.json'));
  const { bundleAt } = openShelf(read, released);
  const policies = policiesIn(pack);
  const kept = new Map<string, readonly RulesetBundle[]>();
  const daysOf = (payer: string) => filesByDay(policies.filter((path) => path.startsWith(`${payer}/`)));
  const versionsOf = (payer: string): readonly RulesetBundle[] => {
    const before = kept.get(payer);
    if (before) return before;
    const made = [...daysOf(payer).values()].flatMap((files) =>
      files.slice(-1).map((path) => ({ ...bundleAt(path), pack: ref })),
    );
    kept.set(payer, made);
    return made;
  };
  return {
    ref,
    payers,
    concerned: [...new Set(policies.map((path) => path.split('/')[0] ?? ''))],
    versionsOf,
    recorded: (payer, { id: ruleset, hash: digest }) => {
      const files = daysOf(payer).get(ruleset.slice(payer.length + 1)) ?? [];
      const found = openRecorded(read, released, files, digest);
      return found && { ...found, pack: ref };
    },
  };
};

/** Revisions are higher than what they revise, which may be a released file. */
export const revisionProblems = (pack: RulePack, readText: ReadText): readonly string[] => {
  const read = packReadText(pack, readText);
  const catalog: readonly string[] = JSON.parse(read('catalog.json'));
  const payers = new Set(policiesIn(pack).map((path) => path.split('/')[0] ?? ''));
  return [...payers].flatMap((payer) =>
    [...filesByDay(catalog.filter((path) => path.startsWith(`${payer}/`)))].flatMap(([day, files]) =>
      checkRevisions(day, files, (path) => JSON.parse(read(path)).version).map((says) => `${payer}: ${says}`),
    ),
  );
};
