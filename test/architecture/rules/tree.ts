import { readdirSync, readFileSync } from 'node:fs';

/** One file of the checkout; `path` is relative to its root, with forward slashes. */
export interface TreeFile {
  readonly path: string;
  readonly text: string;
}

/** A rule of the architecture: every breach as one sentence that begins with `file:line`; none is an empty list. */
export type Rule = (tree: readonly TreeFile[]) => readonly string[];

const ROOT = new URL('../../../', import.meta.url);

/** `.gitignore` here names folders (`dist/`) and file endings (`*.log`), nothing cleverer. */
const ignored = readFileSync(new URL('.gitignore', ROOT), 'utf8').split('\n').filter(Boolean);
const isIgnored = (name: string): boolean =>
  name === '.git' ||
  ignored.some((line) => line === `${name}/` || (line.startsWith('*') && name.endsWith(line.slice(1))));

const walk = (folder: string): string[] =>
  readdirSync(new URL(folder, ROOT), { withFileTypes: true })
    .filter(({ name }) => !isIgnored(name))
    .flatMap((entry) => (entry.isDirectory() ? walk(`${folder}${entry.name}/`) : [`${folder}${entry.name}`]));

/** Every file that is ours: what a clone holds. */
export const readTree = (): readonly TreeFile[] =>
  walk('').map((path) => ({ path, text: readFileSync(new URL(path, ROOT), 'utf8') }));

export const isSource = ({ path }: TreeFile): boolean => /^(shared|functions|infra|client|web)\/.*\.tsx?$/.test(path);
export const isTest = ({ path }: TreeFile): boolean => /^test\/.*\.ts$/.test(path);
export const isTypescript = ({ path }: TreeFile): boolean => /\.tsx?$/.test(path);
/** Code except these rules and their tests, which name in patterns and samples what they forbid. */
export const isCode = (file: TreeFile): boolean => isTypescript(file) && !file.path.startsWith('test/architecture/');
export const inFolder =
  (folder: string) =>
  ({ path }: TreeFile): boolean =>
    path.startsWith(`${folder}/`);

const lineAt = (text: string, index: number): number => text.slice(0, index).split('\n').length;

/** Strings and templates are the group; what matches without it is a comment. */
const STRING_OR_COMMENT =
  /('(?:\\.|[^'\\\n])*'|"(?:\\.|[^"\\\n])*"|`(?:\\[\s\S]|[^`\\])*`)|\/\*[\s\S]*?\*\/|\/\/[^\n]*/g;

/** Comments become blanks of the same length, so that lines keep their numbers. */
export const withoutComments = (text: string): string =>
  text.replace(STRING_OR_COMMENT, (found, string) => (string ? found : found.replace(/[^\n]/g, ' ')));

/** Every place where the pattern (global) stands, with its line. */
export const findAll = (
  text: string,
  pattern: RegExp,
): readonly { readonly line: number; readonly found: RegExpExecArray }[] =>
  [...text.matchAll(pattern)].map((found) => ({ line: lineAt(text, found.index), found }));

/** A rule that forbids a pattern in the code (not the comments) of some files. */
export const forbid =
  (where: (file: TreeFile) => boolean, pattern: RegExp, says: string): Rule =>
  (tree) =>
    tree
      .filter(where)
      .flatMap(({ path, text }) =>
        findAll(/\.tsx?$/.test(path) ? withoutComments(text) : text, pattern).map(
          ({ line, found }) => `${path}:${line} ${says}: ${found[0].trim()}`,
        ),
      );
