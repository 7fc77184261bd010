import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { keepCheckedFiles } from '../../../shared/rule-files/checked-files.ts';
import { loadRules } from '../../../shared/rule-files/load-rules.ts';
import { openPolicyPages } from '../../../shared/rule-files/policy-pages.ts';

let checked: ReadonlyMap<string, string> | undefined;

/** Every released rule file that answers today, corrected, as it was read. @throws BrokenRuleFile */
const checkRules = (): ReadonlyMap<string, string> => {
  const kept = keepCheckedFiles();
  for (const { ruleset } of loadRules().all()) openPolicyPages()(ruleset.payer);
  return new Map(kept);
};

/** Beside a bundle, so that a start has nothing of it to check; `checkedFile` finds them. */
export const writeCheckedRules = (bundleFolder: string): void => {
  checked ??= checkRules();
  const folder = join(bundleFolder, 'checked');
  mkdirSync(folder, { recursive: true });
  for (const [file, text] of checked) writeFileSync(join(folder, file), text);
};
