import type { Handler } from '../../shared/handlers/handler.ts';
import { answer, refuseWith } from '../../shared/handlers/reply.ts';
import { noSessionCookie } from '../../shared/lambda/auth/sign-in/cookies.ts';

/** Ends the session here at once, and says where the page ends the one at the issuer. */
export const logout: Handler = async ({ ticket }, { ports }) => {
  if (!ticket) return refuseWith(404, { code: 'not-found', says: 'There is no session to end here.' });
  await ports.sessions.end(ticket.tenant, ticket.id);
  const signOut = await ports.signIn.endAddress();
  return { ...answer(signOut ? { signOut } : {}), cookies: [noSessionCookie()] };
};
