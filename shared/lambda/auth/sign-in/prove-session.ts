import { idleSeconds, isDueAgain, judgeSession } from '../../../app/access/judge-session.ts';
import { scopesOfRoles } from '../../../app/access/roles.ts';
import type { Session, SignInRules, Ticket } from '../../../app/ports/access/session.ts';
import type { Container } from '../../../handlers/container.ts';
import type { Identity, Reply, Request } from '../../../handlers/handler.ts';
import { refuseWith } from '../../../handlers/reply.ts';
import { noSessionCookie, sessionCookie, sessionIn } from './cookies.ts';
import { bringsToken, isOwnPage } from './own-page.ts';

/** A call in a session, or why it is none. */
type InSession =
  | { readonly identity: Identity; readonly ticket: Ticket; readonly cookies?: readonly string[] }
  | { readonly reply: Reply };

const otherPage = (): Reply =>
  refuseWith(403, { code: 'forbidden', says: 'A page of another site may not call in a session.' });
const noToken = (): Reply =>
  refuseWith(403, {
    code: 'forbidden',
    says: 'Send the token of this session, which GET /auth/session tells: X-CSRF-Token.',
    expression: 'http.x-csrf-token',
  });
const ended = (): Reply => ({
  ...refuseWith(
    401,
    { code: 'login', says: 'The session has ended; sign in again.' },
    { 'www-authenticate': 'Bearer' },
  ),
  cookies: [noSessionCookie()],
});

/** The cookie of a session that begins or goes on. */
export const cookieOf = async (
  ticket: Ticket,
  { until }: Pick<Session, 'until'>,
  rules: SignInRules,
  { ports }: Container,
): Promise<string> => {
  const left = Math.ceil((Date.parse(until) - Date.parse(ports.clock.now())) / 1_000);
  const seconds = Math.max(1, Math.min(left, idleSeconds(rules)));
  return sessionCookie(await ports.signIn.seal(ticket, seconds), seconds);
};

/**
 * Who calls in a session. Nothing for a call without its cookie. A conditional read is a page that keeps itself up to date, and no
 * sign that somebody is there: it does not prolong the session.
 */
export const proveSession = async (request: Request, container: Container): Promise<InSession | undefined> => {
  const text = sessionIn(request);
  if (text === undefined) return undefined;
  const { config, ports } = container;
  if (!isOwnPage(request, config)) return { reply: otherPage() };
  const ticket = await ports.signIn.open(text);
  if (!ticket) return { reply: ended() };
  const [session, settings] = await Promise.all([
    ports.sessions.find(ticket.tenant, ticket.id),
    ports.settings.tenant(ticket.tenant),
  ]);
  const rules = settings?.signIn;
  const now = ports.clock.now();
  const user = judgeSession(session, ticket, rules, now);
  if (!session || !rules || !user) return { reply: ended() };
  if (!bringsToken(request, ticket)) return { reply: noToken() };
  const { tenant } = ticket;
  const called = { identity: { tenant, client: user.subject, user, scopes: scopesOfRoles(user.roles) }, ticket };
  if (!isDueAgain(ticket, now) || request.headers['if-none-match'] !== undefined) return called;
  return { ...called, cookies: [await cookieOf({ ...ticket, seenAt: now }, session, rules, container)] };
};
