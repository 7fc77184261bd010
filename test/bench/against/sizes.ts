import { readdirSync, readFileSync, statSync } from 'node:fs';
import { basename, join } from 'node:path';

/** `from"./chunk.mjs"` and `import"./chunk.mjs"` in minified code; `import("./chunk.mjs")` is loaded later. */
const IMPORT = /(?:from|import)\s*"\.\/([\w.-]+\.mjs)"/g;

/** Bytes of code that is loaded before a function can be called. */
const bytesAtStart = (folder: string, file = 'index.mjs', seen = new Set<string>()): number => {
  if (seen.has(file)) return 0;
  seen.add(file);
  const code = readFileSync(join(folder, file), 'utf8');
  return [...code.matchAll(IMPORT)].reduce(
    (sum, [, name = '']) => sum + bytesAtStart(folder, name, seen),
    Buffer.byteLength(code),
  );
};

/** Kilobytes at start, of each function in a folder of built ones. */
export const sizesOf = (dist: string): ReadonlyMap<string, number> =>
  new Map(
    readdirSync(dist)
      .filter((name) => statSync(join(dist, name)).isDirectory())
      .map((name) => [basename(name), bytesAtStart(join(dist, name)) / 1000]),
  );
