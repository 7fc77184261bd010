import { basename } from 'node:path';
import { type BuildResult, build, type Metafile, type Plugin } from 'esbuild';
import { bundleSettings } from './bundle-settings.ts';

const ENTRY = 'index.mjs';
const START = 'start.mjs';
const OWN_FILE = /^\.\/[\w.-]+\.mjs$/;

/** A function's code as esbuild split it: text, imports and exports by file name. */
interface Split {
  readonly texts: ReadonlyMap<string, string>;
  readonly outputs: ReadonlyMap<string, Metafile['outputs'][string]>;
}

const splitOf = ({ outputFiles = [], metafile }: BuildResult): Split => ({
  texts: new Map(outputFiles.map(({ path, text }) => [basename(path), text])),
  outputs: new Map(Object.entries(metafile?.outputs ?? {}).map(([path, output]) => [basename(path), output])),
});

/** Every file that runs before the entry, in that order. */
const startedBefore = ({ outputs }: Split): readonly string[] => {
  const ordered = new Set<string>();
  const visited = new Set<string>();
  const visit = (name: string): void => {
    if (visited.has(name)) return;
    visited.add(name);
    for (const { path, kind } of outputs.get(name)?.imports ?? [])
      if (kind === 'import-statement' && outputs.has(basename(path))) visit(basename(path));
    if (name !== ENTRY) ordered.add(name);
  };
  visit(ENTRY);
  return [...ordered];
};

/** What a file exports, as the common file calls it: files call theirs alike. */
const namesOf = ({ outputs }: Split, started: readonly string[], name: string) =>
  (outputs.get(name)?.exports ?? []).map((own) => ({ own, common: `_${started.indexOf(name)}_${own}` }));

const common = (split: Split, started: readonly string[]): string =>
  started
    .map((name) => {
      const names = namesOf(split, started, name).map((one) => `${one.own} as ${one.common}`);
      return `export { ${names.join()} } from './${name}';`;
    })
    .join('\n');
const instead = (split: Split, started: readonly string[], name: string): string =>
  `export { ${namesOf(split, started, name).map((one) => `${one.common} as ${one.own}`)} } from './${START}';`;

/** Reads files from memory: those that are one now from there, all others stay beside it. */
const fromMemory = (split: Split, started: readonly string[]): Plugin => ({
  name: 'from-memory',
  setup: ({ onLoad, onResolve }) => {
    onResolve({ filter: OWN_FILE }, ({ path, importer, kind }) => {
      const name = basename(path);
      if (kind === 'entry-point') return { path: name, namespace: 'split' };
      if (!started.includes(name)) return { path, external: true };
      const isPart = importer === START || started.includes(importer);
      return { path: name, namespace: isPart ? 'split' : 'instead' };
    });
    onLoad({ filter: /./, namespace: 'split' }, ({ path }) => ({
      contents: path === START ? common(split, started) : (split.texts.get(path) ?? ''),
      loader: 'js',
    }));
    onLoad({ filter: /./, namespace: 'instead' }, ({ path }) => ({
      contents: instead(split, started, path),
      loader: 'js',
    }));
  },
});

/**
 * Writes a function's code with all that every start loads in one file. esbuild makes a file of each set of modules that
 * some entries share, forty of one function; each costs a start a third of a millisecond to be found, read and linked.
 * @param made split, in memory, with its source maps in it
 */
export const mergeStart = async (made: BuildResult, outdir: string): Promise<Metafile['outputs']> => {
  const split = splitOf(made);
  const started = startedBefore(split);
  const rest = [...split.texts.keys()].filter((name) => !started.includes(name));
  const settings = { ...bundleSettings, plugins: [fromMemory(split, started)], outdir, entryNames: '[name]' };
  const write = (names: readonly string[], supported: Readonly<Record<string, boolean>> = {}) =>
    build({
      ...settings,
      supported,
      outExtension: { '.js': '.mjs' },
      entryPoints: names.map((name) => ({ in: `./${name}`, out: name.replace(/\.mjs$/, '') })),
    });
  const written = await Promise.all([
    // What waits here for a file that is loaded later would wait for itself, since that imports this one.
    write([START], { 'top-level-await': false }),
    write(rest),
  ]);
  return Object.assign({}, ...written.map(({ metafile }) => metafile.outputs));
};
