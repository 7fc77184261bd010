import type { HumanName } from 'fhir/r4';

/** Longer ones are cut: a list has to show them. */
const MOST_CHARACTERS = 100;
/** The name a patient goes by comes before others, an outdated one is none. */
const USES: readonly (HumanName['use'] | undefined)[] = [
  'official',
  'usual',
  undefined,
  'temp',
  'nickname',
  'anonymous',
];

// biome-ignore lint/suspicious/noControlCharactersInRegex: they are taken out
const UNSEEN = /[\u0000-\u001f\u007f-\u009f\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]+/g;
const plain = (text: string): string => text.normalize('NFC').replace(UNSEEN, ' ').replace(/ {2,}/g, ' ').trim();

const written = ({ family = '', given = [], text = '' }: HumanName): string => {
  const parts = [plain(family), plain(given.join(' '))].filter(Boolean).join(', ');
  return [...(parts || plain(text))].slice(0, MOST_CHARACTERS).join('');
};

/** The name of a person as a list shows it: family name first, for lists are read by it. */
export const readName = (names: readonly HumanName[] = []): string | undefined => {
  const current = names.filter(({ use, period }) => use !== 'old' && use !== 'maiden' && period?.end === undefined);
  const sorted = current.toSorted((a, b) => USES.indexOf(a.use) - USES.indexOf(b.use));
  return sorted.map(written).find(Boolean);
};
