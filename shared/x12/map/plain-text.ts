import { cleanValue } from '../syntax/clean-value.ts';
import { OWN_DELIMITERS } from '../syntax/delimiters.ts';

/** A text as an element of this length can hold it; none where nothing is left of it, or too little. */
export const plainText = (text: string | undefined, longest: number, shortest = 1): string | undefined => {
  const clean = cleanValue(text ?? '', OWN_DELIMITERS)
    .slice(0, longest)
    .trim();
  return clean.length < shortest ? undefined : clean;
};

export const digitsIn = (text: string | undefined, longest: number, shortest = 1): string | undefined =>
  plainText(text?.replace(/\D/g, ''), longest, shortest);
