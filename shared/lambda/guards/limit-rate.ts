import type { Rate } from '../../app/ports/access/rate.ts';
import type { Guard } from '../../handlers/handler.ts';
import { refuseWith } from '../../handlers/reply.ts';

/** Default: more than a busy hospital's interface engine sends, and far less than hurts. */
const USUAL: Rate = { perSecond: 50, burst: 200 };

/** Proved otherwise than by a token; the gateway and the firewall count these calls by address. */
const UNCOUNTED: readonly string[] = ['none', 'source-secret', 'client-assertion'];

/** No caller may starve the others. With open access a limit applies only if the tenant sets one. */
export const limitRate: Guard = async (request, container, next) => {
  const { route, identity } = request;
  if (UNCOUNTED.includes(route.scope)) return next(request, container);
  const { settings, rates } = container.ports;
  const rate = (await settings.tenant(identity.tenant))?.rate ?? (container.config.AUTH === 'open' ? undefined : USUAL);
  const wait = rate ? await rates.take(identity.tenant, identity.client ?? 'open', rate) : 0;
  if (wait === 0) return next(request, container);
  const says = 'You call more often than is agreed; wait before you call again.';
  return refuseWith(429, { code: 'throttled', says }, { 'retry-after': String(wait) });
};
