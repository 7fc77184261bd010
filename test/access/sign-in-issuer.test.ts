import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { readSignIn } from '../../shared/lambda/auth/sign-in/read-sign-in.ts';
import { NOW, PUBLIC_URL } from '../support/endpoint-harness.ts';
import type { Faults } from '../support/oidc-issuer.ts';
import { CLINIC, openSignInHarness, person, type SignInHarness } from './sign-in-harness.ts';
import { FAULTS, makePair, type Pair } from './signed.ts';

let harness: SignInHarness;
let stranger: Pair;
beforeAll(async () => {
  stranger = await makePair('RS384', 'stranger');
  harness = await openSignInHarness();
});
afterEach(() => {
  harness.issuer.behave();
  harness.time.now = NOW;
});
afterAll(() => harness.close());

/** A service of its own, which remembers nothing of the issuer. */
const failing = async (faults: Faults, account = person('scheduler')) => {
  const own = await openSignInHarness();
  try {
    const browser = own.openBrowser();
    const { headers } = await browser.get('/auth/login');
    Object.assign(own.issuer.faults, faults);
    const path = own.issuer.signIn(headers.location ?? '', account).replace(PUBLIC_URL, '');
    const { status, body } = await browser.get(path);
    expect(browser.jar.has('__Host-stresspass-session')).toBe(false);
    return { status, error: body?.error, says: body?.error_description, logged: own.logged };
  } finally {
    await own.close();
  }
};

describe('an ID token', () => {
  // Its lifetime is set by the issuer.
  const NOT_OURS = /valid too long/;
  test.each(FAULTS.filter(([name]) => !NOT_OURS.test(name)))('%s: nobody is signed in', async (_name, spoil) => {
    harness.issuer.faults.idToken = (parts) => spoil(parts, { pair: harness.issuer.pair, stranger });
    const got = await harness.openBrowser().signIn(person('scheduler'));
    expect([got.status, got.body?.error]).toEqual([400, 'invalid_token']);
    expect(got.cookies.join()).not.toMatch(/-session=[\w]/);
  });

  const claims = (more: Readonly<Record<string, unknown>>): Faults => ({
    idToken: (parts) => ({ ...parts, claims: { ...parts.claims, ...more } }),
  });
  test.each<readonly [string, Readonly<Record<string, unknown>>, string]>([
    ['of another sign-in', { nonce: 'x' }, 'nonce'],
    ['of no sign-in', { nonce: undefined }, 'nonce'],
    ['for somebody else too, and given to them', { aud: ['desk', 'other'], azp: 'other' }, 'azp'],
    ['for somebody else too', { aud: ['desk', 'other'] }, 'azp'],
    ['given to somebody else', { azp: 'other' }, 'azp'],
    ['beside another access token', { at_hash: 'AAAA' }, 'at_hash'],
    ['of nobody', { sub: undefined }, 'sub'],
    ['of nobody, as a text', { sub: '' }, 'sub'],
    ['of a subject beyond measure', { sub: 'a'.repeat(256) }, 'sub'],
  ])('%s: nobody is signed in', async (_name, more, claim) => {
    Object.assign(harness.issuer.faults, claims(more));
    const { status, body } = await harness.openBrowser().signIn(person('scheduler'));
    expect([status, body]).toEqual([
      400,
      { error: 'invalid_token', error_description: `The claim ${claim} is missing or wrong.` },
    ]);
  });

  test('without at_hash, and for several with us named, is good', async () => {
    Object.assign(harness.issuer.faults, claims({ at_hash: undefined, aud: ['desk', 'other'], azp: 'desk' }));
    expect((await harness.openBrowser().signIn(person('scheduler'))).status).toBe(303);
  });

  test.each([
    [-31, 400],
    [-29, 303],
  ])('of a clock %i s apart', async (apart, status) => {
    harness.issuer.faults.idToken = (parts) => ({
      ...parts,
      claims: { ...parts.claims, iat: Number(parts.claims.iat) - apart, exp: Number(parts.claims.iat) + 300 },
    });
    expect((await harness.openBrowser().signIn(person('scheduler'))).status).toBe(status);
  });
});

