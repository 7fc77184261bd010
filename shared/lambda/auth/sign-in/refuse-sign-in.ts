import type { SignInError, SignInRefusal } from '../../../app/ports/access/sign-in.ts';
import { escapeMarkup } from '../../../core/model/escape-markup.ts';
import type { Container } from '../../../handlers/container.ts';
import type { Reply, Request } from '../../../handlers/handler.ts';
import { NO_STORE } from '../prove-assertion.ts';
import { noSignInCookie } from './cookies.ts';
import { deskPath, loginPath } from './paths.ts';

const STATUS: Readonly<Record<SignInError, number>> = {
  invalid_request: 400,
  invalid_grant: 400,
  invalid_token: 400,
  sign_in_expired: 400,
  sign_in_repeated: 400,
  access_denied: 403,
  sign_in_not_set_up: 404,
  issuer_invalid: 502,
  issuer_unavailable: 503,
};

const HTML = /\btext\/html\b/i;

/** A page for the person whose browser came here by itself: what happened, and a way on. */
const pageOf = (says: string, again: string): string =>
  `<!doctype html><html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>Not signed in</title><h1>Not signed in</h1><p>${escapeMarkup(says)}</p><p><a href="${escapeMarkup(again)}">Sign in</a></p></html>`;

/** As OAuth refuses, and as a page for a browser that asks for one. The log says why; a name or a token is in neither. */
export const refuseSignIn = (
  { error, says }: SignInRefusal,
  { headers, route }: Pick<Request, 'headers' | 'route'>,
  { config, ports }: Container,
): Reply => {
  ports.log.warn('sign-in-failed', { door: route.handler, outcome: error, problem: says });
  const status = STATUS[error];
  const common = { ...NO_STORE, ...(status === 503 ? { 'retry-after': '5' } : {}) };
  const cookies = [noSignInCookie()];
  if (!HTML.test(headers.accept ?? ''))
    return { status, body: { error, error_description: says }, headers: common, cookies };
  return {
    status,
    text: pageOf(says, loginPath(deskPath(config), config)),
    cookies,
    headers: {
      ...common,
      'content-type': 'text/html; charset=utf-8',
      'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
      'referrer-policy': 'no-referrer',
      'x-content-type-options': 'nosniff',
    },
  };
};
