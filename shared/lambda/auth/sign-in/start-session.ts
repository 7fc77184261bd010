import { randomBytes } from 'node:crypto';
import type { Container } from '../../../handlers/container.ts';
import type { Request } from '../../../handlers/handler.ts';
import { cookieOf } from './prove-session.ts';

const CSRF_BYTES = 24;

/** Stores the session of the person who came back, and makes its cookie. */
export const startSession = async (
  { signedIn }: Request,
  container: Container,
): Promise<{ readonly location: string; readonly cookie: string }> => {
  const { ports } = container;
  const rules = signedIn && (await ports.settings.tenant(signedIn.session.tenant))?.signIn;
  if (!rules) throw new Error('Nobody was proved to have signed in.');
  const { session, returnTo } = signedIn;
  const { tenant, id, startedAt } = session;
  await ports.sessions.start(session);
  const csrf = randomBytes(CSRF_BYTES).toString('base64url');
  return {
    location: returnTo,
    cookie: await cookieOf({ tenant, id, csrf, seenAt: startedAt }, session, rules, container),
  };
};
