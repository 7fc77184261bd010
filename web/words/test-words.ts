import { words } from './words.ts';

/** A code in our own words, where there are some; the owner's are not ours to print. */
export const testWords = (code: string): string | undefined => {
  const known: Readonly<Record<string, string>> = words.ask.tests;
  return known[code];
};
