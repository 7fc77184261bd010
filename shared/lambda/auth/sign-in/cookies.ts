import type { Request } from '../../../handlers/handler.ts';

/** `__Host-`: no other host, no part of the path and no plain connection can set or read them (RFC 6265bis). */
const SESSION = '__Host-stresspass-session';
const SIGN_IN = '__Host-stresspass-sign-in';

const attributes = (site: 'Strict' | 'Lax', seconds: number): string =>
  `Path=/; Max-Age=${seconds}; HttpOnly; Secure; SameSite=${site}`;

/** Sent for our own pages only. */
export const sessionCookie = (text: string, seconds: number): string =>
  `${SESSION}=${text}; ${attributes('Strict', seconds)}`;
export const noSessionCookie = (): string => sessionCookie('', 0);
/** The issuer's page sends the browser back to us, so another site leads here. */
export const signInCookie = (text: string, seconds: number): string =>
  `${SIGN_IN}=${text}; ${attributes('Lax', seconds)}`;
export const noSignInCookie = (): string => signInCookie('', 0);

const VALUE = /^[\w.-]{1,4000}$/;

/** Its value, if the browser sent exactly one. */
const read = ({ headers }: Pick<Request, 'headers'>, name: string): string | undefined => {
  const [value, another] = (headers.cookie ?? '')
    .split(/[;,]/)
    .map((pair) => pair.trim())
    .filter((pair) => pair.startsWith(`${name}=`))
    .map((pair) => pair.slice(name.length + 1));
  return value !== undefined && another === undefined && VALUE.test(value) ? value : undefined;
};
export const sessionIn = (request: Pick<Request, 'headers'>): string | undefined => read(request, SESSION);
export const signInIn = (request: Pick<Request, 'headers'>): string | undefined => read(request, SIGN_IN);
