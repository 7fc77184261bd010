import { request } from 'node:http';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { NOW, PUBLIC_URL } from '../support/endpoint-harness.ts';
import { orderMessage } from '../support/endpoint-messages.ts';
import { CLINIC, openSignInHarness, person, RULES, type SignInHarness } from './sign-in-harness.ts';

let harness: SignInHarness;
beforeAll(async () => {
  harness = await openSignInHarness({ BROWSER_ORIGINS: 'https://other.example' });
});
afterEach(async () => {
  harness.time.now = NOW;
  await harness.ports.settings.put(CLINIC);
});
afterAll(() => harness.close());

const SESSION = '__Host-stresspass-session';
const SEARCH = '/r4/Task?patient=p1';
const DECISION = '/r4/ServiceRequest/x/$record-decision';
const FORM = { 'content-type': 'application/x-www-form-urlencoded' };
type Headers = Readonly<Record<string, string>>;

describe('a call in a session', () => {
  test('reads without more than its cookie, and changes something with its token', async () => {
    const browser = await harness.signedIn('coordinator');
    const page = await browser.page();
    expect((await browser.get(SEARCH)).status).toBe(200);
    const post = (headers: Headers) => browser.send({ method: 'POST', path: DECISION, headers, body: '{}' });
    expect((await post(page)).status).toBe(400);
    for (const token of ['', 'x', `${page['x-csrf-token']}x`]) {
      const { status, body } = await post({ ...page, 'x-csrf-token': token });
      expect([status, body.issue[0].expression]).toEqual([403, ['http.x-csrf-token']]);
    }
    const { 'x-csrf-token': _, ...without } = page;
    expect((await post(without)).status).toBe(403);
    const search = (headers: Headers) =>
      browser.send({ method: 'POST', path: '/r4/Task/_search', headers: { ...FORM, ...headers }, body: 'patient=p1' });
    expect([(await search(page)).status, (await search(without)).status]).toEqual([200, 403]);
  });

  test('takes the token of its own session only', async () => {
    const [mine, other] = [await harness.signedIn('coordinator'), await harness.signedIn('coordinator')];
    const headers = await other.page();
    expect((await mine.send({ method: 'POST', path: DECISION, headers, body: '{}' })).status).toBe(403);
  });

  test.each<readonly [string, Headers]>([
    ['another site', { origin: 'https://evil.example' }],
    ['a listed origin: it is for open access', { origin: 'https://other.example' }],
    ['a page without origin', { origin: 'null' }],
    ['this machine', { origin: 'http://localhost:3000' }],
    ['the same name by plain http', { origin: 'http://stresspass.clinic.example' }],
    ['the same name at another port', { origin: `${PUBLIC_URL}:8443` }],
    ['a name below ours', { origin: 'https://x.stresspass.clinic.example' }],
    ['another site, where the browser says so without an origin', { 'sec-fetch-site': 'cross-site' }],
    ['a neighboring name', { origin: PUBLIC_URL, 'sec-fetch-site': 'same-site' }],
  ])('is refused for %s, with the right token too', async (_what, from) => {
    const browser = await harness.signedIn('coordinator');
    const page = { ...(await browser.page()), ...from };
    for (const [method, path] of [
      ['GET', SEARCH],
      ['POST', DECISION],
      ['GET', '/auth/session'],
      ['POST', '/auth/logout'],
    ] as const)
      expect((await browser.send({ method, path, headers: page })).status, path).toBe(403);
    expect((await browser.get(SEARCH)).status).toBe(200);
  });

  test('is no proof to hooks, sources and the token endpoint', async () => {
    const browser = await harness.signedIn('coordinator', 'clinician', 'author');
    const headers = await browser.page();
    const send = (method: 'GET' | 'POST', path: string, more: Headers = {}) =>
      browser.send({ method, path, headers: { ...headers, ...more }, body: method === 'POST' ? '{}' : undefined });
    expect((await send('GET', '/cds-services')).status).toBe(401);
    expect((await send('POST', '/cds-services/order-sign-crd')).status).toBe(401);
    expect((await send('POST', '/r4/auth/token', FORM)).status).toBe(400);
    const at = (path: string) => send('POST', path);
    expect((await at('/events/north/ServiceRequest')).status).toBe(401);
  });

  test('counts for nothing beside a token, good or bad', async () => {
    const browser = await harness.signedIn('coordinator');
    expect((await browser.get(SEARCH, { authorization: 'Bearer made-up' })).status).toBe(401);
    expect((await browser.get(SEARCH, { authorization: 'Basic YTpi' })).status).toBe(401);
  });

  test('stays in the tenant of its person, and in their name', async () => {
    const rival = harness.openBrowser();
    await rival.signIn({ ...person('coordinator'), org: 'rival' });
    const mine = await harness.signedIn('coordinator');
    for (const [browser, tenant] of [
      [mine, 'clinic'],
      [rival, 'rival'],
    ] as const)
      expect((await browser.get('/auth/session')).body.tenant).toBe(tenant);
    const path = '/r4/ServiceRequest/$assess';
    expect(
      (await mine.send({ method: 'POST', path, headers: await mine.page(), body: orderMessage('o1') })).status,
    ).toBe(403);
  });

  test('with a cookie nobody sealed, or another’s, or two, is none', async () => {
    const browser = await harness.signedIn('scheduler');
    const good = browser.jar.get(SESSION) ?? '';
    const other = await openSignInHarness({ TOKEN_SECRET: 'another' });
    const theirs = (await other.signedIn('scheduler')).jar.get(SESSION);
    await other.close();
    const begun = harness.openBrowser();
    await begun.get('/auth/login');
    const kept = begun.jar.get('__Host-stresspass-sign-in');
    const bad = [`${good}x`, good.slice(0, -2), `x${good}`, theirs, kept, '', 'a.b.c.d.e', 'x'.repeat(5_000)];
    for (const text of bad) {
      const { status, cookies } = await harness.call({
        method: 'GET',
        path: SEARCH,
        headers: { cookie: `${SESSION}=${text}` },
      });
      expect(status, text).toBe(401);
      if (text && text.length < 4_000) expect(cookies.join()).toMatch(/-session=; .*Max-Age=0/);
    }
    const twice = { cookie: `${SESSION}=${good}; ${SESSION}=${good}` };
    expect((await harness.call({ method: 'GET', path: SEARCH, headers: twice })).status).toBe(401);
    const beside = { cookie: `a=b; ${SESSION}=${good}; x${SESSION}=y` };
    expect((await harness.call({ method: 'GET', path: SEARCH, headers: beside })).status).toBe(200);
  });

  test('opens with a secret that was the first before', async () => {
    const old = await openSignInHarness({ TOKEN_SECRET: 'one' });
    const moved = await openSignInHarness({ TOKEN_SECRET: 'two one' });
    const browser = await old.signedIn('scheduler');
    const ticket = await moved.ports.signIn.open(browser.jar.get(SESSION) ?? '');
    expect(ticket?.tenant).toBe('clinic');
    await old.close();
    await moved.close();
  });

  test('by a name that is not ours is not answered at all', async () => {
    const browser = await harness.signedIn('coordinator');
    const status = await new Promise((resolve, reject) => {
      const headers = { host: 'evil.example', cookie: `${SESSION}=${browser.jar.get(SESSION)}` };
      request(`${harness.url}${SEARCH}`, { headers }, (response) => {
        response.resume();
        resolve(response.statusCode);
      })
        .on('error', reject)
        .end();
    });
    expect(status).toBe(421);
  });
});

