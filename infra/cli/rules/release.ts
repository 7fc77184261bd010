import type { ReadText } from '../../../shared/rule-files/read-rule-file.ts';
import { sha256 } from '../../../shared/rule-files/sha256.ts';

interface Release {
  /** Path to SHA-256 of every released file, the new ones among them. */
  readonly hashes: Readonly<Record<string, string>>;
  readonly added: readonly string[];
  /** Released files that were changed or deleted: answers refer to them, so nothing is released. */
  readonly moved: readonly string[];
}

/** Adds the hash of every file of the catalog that has none yet; released files never change. */
export const release = (
  catalog: readonly string[],
  released: Readonly<Record<string, string>>,
  readText: ReadText,
): Release => {
  const current = new Map(catalog.map((path) => [path, sha256(readText(path))]));
  const added = catalog.filter((path) => released[path] === undefined);
  const moved = Object.keys(released).filter((path) => current.get(path) !== released[path]);
  const all = { ...released, ...Object.fromEntries(added.map((path) => [path, current.get(path) ?? ''])) };
  return { hashes: Object.fromEntries(Object.entries(all).sort(([a], [b]) => (a < b ? -1 : 1))), added, moved };
};
