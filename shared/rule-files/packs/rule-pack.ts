import type { Payer } from '../../core/model/ruleset.ts';
import { sha256 } from '../sha256.ts';

/** Bounds on one pack: it is read, checked and kept in memory whole. */
export const PACK_LIMITS = {
  bytes: 900_000,
  files: 400,
  /** Levels of nesting in the text. */
  depth: 40,
  /** Comparisons of one condition, with every definition it uses written out. */
  comparisons: 2_000,
} as const;

/** Rule files that belong to a deployment or to one tenant: they add to the released ones, and change none. */
export interface RulePack {
  readonly id: string;
  readonly version: string;
  /** SHA-256 of every released file its policies use: what they were written against. */
  readonly base: Readonly<Record<string, string>>;
  /** Payers the released rules do not know. */
  readonly payers: readonly Payer[];
  /** Text of each rule file by its catalog path. */
  readonly files: ReadonlyMap<string, string>;
  /** Digest of all of it. */
  readonly hash: string;
}

/** What is wrong with a pack, in one word. */
export type PackProblemName =
  | 'not-json'
  | 'wrong-shape'
  | 'too-large'
  | 'holds-code'
  | 'wrong-name'
  | 'wrong-hash'
  | 'changes-released-file'
  | 'other-base'
  | 'cyclic'
  | 'unknown-fact'
  | 'unknown-operator'
  | 'overlapping-dates'
  | 'payer-taken'
  | 'of-another-tenant'
  | 'invalid';

export interface PackProblem {
  readonly name: PackProblemName;
  /** A file of the pack, or a field of it. */
  readonly at: string;
  readonly says: string;
}

/** Equal hash, equal rules: of everything but how the files are sorted. */
export const hashOfPack = ({ id, version, base, payers, files }: Omit<RulePack, 'hash'>): string => {
  const lines = (entries: Iterable<readonly [string, string]>) => [...entries].map((entry) => entry.join(' ')).sort();
  const digests = [...files].map(([path, text]) => [path, sha256(text)] as const);
  return sha256(JSON.stringify([id, version, lines(Object.entries(base)), payers, lines(digests)]));
};

/** A pack as its author writes it, and as it is stored. */
export const writePack = ({ id, version, base, payers, files, hash }: RulePack): string => {
  const texts = [...files].map(([path, text]) => `${JSON.stringify(path)}:${text}`);
  const head = JSON.stringify({ id, version, hash, base, payers });
  return `${head.slice(0, -1)},"files":{${texts.join(',')}}}`;
};
