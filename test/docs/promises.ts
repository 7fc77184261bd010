import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';

/** A change of our code that makes a promise untrue; a test that shows the promise has to notice. */
export interface Break {
  readonly file: string;
  readonly from: string;
  readonly to: string;
}
/** A statement by how it begins, and which tests fail when it is not so: titles, by file. */
export interface KeptPromise {
  readonly says: string;
  readonly shownBy: Readonly<Record<string, readonly string[]>>;
  readonly broken?: Break;
}
/** A row of a table that names its tests itself, by its first cell; which of them notice that it is broken. */
interface ProvedRow extends Omit<KeptPromise, 'says' | 'broken'> {
  readonly row: string;
  readonly broken: Break;
}
interface PagePromises {
  readonly promises: readonly KeptPromise[];
  readonly rows?: readonly ProvedRow[];
  /** How to do something, why it is so, what cannot be promised. */
  readonly notPromises: readonly string[];
}

/** By page; every statement of a page stands in one of its lists. */
export const PROMISES: Readonly<Record<string, PagePromises>> = JSON.parse(
  readFileSync(new URL('promises.json', import.meta.url), 'utf8'),
);

/** What the last trial of a promise came to; good for the tests and the change it was tried with. */
export interface PromiseProof {
  readonly of: string;
  /** Absent: no test noticed. */
  readonly noticedBy?: string;
}
export const PROOFS_PLACE = new URL('promise-proofs.json', import.meta.url);
/** By how the statement begins. */
export const readPromiseProofs = (): Readonly<Record<string, PromiseProof>> =>
  existsSync(PROOFS_PLACE) ? JSON.parse(readFileSync(PROOFS_PLACE, 'utf8')) : {};

export const fingerprint = ({ shownBy, broken }: KeptPromise): string =>
  createHash('sha256')
    .update(JSON.stringify([shownBy, broken]))
    .digest('hex')
    .slice(0, 12);

export const isNoticed = (promise: KeptPromise, proofs: Readonly<Record<string, PromiseProof>>): boolean => {
  const proof = proofs[promise.says];
  return proof?.noticedBy !== undefined && proof.of === fingerprint(promise);
};
