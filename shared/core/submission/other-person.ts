import type { ToldPerson } from './payer-response.ts';
import type { RequestMember } from './request-content.ts';

const plain = (text: string | undefined): string =>
  (text ?? '')
    .normalize('NFD')
    .replace(/[^\p{L}\p{N}]/gu, '')
    .toUpperCase();

/** Both are told, and neither begins with the other: payers cut names, and leave out second ones. */
const differ = (theirs: string | undefined, ours: string | undefined): boolean => {
  const [one, other] = [plain(theirs), plain(ours)];
  return one !== '' && other !== '' && !one.startsWith(other) && !other.startsWith(one);
};

/**
 * Whether a payer speaks of somebody else: another birth date with another family or given name. One of them alone is how one
 * person is written differently, or a birth date mistyped.
 */
export const isOtherPerson = (
  { family, given, birthDate }: ToldPerson,
  ours: Pick<RequestMember, 'family' | 'given' | 'birthDate'>,
): boolean =>
  birthDate !== undefined &&
  ours.birthDate !== undefined &&
  birthDate !== ours.birthDate &&
  (differ(family, ours.family) || differ(given, ours.given));
