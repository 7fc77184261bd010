import { words } from './words.ts';

/** What the button of a next action says; an action nobody has a word for opens the order. */
export const actionWord = (code: string): string => {
  const known: Readonly<Record<string, string>> = words.actions;
  return known[code] ?? words.actions.none;
};
