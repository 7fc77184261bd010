import { en, type Words } from './en.ts';

/** A language is added here; the compiler names every sentence it lacks. */
const CATALOGS: Readonly<Record<string, Words>> = { en };

/** Outside of a browser there may be none. */
const browser: { readonly languages?: readonly string[] } | undefined = Reflect.get(globalThis, 'navigator');
const wanted = (browser?.languages ?? []).map((tag) => tag.slice(0, 2).toLowerCase());

export const words: Words = wanted.map((tag) => CATALOGS[tag]).find((one) => one !== undefined) ?? en;
