import { writeFileSync } from 'node:fs';
import { loadRules } from '../../shared/rule-files/load-rules.ts';
import { readRuleText } from '../../shared/rule-files/rules-folder.ts';
import { release } from './rules/release.ts';

const { hashes, added, moved } = release(
  JSON.parse(readRuleText('catalog.json')),
  JSON.parse(readRuleText('released.json')),
  readRuleText,
);
if (moved.length > 0) {
  console.error(`Released files have changed or are gone; make a new version instead:\n${moved.join('\n')}`);
  process.exit(1);
}
loadRules().all();
writeFileSync(new URL('../../rules/released.json', import.meta.url), `${JSON.stringify(hashes, null, 2)}\n`);
console.log(added.length > 0 ? `Released:\n${added.join('\n')}` : 'Nothing new to release.');
