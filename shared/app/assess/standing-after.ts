import type { AuthorizationRecord } from '../../core/authorization/authorization.ts';
import { hasLapsed, LAPSED } from '../../core/authorization/lapse.ts';
import { isUnauthorized } from '../../core/authorization/record-action.ts';
import { nextStepOf } from '../../core/decide/next-action.ts';
import type { Determination } from '../../core/model/determination.ts';

/** What people act on. */
export type Standing = Pick<AuthorizationRecord, 'state' | 'advice' | 'bookable' | 'nextStep'>;

const RETRO = 'Ask the plan for a retro-authorization at once, and by when: no rule held here dates it.';

/** What the record stands for after an answer: the answer's own words, unless its order or its approval is over. */
export const standingAfter = (
  determination: Determination,
  order: { readonly withdrawn: boolean; readonly performed: boolean },
  told: AuthorizationRecord['told'],
): Standing => {
  const { state, advice, bookable, approvalWindow: window } = determination;
  if (order.withdrawn)
    return { state: 'cancelled', advice, bookable: 'no', nextStep: 'Nothing: the order is cancelled.' };
  if (hasLapsed({ state, ...(window ? { window } : {}), ...(told ? { told } : {}) })) return LAPSED;
  if (!order.performed) return { state, advice, bookable, nextStep: nextStepOf(determination).says };
  return {
    state,
    advice,
    bookable: 'no',
    nextStep: isUnauthorized(determination) ? RETRO : 'Nothing: the test has been done.',
  };
};
