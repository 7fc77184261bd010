import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';

/** Breaks one thing in our code: the text `from`, found once in `file`, becomes `to`. */
export interface Mutation {
  readonly file: string;
  readonly from: string;
  readonly to: string;
}

/** A statement of the guide, the tests that show it (by a part of their name), and what must make them fail. */
export interface Tested {
  readonly id: string;
  /** File name in `test/cds-hooks` or here. */
  readonly file: string;
  readonly test: string;
  readonly mutation: Mutation;
}
interface Excused {
  readonly id: string;
  readonly because: string;
}
export interface Requirements {
  readonly tested: readonly Tested[];
  /** Held by how the code is built or by what stands elsewhere; no test here. */
  readonly byDesign: readonly Excused[];
  readonly notApplicable: readonly Excused[];
  /** Not held, or not shown, and why. */
  readonly open: readonly Excused[];
}

/** What the last trial of a statement's mutation came to; good for the entry it was tried with. */
export interface Proof {
  readonly of: string;
  readonly verdict: 'killed' | 'survived';
}
export type Proofs = Readonly<Record<string, Proof>>;

const read = <T>(name: string): T => JSON.parse(readFileSync(new URL(name, import.meta.url), 'utf8'));

export const PROOFS = new URL('crd-proofs.json', import.meta.url);
export const readRequirements = (): Requirements => read('crd-requirements.json');
export const readProofs = (): Proofs => read('crd-proofs.json');

/** Changes with the entry, so that an old proof does not pass for a new one. */
export const fingerprint = (tested: Tested): string =>
  createHash('sha256').update(JSON.stringify(tested)).digest('hex').slice(0, 12);

export const isProved = (tested: Tested, proofs: Proofs): boolean => {
  const proof = proofs[tested.id];
  return proof?.verdict === 'killed' && proof.of === fingerprint(tested);
};

export const textOf = ({ file }: Mutation): string => readFileSync(new URL(`../../${file}`, import.meta.url), 'utf8');
