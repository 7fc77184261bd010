import { readFileSync } from 'node:fs';

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
