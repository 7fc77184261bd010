import type { PayerRejection } from '../../../core/submission/payer-response.ts';

/** What an acknowledgment says of one message of ours; `undefined` where it speaks of another. */
export type Acknowledgment =
  | { readonly is: 'accepted' }
  | { readonly is: 'rejected'; readonly rejections: readonly PayerRejection[] };

/** Control numbers of what was sent: ISA13, GS06, ST02. */
export interface SentNumbers {
  readonly interchange: string;
  readonly group: string;
  readonly set: string;
}

export const isSameNumber = (one: string | undefined, other: string): boolean =>
  one !== undefined && one.replace(/^0+/, '') === other.replace(/^0+/, '');
