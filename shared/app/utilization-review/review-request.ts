import { isTold, type RequestEvent } from '../../core/authorization/request-events.ts';
import type { ReviewRequest } from '../../core/authorization/review-request.ts';
import { BOUNDS } from '../../core/model/bounds.ts';
import { ok, type Result, refused } from '../../core/model/result.ts';
import { retryRace } from '../assess/retry-race.ts';
import type { Ports, Tenant } from '../ports/ports.ts';
import { askAgain, closePeer } from './ask-again.ts';
import { certificationNumber } from './certification-number.ts';
import { decideReview } from './decide-review.ts';
import { evolve } from './evolve.ts';
import { putResult } from './notices/tell-results.ts';
import { scriptFor } from './play-script.ts';
import type { RequestCommand, ReviewOccasion } from './review-command.ts';
import { signDecision } from './sign-decision.ts';
import { withdrawAppeal } from './withdraw-appeal.ts';

interface Recording {
  readonly tenant: Tenant;
  /** Agent: client id. */
  readonly agent: string;
  readonly at: string;
  /** Versions the caller may have seen; any other is refused. */
  readonly versions?: readonly number[];
  /** The requester learns of it by the answer it waits for: nobody is notified. */
  readonly isAnswer?: boolean;
  /** Puts what follows, before the request is written: what belongs to no request is dropped. */
  readonly prepare?: (next: ReviewRequest) => Promise<void>;
  /** Whom the request is there for; absent: a reviewer, who sees all. */
  readonly sees?: (request: ReviewRequest) => boolean;
}
type RecordPorts = Pick<Ports, 'reviews' | 'digest' | 'clock' | 'outbox'>;

const forbidden = (says: string) => refused({ code: 'forbidden', says });

const isAlone = ({ isTest }: ReviewRequest, { selfApproval }: Tenant): boolean => isTest && selfApproval === true;

/** Whoever asks does not decide. On a laptop with one user a test may be, where the tenant says so. */
const ownRequest = (request: ReviewRequest, command: RequestCommand, { tenant, agent }: Recording) => {
  if (!('reviewer' in command)) return undefined;
  if (agent === request.submittedBy && !isAlone(request, tenant))
    return forbidden('The agent that submitted the request may not review it.');
  if (request.parties.npis.includes(command.reviewer.npi))
    return forbidden('Who orders or renders the service may not review the request.');
  return undefined;
};

const eventOf = (request: ReviewRequest, command: RequestCommand, occasion: ReviewOccasion): Result<RequestEvent> => {
  switch (command.kind) {
    case 'sign':
      return signDecision(request, command, occasion);
    case 'appeal':
    case 'ask-peer':
      return askAgain(request, command, occasion);
    case 'withdraw-appeal':
      return withdrawAppeal(request, command, occasion);
    case 'close-peer':
      return closePeer(request, command, occasion);
    default:
      return decideReview(request, command, occasion);
  }
};

const occasionOf = (
  request: ReviewRequest,
  { tenant, agent, at, sees }: Recording,
  { digest, clock }: RecordPorts,
): ReviewOccasion => ({
  by: agent,
  at,
  today: clock.dateIn(tenant.timeZone, at),
  number: certificationNumber(request, request.version + 1, digest),
  dayOf: (instant) => clock.dateIn(tenant.timeZone, instant),
  needsSecond:
    tenant.utilizationReview?.secondSignature === true || scriptFor(tenant, request)?.member.secondSignature === true,
  isAlone: isAlone(request, tenant),
  isReviewer: sees === undefined,
  appeals: tenant.utilizationReview?.appeals,
});

/**
 * Records an act on a request: one conditional write. The same act of the same agent again, as after a crash, changes nothing.
 */
export const recordReview = async (
  id: string,
  command: RequestCommand,
  recording: Recording,
  ports: RecordPorts,
): Promise<Result<ReviewRequest>> => {
  const said = ports.digest.of([recording.agent, command]);
  return retryRace(async (): Promise<Result<ReviewRequest> | undefined> => {
    const { tenant, versions, isAnswer, sees, prepare } = recording;
    const { reviews } = ports;
    const request = await reviews.get(tenant.id, id);
    if (!request || sees?.(request) === false)
      return refused({ code: 'not-found', says: 'There is no such request here.' });
    const own = ownRequest(request, command, recording);
    if (own) return own;
    const last = request.history.at(-1);
    if (last && 'said' in last && last.said === said) return ok(request);
    if (versions && !versions.includes(request.version))
      return refused({
        code: 'conflict',
        says: 'The request has changed since it was read.',
        expression: 'http.if-match',
      });
    if (request.history.length >= BOUNDS.requestChanges)
      return refused({ code: 'too-long', says: `A request may be changed ${BOUNDS.requestChanges} times.` });
    const event = eventOf(request, command, occasionOf(request, recording, ports));
    if (!event.ok) return event;
    const next = evolve(request, { ...event.value, said });
    if (isTold(event.value) && !isAnswer) await putResult(next, ports);
    await prepare?.(next);
    return (await reviews.commit(next)) === 'written' ? ok(next) : undefined;
  });
};