describe('an issuer that fails', () => {
  test.each<readonly [string, Faults, number, string]>([
    ['errs', { token: { status: 500, body: 'oh' } }, 503, 'issuer_unavailable'],
    ['is asked too often', { token: { status: 429, body: '{}' } }, 503, 'issuer_unavailable'],
    ['does not answer in time', { slowMs: 3_300 }, 503, 'issuer_unavailable'],
    ['sends a page', { token: { status: 200, body: '<html>' } }, 502, 'issuer_invalid'],
    ['sends somewhere else', { token: { status: 302, body: '' } }, 502, 'issuer_invalid'],
    ['sends no ID token', { token: { status: 200, body: '{"access_token":"a"}' } }, 502, 'issuer_invalid'],
    ['sends without end', { token: { status: 200, body: `"${'a'.repeat(200_000)}"` } }, 502, 'issuer_invalid'],
    ['does not know us', { token: { status: 401, body: '{"error":"invalid_client"}' } }, 502, 'issuer_invalid'],
    ['refuses the code', { token: { status: 400, body: '{"error":"invalid_grant"}' } }, 400, 'invalid_grant'],
    ['has no keys', { keys: { status: 404, body: '{}' } }, 503, 'issuer_unavailable'],
    ['has a page for keys', { keys: { status: 200, body: '<html>' } }, 503, 'issuer_unavailable'],
    ['has other keys', { keys: { status: 200, body: '{"keys":[]}' } }, 400, 'invalid_token'],
  ])('%s', async (_what, faults, status, error) => {
    const got = await failing(faults);
    expect([got.status, got.error]).toEqual([status, error]);
    expect(got.says).not.toMatch(/127\.0\.0\.1|html|oh$/);
    expect(got.logged.some((line) => line.includes('sign-in-failed') && line.includes(error))).toBe(true);
  });

  test.each<readonly [string, Faults['describe'], number, string]>([
    ['another issuer', (about) => ({ ...about, issuer: 'https://evil.example' }), 502, 'issuer_invalid'],
    ['no token endpoint', ({ token_endpoint: _, ...about }) => about, 502, 'issuer_invalid'],
    [
      'a token endpoint by file',
      (about) => ({ ...about, token_endpoint: 'file:///etc/passwd' }),
      502,
      'issuer_invalid',
    ],
    ['nothing', () => 'null', 502, 'issuer_invalid'],
  ])('that describes %s: nobody is sent there', async (_what, describeIt, status, error) => {
    const own = await openSignInHarness();
    own.issuer.faults.describe = describeIt!;
    const got = await own.openBrowser().get('/auth/login');
    expect([got.status, got.body?.error]).toEqual([status, error]);
    await own.close();
  });

  test('at an address inside is not called', async () => {
    const own = await openSignInHarness();
    own.issuer.faults.describe = (about) => ({ ...about, token_endpoint: 'https://169.254.169.254/latest' });
    const got = await own.openBrowser().signIn(person('scheduler'));
    expect([got.status, got.body?.error]).toEqual([502, 'issuer_invalid']);
    await own.close();
  });

  test('that is down: 503, tried again after ten seconds; one that goes down later is asked for nothing it said before', async () => {
    const own = await openSignInHarness();
    const browser = own.openBrowser();
    const { url } = own.issuer;
    own.issuer.faults.describe = () => 'oh';
    expect((await browser.get('/auth/login')).status).toBe(502);
    own.issuer.behave();
    expect((await browser.get('/auth/login')).status).toBe(502);
    own.later(0.2);
    expect((await browser.get('/auth/login')).status).toBe(303);
    await own.issuer.close();
    own.later(11);
    const { status, headers } = await browser.get('/auth/login');
    expect([status, headers.location?.startsWith(url)]).toEqual([303, true]);
    const back = `/auth/callback?code=c&iss=${encodeURIComponent(url)}&state=${new URL(headers.location ?? '').searchParams.get('state')}`;
    const got = await browser.get(back);
    expect([got.status, got.body?.error, got.headers['retry-after']]).toEqual([503, 'issuer_unavailable', '5']);
  });

  test('is asked for its description and keys once, whoever signs in', async () => {
    const own = await openSignInHarness();
    for (const role of ['scheduler', 'biller', 'author']) await own.signedIn(role);
    const count = (path: string) => own.issuer.calls.filter((one) => one === path).length;
    expect([count('/.well-known/openid-configuration'), count('/jwks'), count('/token')]).toEqual([1, 1, 3]);
    await own.close();
  });
});

