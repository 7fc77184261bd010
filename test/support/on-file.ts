import type { Ports } from '../../shared/app/ports/ports.ts';
import type { AuthorizationRecord } from '../../shared/core/authorization/authorization.ts';
import type { TenantId } from '../../shared/core/model/keys/tenant-id.ts';

/** Records under an order id, of whatever source; for tenants of few orders. */
export const onFile = async (
  { authorizations }: Pick<Ports, 'authorizations'>,
  tenant: TenantId,
  orderId: string,
): Promise<readonly AuthorizationRecord[]> =>
  (await authorizations.find(tenant, { limit: 100 })).items.filter((record) => record.orderId === orderId);
