import type { AuthorizationState } from '../model/determination.ts';
import type { HistoryEntry } from './authorization.ts';

/** States nothing but a payer's word on file leads to. */
const OF_PAYER: ReadonlySet<AuthorizationState> = new Set([
  'submitted',
  'approved',
  'partial',
  'denied',
  'appealed',
  'expired',
]);
const GIVEN: ReadonlySet<AuthorizationState> = new Set(['approved', 'partial']);

export interface Move {
  readonly what: HistoryEntry['what'];
  /** None for a new record. */
  readonly from?: AuthorizationState | undefined;
  readonly to: AuthorizationState;
  /** A decision of the payer is on file. */
  readonly hasWord: boolean;
}

/**
 * Where a record may go depends on what happened. Orders and payers may change their minds in any direction, and late
 * news may undo anything; but no clock approves, no visit decides, and no payer is quoted who has not spoken.
 */
export const mayMove = ({ what, from, to, hasWord }: Move): boolean => {
  switch (what) {
    case 'order-cancelled':
      return to === 'cancelled';
    case 'visit-recorded':
    case 'visit-checked':
      return from === to;
    case 'deadline-passed':
      return from === to || (to === 'expired' && from !== undefined && GIVEN.has(from));
    case 'assessed':
    case 'reassessed':
    case 'decision-recorded':
      return hasWord || !OF_PAYER.has(to);
  }
};
