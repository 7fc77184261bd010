import type { TenantId } from '../../core/model/keys/tenant-id.ts';
import type { Submission } from '../../core/submission/submission.ts';
import type { Ports } from '../ports/ports.ts';
import type { RequestPage } from '../ports/submissions.ts';

/** Requests of a page, each read with its order's record: whose they are stands in the audit trail. */
export const readListed = async (
  page: RequestPage,
  tenant: TenantId,
  { submissions, authorizations }: Pick<Ports, 'submissions' | 'authorizations'>,
): Promise<readonly Submission[]> => {
  const found = await submissions.listed(page);
  const orders = new Map(
    found.map(({ source, orderId }) => [JSON.stringify([source, orderId]), { source, orderId }] as const),
  );
  if (orders.size) await authorizations.load(tenant, [...orders.values()], []);
  return found;
};