describe('who is let in', () => {
  const refused = async (account: Parameters<typeof harness.issuer.signIn>[1]) => {
    const { status, body } = await harness.openBrowser().signIn(account);
    return [status, body?.error];
  };
  test.each<readonly [string, Readonly<Record<string, unknown>>]>([
    ['a tenant there is not', { org: 'nobody' }],
    ['a tenant whose people do not sign in', { org: 'silent' }],
    ['no tenant', { org: undefined }],
    ['a list of tenants', { org: ['clinic'] }],
    ['a tenant by a name every object has', { org: 'constructor' }],
    ['no group', { groups: undefined }],
    ['groups without a role', { groups: ['everyone'] }],
    ['a group by another case', { groups: ['Desk-Scheduler'] }],
    ['groups nobody can read', { groups: [{ name: 'desk-scheduler' }, 7] }],
  ])('nobody of %s', async (_what, claims) => {
    expect(await refused({ ...person('scheduler'), ...claims })).toEqual([403, 'access_denied']);
  });

  test('one group as a text, and a name put together, never an address', async () => {
    for (const [claims, name] of [
      [{ name: undefined, given_name: 'Dana', family_name: 'Reyes' }, 'Dana Reyes'],
      [{ name: 'dana@clinic.example', preferred_username: 'dreyes' }, 'dreyes'],
      [{ name: undefined, preferred_username: 'dana@clinic.example' }, 'Name not given'],
      [{ name: 'Dana\u0000\nReyes' }, 'Dana Reyes'],
    ] as const) {
      const browser = harness.openBrowser();
      await browser.signIn({ ...person('scheduler'), groups: 'desk-scheduler', ...claims });
      expect((await browser.get('/auth/session')).body?.user).toEqual({ name, roles: ['scheduler'] });
    }
  });

  test('who is blocked comes in no more', async () => {
    const [subject] = (await harness.auditItems())
      .map(({ access }) => access?.who)
      .filter((who) => who?.display === 'Dana Reyes')
      .map((who) => who.name);
    await harness.ports.settings.put({ ...CLINIC, signIn: { ...CLINIC.signIn, blocked: [String(subject)] } });
    const who = { ...person('scheduler'), groups: 'desk-scheduler' };
    expect(await refused(who)).toEqual([403, 'access_denied']);
    await harness.ports.settings.put(CLINIC);
    expect((await harness.openBrowser().signIn(who)).status).toBe(303);
  });

  test('a person at a browser is told in words, with a way on', async () => {
    const { headers, text, status } = await harness
      .openBrowser()
      .get('/auth/callback?state=<script>', { accept: 'text/html,*/*;q=0.8' });
    expect([status, headers['content-type']]).toEqual([400, 'text/html; charset=utf-8']);
    expect(headers['content-security-policy']).toBe("default-src 'none'; frame-ancestors 'none'");
    expect(text).toContain('<a href="/auth/login?return=%2F">Sign in</a>');
    expect(text).not.toContain('script');
  });
});

describe('SIGN_IN', () => {
  const sound = { issuer: 'https://login.example', clientId: 'desk', tenant: 'clinic' };
  const read = (value: unknown, PUBLIC_URL = 'https://desk.example') =>
    readSignIn({ SIGN_IN: typeof value === 'string' ? value : JSON.stringify(value), PUBLIC_URL });
  test('is read', () => {
    expect(read(sound)).toEqual(sound);
    expect(readSignIn({ SIGN_IN: undefined, PUBLIC_URL: 'http://desk.example' })).toBeUndefined();
    expect(read({ ...sound, issuer: 'http://localhost:9' }, 'http://localhost:3000')).toBeDefined();
  });
  test.each<readonly [string, unknown, string | undefined]>([
    ['no JSON', '{', undefined],
    ['nobody’s people', { ...sound, tenant: undefined }, undefined],
    ['two tenants', { ...sound, tenantClaim: 'org' }, undefined],
    ['a secret in it', { ...sound, clientSecret: 's3cret' }, undefined],
    ['plain http', { ...sound, issuer: 'http://login.example' }, undefined],
    ['no openid', { ...sound, scope: 'profile' }, undefined],
    ['a word nobody knows', { ...sound, tenants: [] }, undefined],
    ['cookies no browser keeps', sound, 'http://desk.example'],
  ])('%s: the service does not start', (_what, value, url) => {
    expect(() => read(value, url)).toThrow(/^Configuration: SIGN_IN/);
  });
});
