import type { Caller } from '../app/ports/caller.ts';
import type { Tenant } from '../app/ports/ports.ts';
import { DIRECT_SOURCE, sourcesOf } from '../app/search/find-order.ts';
import type { TenantId } from '../core/model/keys/tenant-id.ts';
import { ok, type Result, refused } from '../core/model/result.ts';
import type { Container } from './container.ts';
import type { Request } from './handler.ts';

/** Settings of a tenant that has not been set up yet. */
const unsettled = (id: TenantId): Tenant => ({
  id,
  timeZone: 'America/New_York',
  confirmationRequired: false,
  rosterComplete: [],
  sources: [],
});

/** The caller's tenant. */
export const tenantOf = async ({ identity }: Request, { ports }: Container): Promise<Tenant> =>
  (await ports.settings.tenant(identity.tenant)) ?? unsettled(identity.tenant);

/**
 * The caller, for handlers that write. Orders belong to the source that issued their ids: `source` of the query, which
 * must be registered, else the tenant's first source.
 */
export const callerOf = async (request: Request, container: Container): Promise<Result<Caller>> => {
  const tenant = await tenantOf(request, container);
  const source = request.query.source?.at(-1) ?? tenant.sources[0]?.id ?? DIRECT_SOURCE;
  if (!sourcesOf(tenant).includes(source))
    return refused({
      code: 'value',
      says: 'No such source is registered; leave it out for the first registered one.',
      expression: 'http.source',
    });
  const { route, receivedAt, correlationId, identity } = request;
  const { user } = identity;
  return ok({
    tenant,
    source,
    by: route.handler,
    receivedAt,
    ...(user ? { user: { name: user.name, vouches: user.roles.includes('clinician') } } : {}),
    ...(correlationId ? { correlationId } : {}),
  });
};
