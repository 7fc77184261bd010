import { writeFileSync } from 'node:fs';
import { loadRules } from '../../../shared/rule-files/load-rules.ts';
import { readRuleText } from '../../../shared/rule-files/rules-folder.ts';
import { type ExitCode, Refusal } from '../refusal.ts';
import { release } from './release.ts';

const RELEASED = new URL('../../../rules/released.json', import.meta.url);

export const releaseRules = (): ExitCode => {
  const [catalog, released] = ['catalog.json', 'released.json'].map((name) => JSON.parse(readRuleText(name)));
  const { hashes, added, moved } = release(catalog, released, readRuleText);
  if (moved.length > 0)
    throw new Refusal(`Released files have changed or are gone; make a new version instead:\n${moved.join('\n')}`);
  loadRules().all();
  writeFileSync(RELEASED, `${JSON.stringify(hashes, null, 2)}\n`);
  console.log(added.length > 0 ? `Released:\n${added.join('\n')}` : 'Nothing new to release.');
  return 0;
};
