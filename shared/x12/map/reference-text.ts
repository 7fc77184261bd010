import { cleanValue } from '../syntax/clean-value.ts';
import { shortHash } from '../syntax/control-number.ts';
import { OWN_DELIMITERS } from '../syntax/delimiters.ts';

const LONGEST = 50;
const HASH = 8;

/** A number of ours as X12 can hold it: one that is longer, or has nothing X12 can hold, is told from others by a hash. */
export const referenceText = (text: string): string => {
  const clean = cleanValue(text, OWN_DELIMITERS);
  if (clean && clean.length <= LONGEST) return clean;
  const hash = shortHash(text).toString(16).padStart(HASH, '0');
  return clean ? `${clean.slice(0, LONGEST - HASH - 1).trim()}-${hash}` : hash;
};

/** What comes back is the number we gave; some receivers put it in capitals. */
export const isSameReference = (theirs: string, ours: string): boolean =>
  theirs.toUpperCase() === referenceText(ours).toUpperCase();
