import { tenantInstant } from '../../app/access/clock-for.ts';
import type { Guard } from '../../handlers/handler.ts';

/** A call to a sandbox arrives when the sandbox's clock says; the guards before this one keep real time. */
export const tenantTime: Guard = async (request, container, next) => {
  if (request.route.scope === 'none') return next(request, container);
  const tenant = await container.ports.settings.tenant(request.identity.tenant);
  return next(tenant ? { ...request, receivedAt: tenantInstant(tenant, request.receivedAt) } : request, container);
};
