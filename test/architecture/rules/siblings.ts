import { posix } from 'node:path';
import { isSource, type Rule } from './tree.ts';

const MANY = 20;

/** Folders that hold more files side by side than a reader takes in: a hint to split by capability, never by length. */
export const crowdedFolders: Rule = (tree) => {
  const counts = new Map<string, number>();
  for (const { path } of tree.filter(isSource)) {
    const folder = posix.dirname(path);
    counts.set(folder, (counts.get(folder) ?? 0) + 1);
  }
  return [...counts]
    .filter(([, count]) => count > MANY)
    .map(([folder, count]) => `${folder}:${count} files side by side, more than ${MANY}`);
};
