import { existsSync, readFileSync } from 'node:fs';
import { CHECKED } from '../codes/checked.ts';
import { sha256 } from './sha256.ts';

// A build puts them there.
const FOLDER = new URL('./checked/', import.meta.url);

/** By path and digest of the content: of another content, a draft's or a pack's, nothing is known. */
const nameOf = (path: string, content: string): string => `${sha256(`${path}\n${content}`)}.json`;

/** A rule file as a build has read and checked it; nothing where it has not, and from source. */
export const checkedFile = (path: string, content: string): unknown => {
  if (!CHECKED) return undefined;
  const file = new URL(nameOf(path, content), FOLDER);
  return existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : undefined;
};

let kept: Map<string, string> | undefined;

/** From now on, what is read and found right, by the name `checkedFile` looks for: for a build. */
export const keepCheckedFiles = (): ReadonlyMap<string, string> => {
  kept ??= new Map();
  return kept;
};

export const keepChecked = (path: string, content: string, data: unknown): void => {
  kept?.set(nameOf(path, content), JSON.stringify(data));
};