describe('a session ends', () => {
  const statusOf = async (browser: Awaited<ReturnType<SignInHarness['signedIn']>>, headers: Headers = {}) =>
    (await browser.get(SEARCH, headers)).status;

  test('when nobody uses it for half an hour; what a page asks by itself is no use', async () => {
    const browser = await harness.signedIn('scheduler');
    for (const minutes of [29, 29, 29]) {
      harness.later(minutes);
      expect(await statusOf(browser)).toBe(200);
    }
    for (const minutes of [10, 10, 9]) {
      harness.later(minutes);
      expect(await statusOf(browser, { 'if-none-match': 'W/"x"' })).toBe(200);
    }
    harness.later(2);
    expect(await statusOf(browser)).toBe(401);
    expect(browser.jar.has(SESSION)).toBe(false);
  });

  test('its cookie is renewed once a minute at most', async () => {
    const browser = await harness.signedIn('scheduler');
    expect((await browser.get(SEARCH)).cookies).toEqual([]);
    harness.later(1);
    expect((await browser.get(SEARCH)).cookies).toHaveLength(1);
    expect((await browser.get(SEARCH)).cookies).toEqual([]);
  });

  test('after ten hours, used or not, or after what the tenant allows', async () => {
    const browser = await harness.signedIn('scheduler');
    for (let minutes = 0; minutes < 599; minutes += 25) {
      expect(await statusOf(browser), String(minutes)).toBe(200);
      harness.later(25);
    }
    expect(await statusOf(browser)).toBe(401);
    harness.time.now = NOW;
    const short = await harness.signedIn('scheduler');
    await harness.ports.settings.put({ ...CLINIC, signIn: { ...RULES, hours: 1, idleMinutes: 240 } });
    harness.later(25);
    expect(await statusOf(short)).toBe(200);
    harness.later(36);
    expect(await statusOf(short)).toBe(401);
  });

  test('by signing out, at once and everywhere, and the page is told where it ends at the issuer', async () => {
    const browser = await harness.signedIn('scheduler');
    const copy = browser.jar.get(SESSION);
    const headers = await browser.page();
    const { status, body } = await browser.send({ method: 'POST', path: '/auth/logout', headers });
    expect(status).toBe(200);
    const end = new URL(body.signOut);
    expect([`${end.origin}${end.pathname}`, end.searchParams.get('client_id')]).toEqual([
      `${harness.issuer.url}/end`,
      'desk',
    ]);
    expect(end.searchParams.get('post_logout_redirect_uri')).toBe(`${PUBLIC_URL}/`);
    expect(browser.jar.has(SESSION)).toBe(false);
    const cookie = `${SESSION}=${copy}`;
    expect((await harness.call({ method: 'GET', path: SEARCH, headers: { cookie } })).status).toBe(401);
    expect((await browser.send({ method: 'POST', path: '/auth/logout', headers })).status).toBe(401);
  });

  test('only with its token: another page signs nobody out', async () => {
    const browser = await harness.signedIn('scheduler');
    expect((await browser.send({ method: 'POST', path: '/auth/logout' })).status).toBe(403);
    expect(await statusOf(browser)).toBe(200);
  });

  test('for everybody from an instant on, for one person, and where the tenant lets nobody sign in any more', async () => {
    const browser = await harness.signedIn('scheduler');
    const who = await harness.ports.sessions.find(
      CLINIC.id,
      (await harness.ports.signIn.open(browser.jar.get(SESSION) ?? ''))?.id ?? '',
    );
    const after = new Date(Date.parse(NOW) + 1).toISOString();
    const jar = browser.jar.get(SESSION);
    for (const signIn of [{ ...RULES, sessionsSince: after }, { ...RULES, blocked: [who?.subject ?? ''] }, undefined]) {
      const { signIn: _, ...tenant } = CLINIC;
      await harness.ports.settings.put({ ...tenant, ...(signIn ? { signIn } : {}) });
      const cookie = `${SESSION}=${jar}`;
      expect((await harness.call({ method: 'GET', path: SEARCH, headers: { cookie } })).status).toBe(401);
    }
    await harness.ports.settings.put({ ...CLINIC, signIn: { ...RULES, sessionsSince: NOW } });
    expect(await statusOf(await harness.signedIn('scheduler'))).toBe(200);
  });

  test('a role that was taken away is gone from it', async () => {
    const browser = await harness.signedIn('scheduler', 'auditor');
    expect((await browser.get('/r4/AuditEvent?patient=p1')).status).toBe(200);
    const roles = RULES.roles.filter(({ role }) => role !== 'auditor');
    await harness.ports.settings.put({ ...CLINIC, signIn: { ...RULES, roles } });
    expect((await browser.get('/r4/AuditEvent?patient=p1')).status).toBe(403);
    expect((await browser.get('/auth/session')).body.user.roles).toEqual(['scheduler']);
  });
});

