import { tenantId } from '../../app/keys/tenant-id.ts';
import type { TenantId } from '../../core/model/keys/tenant-id.ts';
import { ok, type Result, refused } from '../../core/model/result.ts';
import type { Container } from '../../handlers/container.ts';
import type { Request } from '../../handlers/handler.ts';

const TENANT_HEADER = 'x-stresspass-tenant';

/** Tenants the page of an open service may choose between, where it starts first. */
export const openTenants = ({ OPEN_TENANTS = '' }: Pick<Container['config'], 'OPEN_TENANTS'>): readonly TenantId[] =>
  OPEN_TENANTS.split(',').filter(Boolean).map(tenantId);

/**
 * The tenant of a call to an open service: the one its header names, or `otherwise`. A name nobody listed is refused rather
 * than taken for the default: it would read and write another tenant's records than its caller means.
 */
export const chosenTenant = (
  { headers }: Pick<Request, 'headers'>,
  config: Pick<Container['config'], 'OPEN_TENANTS'>,
  otherwise: TenantId,
): Result<TenantId> => {
  const named = headers[TENANT_HEADER];
  const tenants = openTenants(config);
  if (named === undefined || tenants.length === 0) return ok(otherwise);
  const tenant = tenants.find((one) => one === named);
  if (tenant) return ok(tenant);
  return refused({
    code: 'value',
    says: `There is no such tenant to choose here; there are ${tenants.join(', ')}.`,
    expression: `http.${TENANT_HEADER}`,
  });
};
