import type { ReviewRequest } from '../../core/authorization/review-request.ts';
import type { TenantId } from '../../core/model/keys/tenant-id.ts';
import type { Ports } from '../ports/ports.ts';
import type { QueuePage } from '../ports/reviews.ts';

/** Heads of a page in its order; of some reviewers alone, where they are asked for. An empty name is nobody. */
export const readQueued = async (
  { rows }: QueuePage,
  assignees: readonly string[] | undefined,
  tenant: TenantId,
  { reviews }: Pick<Ports, 'reviews'>,
): Promise<readonly ReviewRequest[]> => {
  const heads = await reviews.heads(
    tenant,
    rows.map(({ id }) => id),
  );
  return heads.filter(({ assignee = '' }) => assignees?.includes(assignee) ?? true);
};
