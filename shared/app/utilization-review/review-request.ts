import type { ReviewRequest } from '../../core/authorization/review-request.ts';
import { BOUNDS } from '../../core/model/bounds.ts';
import { ok, type Result, refused } from '../../core/model/result.ts';
import { retryRace } from '../assess/retry-race.ts';
import type { Ports, Tenant } from '../ports/ports.ts';
import { certificationNumber } from './certification-number.ts';
import { decideReview, type ReviewCommand } from './decide-review.ts';
import { evolve } from './evolve.ts';
import { putResult } from './notices/tell-results.ts';

interface Recording {
  readonly tenant: Tenant;
  /** Agent: client id. */
  readonly agent: string;
  readonly at: string;
  /** The requester learns of it by the answer it waits for: nobody is notified. */
  readonly isAnswer?: boolean;
}

const forbidden = (says: string) => refused({ code: 'forbidden', says });

/** Whoever asks does not decide. On a laptop with one user a test may be, where the tenant says so. */
const ownRequest = (request: ReviewRequest, { reviewer }: ReviewCommand, { tenant, agent }: Recording) => {
  if (agent === request.submittedBy && !(request.isTest && tenant.selfApproval))
    return forbidden('The agent that submitted the request may not review it.');
  if (request.parties.npis.includes(reviewer.npi))
    return forbidden('Who orders or renders the service may not review the request.');
  return undefined;
};

/** Records a reviewer's act: one conditional write. */
export const recordReview = async (
  id: string,
  command: ReviewCommand,
  recording: Recording,
  ports: Pick<Ports, 'reviews' | 'digest' | 'clock' | 'outbox'>,
): Promise<Result<ReviewRequest>> =>
  retryRace(async (): Promise<Result<ReviewRequest> | undefined> => {
    const { tenant, agent, at, isAnswer } = recording;
    const { reviews, digest, clock } = ports;
    const request = await reviews.get(tenant.id, id);
    if (!request) return refused({ code: 'not-found', says: 'There is no such request here.' });
    const own = ownRequest(request, command, recording);
    if (own) return own;
    if (request.history.length >= BOUNDS.requestChanges)
      return refused({ code: 'too-long', says: `A request may be changed ${BOUNDS.requestChanges} times.` });
    const number = certificationNumber(request, request.version + 1, digest);
    const event = decideReview(request, command, { by: agent, at, today: clock.dateIn(tenant.timeZone, at), number });
    if (!event.ok) return event;
    const next = evolve(request, event.value);
    if (event.value.kind === 'reviewed' && !isAnswer) await putResult(next, ports);
    return (await reviews.commit(next)) === 'written' ? ok(next) : undefined;
  });
