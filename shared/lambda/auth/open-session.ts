import { tenantInstant } from '../../app/access/clock-for.ts';
import { tenantOf } from '../../handlers/caller.ts';
import type { Container } from '../../handlers/container.ts';
import type { Reply, Request } from '../../handlers/handler.ts';
import { answer, refuse } from '../../handlers/reply.ts';
import { chosenTenant, openTenants } from './chosen-tenant.ts';

/** Where access is open nobody signs in: the page is told which tenants there are, and what day it is there. */
export const openSession = async (request: Request, container: Container): Promise<Reply> => {
  const { config, ports } = container;
  const tenants = openTenants(config);
  const chosen = chosenTenant(request, config, tenants[0] ?? config.DEFAULT_TENANT);
  if (!chosen.ok) return refuse(chosen.problems);
  const tenant = chosen.value;
  const known = await tenantOf({ ...request, identity: { tenant } }, container);
  const today = ports.clock.dateIn(known.timeZone, tenantInstant(known, request.receivedAt));
  return answer({ mode: 'open', tenant, tenants, timeZone: known.timeZone, today });
};
