import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { loadCodebook } from '../../../shared/codes/codebook.ts';
import { releasedDiagrams } from '../../../shared/rule-files/compile-released.ts';
import { loadRules } from '../../../shared/rule-files/load-rules.ts';
import { ROOT } from './entry-folders.ts';

const CACHE = fileURLToPath(new URL('node_modules/.cache/stresspass-diagrams/', ROOT));

const codes = (): readonly string[] => {
  const text = readFileSync(new URL('rules/codes/procedures.json', ROOT), 'utf8');
  const { procedures }: { readonly procedures: readonly { readonly code: string }[] } = JSON.parse(text);
  return procedures.map(({ code }) => code);
};

/** Text by file name. Compiled once and kept beside the packages by what they are made from. */
const compileReleased = (): ReadonlyMap<string, string> => {
  mkdirSync(CACHE, { recursive: true });
  const made = new Map<string, string>();
  for (const { file, compile } of releasedDiagrams(loadRules(), loadCodebook(), codes())) {
    const kept = join(CACHE, file);
    const text = existsSync(kept) ? readFileSync(kept, 'utf8') : compile();
    if (text === undefined) continue;
    if (!existsSync(kept)) writeFileSync(kept, text);
    made.set(file, text);
  }
  return made;
};

let released: ReadonlyMap<string, string> | undefined;

/** The diagrams of the released rules beside a bundle, one file a policy; `diagramsIn` finds them. */
export const writeReleased = (bundleFolder: string): void => {
  released ??= compileReleased();
  const folder = join(bundleFolder, 'diagrams');
  mkdirSync(folder, { recursive: true });
  for (const [file, text] of released) writeFileSync(join(folder, file), text);
};
