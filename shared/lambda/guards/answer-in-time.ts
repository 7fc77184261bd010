import { lateResponse } from '../../cds-hooks/late-response.ts';
import { BOUNDS } from '../../core/model/bounds.ts';
import type { Guard, Reply, Request } from '../../handlers/handler.ts';
import { inTime } from '../../handlers/hooks/in-time.ts';
import { answer, tryAgain } from '../../handlers/reply.ts';
import type { Route } from '../../http/routes/route.ts';

/** What is left of the last moments goes to the way back. */
const WAY_BACK_MS = 100;

/** What whoever waits at a hook is told when there is no answer. */
export const lateReply = ({ handler }: Pick<Route, 'handler'>, uuid: string): Reply =>
  handler === 'invoke' ? answer(lateResponse(uuid)) : tryAgain('This took too long; try again.');

/** Milliseconds a hook call still has; other calls have their function's. */
const leftOf = ({ arrivedMs = 0 }: Request, elapsedMs: number): number =>
  arrivedMs + BOUNDS.hookMs - WAY_BACK_MS - elapsedMs;

/**
 * Outermost: a clinician waits, so a hook is answered in time whatever hangs around its handler: the caller's keys, the
 * tenant's settings, rates, idempotency, the audit trail.
 */
export const answerInTime: Guard = async (request, container, next) => {
  const { route } = request;
  if (route.scope !== 'cds-hooks') return next(request, container);
  const { clock, ids, log } = container.ports;
  const reply = await inTime(next(request, container), leftOf(request, clock.elapsedMs()));
  if (reply !== 'late') return reply;
  log.warn('hook-late', { door: route.handler });
  return lateReply(route, ids.next());
};
