import type { Handler } from '../../shared/handlers/handler.ts';
import { NO_STORE } from '../../shared/lambda/auth/prove-assertion.ts';
import { signInCookie } from '../../shared/lambda/auth/sign-in/cookies.ts';
import { returnPath } from '../../shared/lambda/auth/sign-in/paths.ts';
import { refuseSignIn } from '../../shared/lambda/auth/sign-in/refuse-sign-in.ts';

/** Sends the browser to the issuer. Nothing is stored: what has to come back is sealed in the browser's own cookie. */
export const login: Handler = async (request, container) => {
  const returnTo = returnPath(request.query.return?.at(-1), container.config);
  const begun = await container.ports.signIn.begin(returnTo);
  if (!begun.ok) return refuseSignIn(begun, request, container);
  const headers = { ...NO_STORE, location: begun.address, 'referrer-policy': 'no-referrer' };
  return { status: 303, headers, cookies: [signInCookie(begun.kept, begun.lives)] };
};
