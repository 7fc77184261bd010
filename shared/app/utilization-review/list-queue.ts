import { type ReviewWork, workOf } from '../../core/authorization/review-recourse.ts';
import type { ReviewRequest } from '../../core/authorization/review-request.ts';
import type { TenantId } from '../../core/model/keys/tenant-id.ts';
import type { Ports } from '../ports/ports.ts';
import type { QueuePage } from '../ports/reviews.ts';

/** Which of a page are told. */
interface QueueFilter {
  /** An empty name is nobody. */
  readonly assignees?: readonly string[];
  readonly waiting?: readonly ReviewWork[];
}

/** Heads of a page in its order; of some reviewers, or with some work, alone where they are asked for. */
export const readQueued = async (
  { rows }: QueuePage,
  { assignees, waiting }: QueueFilter,
  tenant: TenantId,
  { reviews }: Pick<Ports, 'reviews'>,
): Promise<readonly ReviewRequest[]> => {
  const heads = await reviews.heads(
    tenant,
    rows.map(({ id }) => id),
  );
  return heads.filter(
    (head) =>
      (assignees?.includes(head.assignee ?? '') ?? true) &&
      (!waiting || workOf(head).some((one) => waiting.includes(one))),
  );
};
