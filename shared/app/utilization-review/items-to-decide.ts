import { type ItemState, isUndecided, type ReviewItem } from '../../core/authorization/review-item.ts';
import { appealLevel, barredFrom, reopenedBy } from '../../core/authorization/review-recourse.ts';
import type { ReviewRequest } from '../../core/authorization/review-request.ts';
import { ok, type Problem, type Result, refused } from '../../core/model/result.ts';
import { atParameter, type Deciding, type ReviewOccasion } from './review-command.ts';

/** Items a decision is about: those named, else every undecided one, else those an appeal or a conversation opens again. */
export const itemsToDecide = (
  request: ReviewRequest,
  asked: readonly number[] | undefined,
): Result<readonly ReviewItem[]> => {
  const { items } = request;
  const isAgain = ({ sequence }: ReviewItem): boolean => reopenedBy(request, sequence) !== undefined;
  const undecided = items.filter(isUndecided);
  const open = undecided.length ? undecided : items.filter(isAgain);
  const meant = asked ? items.filter(({ sequence }) => asked.includes(sequence)) : open;
  if (asked?.some((one) => !items.some(({ sequence }) => sequence === one)))
    return refused(atParameter('value', 'The request has no such item.', 'item'));
  if (!meant.length || !meant.every((one) => isUndecided(one) || isAgain(one)))
    return refused(atParameter('conflict', 'The item is decided or cancelled already.', 'item'));
  return ok(meant);
};

/** How much of what was asked an outcome grants. */
const GRANTS: Readonly<Partial<Record<ItemState['is'], number>>> = {
  denied: 0,
  'partly-certified': 1,
  modified: 1,
  certified: 2,
};
const GIVEN: Readonly<Record<Deciding['decision'], number>> = { A3: 0, A2: 1, A6: 1, A1: 2 };

const WORSE = 'A decision that is looked at again is upheld or made better for the patient, never worse.';
const TOOK_PART = 'The second level of appeal is decided by a reviewer who took no part in the request before.';
const SAME_PERSON = 'An appeal is decided by another reviewer than the decision it is about.';

/** What a second look at a decision may not be: worse, or on an appeal by whoever decided first. */
export const secondLook = (
  request: ReviewRequest,
  items: readonly ReviewItem[],
  { decision, reviewer }: Deciding,
  { by, isAlone }: ReviewOccasion,
): readonly Problem[] => {
  const again = items.filter((one) => !isUndecided(one));
  const isWorse = again.some(({ state }) => GIVEN[decision] < (GRANTS[state.is] ?? 0));
  const appealed = again.filter(({ sequence }) => reopenedBy(request, sequence) === 'appeal');
  const tookPart = appealed.find((item) =>
    barredFrom(request, item).some(({ npi, agent }) => npi === reviewer.npi || (agent === by && !isAlone)),
  );
  return [
    ...(isWorse ? [atParameter('value', WORSE, 'decision')] : []),
    ...(tookPart
      ? [atParameter('forbidden', appealLevel(tookPart) === 2 ? TOOK_PART : SAME_PERSON, 'reviewerNpi')]
      : []),
  ];
};
