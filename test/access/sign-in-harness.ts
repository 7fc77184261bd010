import { handlers as cdsDoors } from '../../functions/cds-hooks/index.ts';
import { notify } from '../../functions/order-events/notify.ts';
import { lambdaContext } from '../../infra/local/http/lambda-context.ts';
import { tenantId } from '../../shared/app/keys/tenant-id.ts';
import type { SignInRules } from '../../shared/app/ports/access/session.ts';
import { openTokens } from '../../shared/lambda/auth/open-tokens.ts';
import { openSignIn } from '../../shared/lambda/auth/sign-in/open-sign-in.ts';
import { httpEntry } from '../../shared/lambda/http-entry.ts';
import {
  type Answered,
  type Ask,
  eventOf,
  openEndpointHarness,
  PUBLIC_URL,
  TENANT,
} from '../support/endpoint-harness.ts';
import { type Account, startIssuer } from '../support/oidc-issuer.ts';

export const RULES: SignInRules = {
  claim: 'groups',
  roles: (['scheduler', 'coordinator', 'biller', 'clinician', 'author', 'auditor', 'reviewer', 'analyst'] as const).map(
    (role) => ({
      group: `desk-${role}`,
      role,
    }),
  ),
};
export const CLINIC = { ...TENANT, signIn: RULES };
const RIVAL = { ...CLINIC, id: tenantId('rival'), sources: [{ id: 'rival-ehr', name: 'EHR of the rival' }] };
/** A tenant whose people do not sign in. */
const SILENT = { ...TENANT, id: tenantId('silent'), sources: [] };

/** Somebody in the group of each role, at the clinic. */
export const person = (...roles: readonly string[]): Account => ({
  sub: `dana.reyes-${roles.join('-')}@clinic.example`,
  name: 'Dana Reyes',
  email: 'dana.reyes@clinic.example',
  org: 'clinic',
  groups: roles.map((role) => `desk-${role}`),
});

interface Got {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly cookies: readonly string[];
  readonly text: string;
  readonly body: Answered['body'];
}

const parsed = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
};

/** The endpoints with authentication required, an issuer beside them, and browsers that keep cookies. */
export const openSignInHarness = async (config: Readonly<Record<string, string | undefined>> = {}, secret?: string) => {
  let seconds = (): number => 0;
  const issuer = await startIssuer({ id: 'desk', ...(secret ? { secret } : {}) }, () => seconds());
  const server = {
    issuer: issuer.url,
    clientId: 'desk',
    tenantClaim: 'org',
    ...(secret ? { clientSecret: 'file:x' } : {}),
  };
  const harness = await openEndpointHarness((opened) => {
    const own = { AUTH: 'required', PRIVATE_ORIGINS: 'http://127.0.0.1:*', SIGN_IN: JSON.stringify(server) };
    Object.assign(opened.config, own, config);
    const ports = { ...opened.ports, secrets: { read: async () => secret ?? '' } };
    const tokens = openTokens(opened.config, ports);
    return { ...opened, ports: { ...ports, tokens, signIn: openSignIn(opened.config, ports) } };
  });
  seconds = () => Math.floor(Date.parse(harness.time.now) / 1_000);
  const { settings } = harness.ports;
  for (const one of [CLINIC, RIVAL, SILENT]) await settings.put(one);

  const hooks = httpEntry({ ...cdsDoors, notify }, () => harness.harness);
  const call = async (asked: Ask): Promise<Got> => {
    const handler = /^\/(cds-services|events)/.test(asked.path) ? hooks : harness.handler;
    const { statusCode, headers, multiValueHeaders, body } = await handler(eventOf(asked), lambdaContext('auth'));
    const texts = Object.entries(headers ?? {}).map(([name, value]) => [name, String(value)]);
    const cookies = (multiValueHeaders?.['set-cookie'] ?? []).map(String);
    return { status: statusCode, headers: Object.fromEntries(texts), cookies, text: body, body: parsed(body) };
  };

  /** A browser: it keeps what it is given, and forgets what it is told to. */
  const openBrowser = () => {
    const jar = new Map<string, string>();
    const send = async (asked: Ask): Promise<Got> => {
      const cookie = [...jar].map(([name, value]) => `${name}=${value}`).join('; ');
      const got = await call({ ...asked, headers: { ...(cookie ? { cookie } : {}), ...asked.headers } });
      for (const one of got.cookies) {
        const [, name = '', value = '', seconds] = /^([^=]+)=([^;]*);.*Max-Age=(\d+)/.exec(one) ?? [];
        if (seconds === '0') jar.delete(name);
        else jar.set(name, value);
      }
      return got;
    };
    const get = (path: string, headers: Readonly<Record<string, string>> = {}) =>
      send({ method: 'GET', path, headers });
    /** Goes to the issuer, signs in there, and comes back. */
    const signIn = async (account: Account, path = '/auth/login?return=/today'): Promise<Got> => {
      const { headers } = await get(path);
      return get(issuer.signIn(headers.location ?? '', account).replace(PUBLIC_URL, ''));
    };
    /** What our own page sends: its origin and the token of the session. */
    const page = async (): Promise<Readonly<Record<string, string>>> => {
      const { body } = await get('/auth/session');
      return { origin: PUBLIC_URL, 'sec-fetch-site': 'same-origin', 'x-csrf-token': body?.csrf ?? '' };
    };
    return { jar, send, get, signIn, page };
  };
  /** A browser whose person has signed in. */
  const signedIn = async (...roles: readonly string[]) => {
    const browser = openBrowser();
    const { status, text } = await browser.signIn(person(...roles));
    if (status !== 303) throw new Error(text);
    return browser;
  };
  const later = (minutes: number): void => {
    harness.time.now = new Date(Date.parse(harness.time.now) + minutes * 60_000).toISOString();
  };
  const close = async (): Promise<void> => {
    await harness.close();
    await issuer.close();
  };
  return { ...harness, issuer, call, openBrowser, signedIn, later, close };
};
export type SignInHarness = Awaited<ReturnType<typeof openSignInHarness>>;
