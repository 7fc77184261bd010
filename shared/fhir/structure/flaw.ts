import type { ProblemCode } from '../../core/model/result.ts';

/** What is wrong with one value; the walk adds the path. */
export interface Flaw {
  readonly code: ProblemCode;
  /** The rest of a sentence that starts with the element's name: `must be true or false, found text`. */
  readonly says: string;
  /** Appended to the element's FHIRPath when the flaw is below it: `.reference`. */
  readonly below?: string;
}

export const structureFlaw = (says: string): Flaw => ({ code: 'structure', says });

export type JsonObject = Readonly<Record<string, unknown>>;

const KINDS: Readonly<Record<string, string>> = { string: 'text', boolean: 'true or false', number: 'a number' };

/** The kind of a JSON value in words; never the value itself. */
export const valueKind = (value: unknown): string => {
  if (value === null) return 'null';
  return Array.isArray(value) ? 'a list' : (KINDS[typeof value] ?? 'an object');
};
