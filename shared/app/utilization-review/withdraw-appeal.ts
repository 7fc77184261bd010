import type { RequestEvent } from '../../core/authorization/request-events.ts';
import { levelsIn, openAppealOf } from '../../core/authorization/review-recourse.ts';
import type { ReviewRequest } from '../../core/authorization/review-request.ts';
import { ok, type Result, refused } from '../../core/model/result.ts';
import { TWO_LEVELS } from './ask-again.ts';
import { atParameter, type ReviewOccasion, type WithdrawCommand } from './review-command.ts';

const NONE = 'No appeal of it is being reviewed: there is nothing to take back.';
const NOT_YOURS = 'An appeal is taken back by the client that appealed, or by a reviewer who records it.';

/** An appeal that is not decided is taken back, by who made it or by a reviewer for what came by mail or telephone: the decision stands. */
export const withdrawAppeal = (
  request: ReviewRequest,
  { says, items: asked }: WithdrawCommand,
  { at, by, isReviewer }: Pick<ReviewOccasion, 'at' | 'by' | 'isReviewer'>,
): Result<RequestEvent> => {
  const { items, appeal } = request;
  if (asked?.some((one) => !items.some(({ sequence }) => sequence === one)))
    return refused(atParameter('value', 'The request has no such item.', 'item'));
  const open = appeal?.sequences ?? [];
  if (!open.length || asked?.some((one) => !open.includes(one))) return refused(atParameter('conflict', NONE, 'item'));
  const isTheirs = (sequence: number): boolean => isReviewer || openAppealOf(request, sequence)?.by === by;
  const meant = asked ? open.filter((one) => asked.includes(one)) : open.filter(isTheirs);
  if (!meant.length || !meant.every(isTheirs)) return refused(atParameter('forbidden', NOT_YOURS));
  const [level = 1, other] = levelsIn(request, meant);
  if (other) return refused(atParameter('conflict', TWO_LEVELS, 'item'));
  return ok({ kind: 'appeal-withdrawn', at, by, says, sequences: meant, level });
};
