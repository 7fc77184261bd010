import { tenantOf } from '../../shared/handlers/caller.ts';
import type { Handler } from '../../shared/handlers/handler.ts';
import { answer, refuse } from '../../shared/handlers/reply.ts';
import { chosenTenant, openTenants } from '../../shared/lambda/auth/chosen-tenant.ts';
import { isForeignPage } from '../../shared/lambda/auth/foreign-page.ts';

/** Who uses the page. An open service has nobody to sign in: it says which tenants there are, and what day it is there. */
export const session: Handler = async (request, container) => {
  const { config, ports } = container;
  if (config.AUTH !== 'open' || isForeignPage(request, config)) return { status: 401, body: { signIn: '/auth/login' } };
  const tenants = openTenants(config);
  const chosen = chosenTenant(request, config, tenants[0] ?? config.DEFAULT_TENANT);
  if (!chosen.ok) return refuse(chosen.problems);
  const tenant = chosen.value;
  const { timeZone } = await tenantOf({ ...request, identity: { tenant } }, container);
  return answer({ mode: 'open', tenant, tenants, timeZone, today: ports.clock.dateIn(timeZone, request.receivedAt) });
};
