import type { Guard, Request } from '../../handlers/handler.ts';
import { refuseWith } from '../../handlers/reply.ts';
import { CLIENT_RATE } from '../../http/limits.ts';

/** A source may be called as a client is: each has a count of its own, and so has asking for a token. */
const callerOf = ({ route: { scope }, identity: { client = 'open' } }: Request): string =>
  scope === 'source-secret' || scope === 'client-assertion' ? `${scope} ${client}` : client;

/**
 * No caller may starve the others. With open access a limit applies only if the tenant sets one. Where nothing is proved
 * the firewall counts by address.
 */
export const limitRate: Guard = async (request, container, next) => {
  const { route, identity } = request;
  if (route.scope === 'none') return next(request, container);
  const { settings, rates } = container.ports;
  const rate =
    (await settings.tenant(identity.tenant))?.rate ?? (container.config.AUTH === 'open' ? undefined : CLIENT_RATE);
  const wait = rate ? await rates.take(identity.tenant, callerOf(request), rate) : 0;
  if (wait === 0) return next(request, container);
  const says = 'You call more often than is agreed; wait before you call again.';
  return refuseWith(429, { code: 'throttled', says }, { 'retry-after': String(wait) });
};
