import type { AuthorizationRecord } from './authorization.ts';

type Standing = Pick<AuthorizationRecord, 'state' | 'advice' | 'bookable' | 'nextStep'>;

/** A lapsed approval is no longer one to book by, whatever day was ordered. */
export const LAPSED = {
  state: 'expired',
  advice: 'fix-authorization',
  bookable: 'no',
  nextStep: 'Ask the payer to extend the approval or for a new one: it ended unused.',
} as const satisfies Standing;

/** It was told that this approval ended unused: answering the order again does not revive it. */
export const hasLapsed = ({ state, window, told }: Pick<AuthorizationRecord, 'state' | 'window' | 'told'>): boolean =>
  (state === 'approved' || state === 'partial') && told?.includes(`approval-ended ${window?.end ?? ''}`) === true;
