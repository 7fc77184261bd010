import { readdirSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Metafile } from 'esbuild';

/** Bytes of a deployed folder. */
export interface Weight {
  /** Minified code loaded at cold start. */
  readonly codeBytes: number;
  /** Code loaded on first use: the clients of queue and bus. */
  readonly laterBytes: number;
  /** Tables and rule files. */
  readonly dataBytes: number;
}

type Outputs = Metafile['outputs'];

/** A file and every file it imports before it can run. */
const loadedBy = (path: string, outputs: Outputs, seen = new Set<string>()): ReadonlySet<string> => {
  if (seen.has(path)) return seen;
  seen.add(path);
  for (const { path: named, kind } of outputs[path]?.imports ?? []) {
    const next = join(dirname(path), named);
    if (kind === 'import-statement' && next in outputs) loadedBy(next, outputs, seen);
  }
  return seen;
};

const sum = (numbers: readonly number[]): number => numbers.reduce((total, one) => total + one, 0);

export const weighBundle = (folder: string, outputs: Outputs): Weight => {
  const files = Object.keys(outputs).filter((path) => path.endsWith('.mjs'));
  const entry = files.find((path) => path.endsWith('/index.mjs'));
  if (!entry) throw new Error('The build gave no index.mjs.');
  const first = loadedBy(entry, outputs);
  const bytesOf = (paths: readonly string[]) => sum(paths.map((path) => outputs[path]?.bytes ?? 0));
  const data = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((path) => path.endsWith('.json'));
  return {
    codeBytes: bytesOf(files.filter((path) => first.has(path))),
    laterBytes: bytesOf(files.filter((path) => !first.has(path))),
    dataBytes: sum(data.map((path) => statSync(join(folder, path)).size)),
  };
};
