import { importsOf } from './imports.ts';
import { findAll, isSource, isTypescript, type Rule, type TreeFile, withoutComments } from './tree.ts';

const DECLARED = /^export (?:async )?(?:const|function|class|interface|type) (\w+)/gm;
/** Files that are read from outside our TypeScript by a fixed name: Lambda handlers, what a build puts in a package's place, and the bin. */
const isEntry = ({ path }: TreeFile): boolean =>
  /^functions\/[^/]+\/index\.ts$/.test(path) ||
  path === 'infra/cli/build/lambda-credentials.ts' ||
  path === 'infra/cli/build/no-endpoint-cache.ts' ||
  path === 'infra/cli/main.ts';

interface Declared {
  readonly file: TreeFile;
  readonly line: number;
  readonly name: string;
}

const declaredIn = (file: TreeFile): readonly Declared[] =>
  findAll(withoutComments(file.text), DECLARED).map(({ line, found }) => ({ file, line, name: found[1] ?? '' }));

/** Exported names are unique: a search finds one declaration. */
export const checkUniqueNames: Rule = (tree) => {
  const owners = new Map<string, Declared>();
  return tree
    .filter((file) => isSource(file) && file.path.startsWith('shared/'))
    .flatMap(declaredIn)
    .flatMap((one) => {
      const first = owners.get(one.name);
      if (!first) owners.set(one.name, one);
      return first ? [`${one.file.path}:${one.line} exports ${one.name}, as ${first.file.path} does`] : [];
    });
};

/** A name used only in its own file is not exported. */
export const checkUnusedExports: Rule = (tree) => {
  const code = tree.filter(isTypescript);
  const importers = new Map<string, TreeFile[]>();
  for (const file of code)
    for (const { target } of importsOf(file))
      if (target) importers.set(target, [...(importers.get(target) ?? []), file]);
  return code
    .filter((file) => isSource(file) && !isEntry(file))
    .flatMap(declaredIn)
    .filter(({ file, name }) => {
      const used = new RegExp(`\\b${name}\\b`);
      return !(importers.get(file.path) ?? []).some(({ text }) => used.test(text));
    })
    .map(({ file, line, name }) => `${file.path}:${line} exports ${name}, which no other file uses`);
};
