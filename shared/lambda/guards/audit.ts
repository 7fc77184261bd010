import { noteAccess } from '../../app/access/note-access.ts';
import { watchAccess } from '../../app/access/watch-access.ts';
import { watchReviews } from '../../app/access/watch-reviews.ts';
import type { Access, Agent } from '../../app/ports/access/audit.ts';
import type { Container } from '../../handlers/container.ts';
import type { Guard, Identity, Reply, Request } from '../../handlers/handler.ts';
import { tryAgain } from '../../handlers/reply.ts';
import { isRetryable } from '../../handlers/retryable.ts';
import type { Route } from '../../http/routes/route.ts';

const ACTIONS: Readonly<Record<string, Access['action']>> = { c: 'C', r: 'R', u: 'U' };

/** From the route's scope; anything but create, read or update is execute. */
const actionOf = ({ scope }: Route): Access['action'] => ACTIONS[/\.(\w)$/.exec(scope)?.[1] ?? ''] ?? 'E';

const agentOf = ({ client, user }: Identity, { handler }: Route): Agent => {
  if (user) return { kind: 'user', name: user.subject, display: user.name };
  if (client === undefined) return { kind: 'open', name: 'open' };
  return { kind: handler === 'notify' ? 'source' : 'client', name: client };
};

const SERVER_ERROR = 500;
const UNAVAILABLE = 503;
const NOT_MODIFIED = 304;

/**
 * Notes every access of a known caller, refused and failed ones too, with everything that passed through the stores of records and of requests. A response that cannot be
 * noted is withheld: the caller retries, and every handler is safe to repeat.
 */
export const audit: Guard = async (request, container, next) => {
  if (request.route.unaudited) return next(request, container);
  const { authorizations, touched } = watchAccess(container.ports.authorizations);
  const { reviews, patients: reviewed } = watchReviews(container.ports.reviews);
  const watched = { ...container, ports: { ...container.ports, authorizations, reviews } };
  const note = ({ status, about, patients = [] }: Reply): Promise<boolean> => {
    const seen = touched();
    return append(
      request,
      {
        ...seen,
        patients: [...new Set([...seen.patients, ...reviewed(), ...patients])],
        status,
        ...(about ? { about } : {}),
      },
      container,
    );
  };
  let reply: Reply;
  try {
    reply = await next(request, watched);
  } catch (error) {
    await note({ status: isRetryable(error) ? UNAVAILABLE : SERVER_ERROR });
    throw error;
  }
  // That nothing changed shows nothing of anybody; a page that asks every few seconds would bury who read what.
  if (reply.status === NOT_MODIFIED) return reply;
  return (await note(reply)) ? reply : notNoted();
};

const append = async (
  { route, identity, correlationId }: Request,
  what: Pick<Access, 'patients' | 'orders' | 'answers' | 'status' | 'about'>,
  { ports }: Container,
): Promise<boolean> => {
  const { tenant } = identity;
  try {
    const about = { tenant, at: ports.clock.now(), door: route.handler, action: actionOf(route) };
    const follows = correlationId ? { correlationId } : {};
    await noteAccess({ ...about, who: agentOf(identity, route), ...what, ...follows }, ports);
    return true;
  } catch (error) {
    ports.log.error('audit-failed', {
      tenant,
      door: route.handler,
      errorName: error instanceof Error ? error.name : '',
    });
    return false;
  }
};

const notNoted = (): Reply =>
  tryAgain('This call could not be entered in the audit trail, so it is not answered; try again.');
