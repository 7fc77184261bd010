import type { Handler } from '../../shared/handlers/handler.ts';
import { NO_STORE } from '../../shared/lambda/auth/prove-assertion.ts';
import { noSignInCookie } from '../../shared/lambda/auth/sign-in/cookies.ts';
import { startSession } from '../../shared/lambda/auth/sign-in/start-session.ts';

/** The person was proved before: what remains is their session, and the way to the page they came from. */
export const callback: Handler = async (request, container) => {
  const { location, cookie } = await startSession(request, container);
  const headers = { ...NO_STORE, location, 'referrer-policy': 'no-referrer' };
  return { status: 303, headers, cookies: [cookie, noSignInCookie()] };
};
