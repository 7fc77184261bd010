import type { ReviewRequest } from '../../core/authorization/review-request.ts';
import { BOUNDS } from '../../core/model/bounds.ts';
import type { TenantId } from '../../core/model/keys/tenant-id.ts';
import { ok, type Result, refused } from '../../core/model/result.ts';
import { retryRace } from '../assess/retry-race.ts';
import type { Ports } from '../ports/ports.ts';
import { evolve } from './evolve.ts';

interface Assigning {
  readonly tenant: TenantId;
  readonly id: string;
  /** Absent: nobody has it from now on. */
  readonly assignee?: string;
  /** Versions the caller may have seen; any other is refused. */
  readonly versions?: readonly number[];
  /** Agent: client or person. */
  readonly by: string;
  readonly at: string;
}

/** Keeps who reviews a request: an event of its history. The same again changes nothing. */
export const assignRequest = (
  { tenant, id, assignee, versions, by, at }: Assigning,
  { reviews }: Pick<Ports, 'reviews'>,
): Promise<Result<ReviewRequest>> =>
  retryRace(async (): Promise<Result<ReviewRequest> | undefined> => {
    const request = await reviews.get(tenant, id);
    if (!request) return refused({ code: 'not-found', says: 'There is no such request here.' });
    if (versions && !versions.includes(request.version))
      return refused({
        code: 'conflict',
        says: 'The request has changed since it was read.',
        expression: 'http.if-match',
      });
    if (request.assignee === assignee) return ok(request);
    if (request.history.length >= BOUNDS.requestChanges)
      return refused({ code: 'too-long', says: `A request may be changed ${BOUNDS.requestChanges} times.` });
    const next = evolve(request, { kind: 'assigned', by, at, ...(assignee === undefined ? {} : { assignee }) });
    return (await reviews.commit(next)) === 'written' ? ok(next) : undefined;
  });
