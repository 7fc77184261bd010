import type { Rule } from './tree.ts';

interface LockedPackage {
  readonly resolved?: string;
  /** A workspace: a folder of this repository, which nobody downloads. */
  readonly link?: boolean;
  readonly optionalDependencies?: Readonly<Record<string, string>>;
}
const LOCK = 'package-lock.json';

/** The entry npm would use for a dependency of the package at `from`: its own folder first, then outwards. */
const isLocked = (packages: Readonly<Record<string, LockedPackage>>, from: string, name: string): boolean => {
  for (let at = from; ; at = at.slice(0, Math.max(0, at.lastIndexOf('/node_modules/')))) {
    if (`${at ? `${at}/` : ''}node_modules/${name}` in packages) return true;
    if (!at) return false;
  }
};

/**
 * `npm ci` must work on every system: each platform's optional binary has an entry, and no entry names the registry it
 * came from.
 */
export const checkLockFile: Rule = (tree) => {
  const lock = tree.find(({ path }) => path === LOCK);
  if (!lock) return [`${LOCK}:1 is missing`];
  const { packages } = JSON.parse(lock.text) as { packages: Record<string, LockedPackage> };
  const lineOf = (text: string) => lock.text.slice(0, Math.max(0, lock.text.indexOf(text))).split('\n').length;
  return Object.entries(packages).flatMap(([at, { resolved, link = false, optionalDependencies = {} }]) => [
    ...(resolved && !link ? [`${LOCK}:${lineOf(resolved)} ${at} names where it was downloaded from`] : []),
    ...Object.keys(optionalDependencies)
      .filter((name) => !isLocked(packages, at, name))
      .map((name) => `${LOCK}:${lineOf(`"${at}"`)} ${at} wants ${name}, which has no entry`),
  ]);
};
