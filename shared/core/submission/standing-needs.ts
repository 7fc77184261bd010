import type { ItemResponse } from './payer-response.ts';
import type { KeptExchange, SubmissionStanding } from './submission.ts';

/**
 * Items of an answer, with what they waited for before where it is an answer to an inquiry that names no need at all: a payer
 * need not say so there (PAS: the inquiry response asks for nothing), so its silence does not say that nothing is asked for any more.
 */
export const withStandingNeeds = (
  items: readonly ItemResponse[],
  standing: SubmissionStanding,
  what: KeptExchange['what'],
): readonly ItemResponse[] => {
  if (what !== 'inquire' || standing.state !== 'pended' || items.some(({ needs }) => needs.length)) return items;
  const before = standing.items;
  return items.map((item) => {
    const known = before.find(({ sequence, action }) => sequence === item.sequence && action === item.action);
    return item.action === 'pended' && known ? { ...item, needs: known.needs } : item;
  });
};
