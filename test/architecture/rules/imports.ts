import { posix } from 'node:path';
import { findAll, type TreeFile, withoutComments } from './tree.ts';

export interface Import {
  readonly line: number;
  readonly specifier: string;
  /** Path of the imported file from the root; absent for a package or a Node built-in. */
  readonly target?: string;
}

const SPECIFIERS = /(?:^|\n)\s*(?:import|export)\b[^;'"]*?\bfrom\s*['"]([^'"]+)['"]|\bimport\s*\(?\s*['"]([^'"]+)['"]/g;

/** Every specifier of a file, read as text: static, type-only, re-exported and dynamic imports alike. */
export const importsOf = ({ path, text }: TreeFile): readonly Import[] =>
  findAll(withoutComments(text), SPECIFIERS).map(({ line, found }) => {
    const specifier = found[1] ?? found[2] ?? '';
    const at = line + found[0].split('\n').length - 1;
    return specifier.startsWith('.')
      ? { line: at, specifier, target: posix.join(posix.dirname(path), specifier) }
      : { line: at, specifier };
  });
