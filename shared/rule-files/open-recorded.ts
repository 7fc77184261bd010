import type { RulesetBundle } from '../core/model/ruleset.ts';
import { readCorrections } from './corrections.ts';
import { openShelf } from './open-shelf.ts';
import { BrokenRuleFile, type ReadText } from './read-rule-file.ts';

const NONE_YET = '';

/**
 * The policy with that hash among the revisions of one first day, each with the corrections of every day there were some.
 * A file today's checks refuse answers nothing any more.
 */
export const openRecorded = (
  readText: ReadText,
  released: Readonly<Record<string, string>>,
  files: readonly string[],
  hash: string,
): RulesetBundle | undefined => {
  const corrections = readCorrections(readText);
  const days = [...new Set(corrections.map(({ on }) => on)), NONE_YET].sort().reverse();
  for (const day of days) {
    const { bundleAt } = openShelf(
      readText,
      released,
      corrections.filter(({ on }) => on <= day),
    );
    for (const file of files.toReversed())
      try {
        const bundle = bundleAt(file);
        if (bundle.hash === hash) return bundle;
      } catch (error) {
        if (!(error instanceof BrokenRuleFile)) throw error;
      }
  }
  return undefined;
};