describe('GET /auth/session', () => {
  test('says where to sign in, with the way back', async () => {
    const browser = harness.openBrowser();
    const { status, body } = await browser.get('/auth/session');
    expect([status, body]).toEqual([401, { signIn: '/auth/login?return=%2F' }]);
    const back = await browser.get('/auth/session?return=/order/a%3Ftab=fhir');
    expect(back.body).toEqual({ signIn: '/auth/login?return=%2Forder%2Fa%3Ftab%3Dfhir' });
    expect((await browser.get('/auth/session?return=//evil.example')).body).toEqual({
      signIn: '/auth/login?return=%2F',
    });
  });

  test('keeps below the stage the service answers under', async () => {
    const own = await openSignInHarness({ PUBLIC_URL: `${PUBLIC_URL}/live` });
    const browser = own.openBrowser();
    expect((await browser.get('/auth/session')).body).toEqual({ signIn: '/live/auth/login?return=%2Flive%2F' });
    const { headers } = await browser.get('/auth/login?return=/elsewhere');
    expect(new URL(headers.location ?? '').searchParams.get('redirect_uri')).toBe(`${PUBLIC_URL}/live/auth/callback`);
    await own.close();
  });

  test('where nobody can sign in says so, and nobody is sent anywhere', async () => {
    const own = await openSignInHarness({ SIGN_IN: undefined });
    const browser = own.openBrowser();
    expect((await browser.get('/auth/session')).status).toBe(401);
    for (const path of ['/auth/login', '/auth/callback?code=a&state=b']) {
      const { status, body } = await browser.get(path);
      expect([status, body.error]).toEqual([404, 'sign_in_not_set_up']);
    }
    await own.close();
  });

  test('with open access there is no ceremony: the tenants of this machine, for a page of this machine', async () => {
    const own = await openSignInHarness({ AUTH: 'open' });
    const browser = own.openBrowser();
    const { status, body } = await browser.get('/auth/session', { origin: 'http://localhost:3000' });
    expect([status, body]).toEqual([200, expect.objectContaining({ mode: 'open', tenant: 'clinic' })]);
    expect((await browser.get('/auth/session', { origin: 'https://evil.example' })).status).toBe(401);
    expect((await browser.send({ method: 'POST', path: '/auth/logout' })).status).toBe(404);
    expect((await browser.get(SEARCH, { cookie: `${SESSION}=x` })).status).toBe(200);
    await own.close();
  });
});
