import type { ReviewRequest } from '../../core/authorization/review-request.ts';
import type { Digest } from '../ports/ports.ts';

/** Without the letters people take for digits. */
const LETTERS = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const LENGTH = 12;

const lettersOf = (hex: string): string =>
  [...hex.slice(0, 2 * LENGTH).matchAll(/../g)].map(([pair]) => LETTERS[Number.parseInt(pair, 16) % 32]).join('');

/**
 * The number of what is certified at one change of a request: the same whenever that change is worked out again, so that a repeat
 * after a crash gives no second one.
 */
export const certificationNumber = (
  { id, numberPrefix }: Pick<ReviewRequest, 'id' | 'numberPrefix'>,
  version: number,
  digest: Pick<Digest, 'of'>,
): string => `${numberPrefix}-${lettersOf(digest.of(['authorization-number', id, version]))}`;

/** How a pended request is asked about. */
export const pendReference = ({ id }: Pick<ReviewRequest, 'id'>, digest: Pick<Digest, 'of'>): string =>
  `PEND-${lettersOf(digest.of(['pend-reference', id]))}`;
