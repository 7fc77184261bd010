import type { Delimiters } from './delimiters.ts';

/** Characters a value may hold: capital letters and some signs, or more. */
export type CharacterSet = 'basic' | 'extended';

const OUTSIDE: Readonly<Record<CharacterSet, RegExp>> = {
  basic: /[^A-Z0-9 !"&'()*+,\-./:;?=]/g,
  extended: /[^A-Za-z0-9 !"&'()*+,\-./:;?=%@[\]_{}\\|<>#$~^`]/g,
};

/** Letters and signs that have a plain form which taking accents off does not give. */
const PLAIN: Readonly<Record<string, string>> = {
  ß: 'ss',
  æ: 'ae',
  Æ: 'AE',
  œ: 'oe',
  Œ: 'OE',
  ø: 'o',
  Ø: 'O',
  ł: 'l',
  Ł: 'L',
  đ: 'd',
  Đ: 'D',
  ð: 'd',
  þ: 'th',
  '‘': "'",
  '’': "'",
  '“': '"',
  '”': '"',
  '–': '-',
  '—': '-',
};

/**
 * A value that breaks no segment: separators and characters outside the set become spaces, accented letters plain ones.
 * Spaces are single and none stands at an end.
 */
export const cleanValue = (
  text: string,
  { element, repetition, component, segment }: Delimiters,
  characters: CharacterSet = 'extended',
): string => {
  const separators = [element, repetition, component, segment];
  const plain = text
    .replace(/\P{ASCII}/gu, (one) => PLAIN[one] ?? one)
    .normalize('NFKD')
    .replace(/\p{M}+/gu, '');
  const cased = characters === 'basic' ? plain.toUpperCase() : plain;
  return [...cased.replace(OUTSIDE[characters], ' ')]
    .map((one) => (separators.includes(one) ? ' ' : one))
    .join('')
    .replace(/ +/g, ' ')
    .trim();
};
