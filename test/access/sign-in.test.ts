import { createHash } from 'node:crypto';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { NOW, PUBLIC_URL } from '../support/endpoint-harness.ts';
import { CLINIC, openSignInHarness, person, type SignInHarness } from './sign-in-harness.ts';

let harness: SignInHarness;
beforeAll(async () => {
  harness = await openSignInHarness();
});
afterEach(async () => {
  harness.issuer.behave();
  harness.time.now = NOW;
  await harness.ports.settings.put(CLINIC);
});
afterAll(() => harness.close());

const SESSION = '__Host-stresspass-session';
const KEPT = '__Host-stresspass-sign-in';

describe('signing in', () => {
  test('goes to the issuer with PKCE, state and nonce, and comes back to where it began', async () => {
    const browser = harness.openBrowser();
    const begun = await browser.get('/auth/login?return=/today');
    expect(begun.status).toBe(303);
    const asked = new URL(begun.headers.location ?? '');
    expect(`${asked.origin}${asked.pathname}`).toBe(`${harness.issuer.url}/authorize`);
    expect(Object.fromEntries(asked.searchParams)).toEqual({
      response_type: 'code',
      client_id: 'desk',
      redirect_uri: `${PUBLIC_URL}/auth/callback`,
      scope: 'openid profile',
      state: expect.stringMatching(/^[\w-]{43}$/),
      nonce: expect.stringMatching(/^[\w-]{43}$/),
      code_challenge: expect.stringMatching(/^[\w-]{43}$/),
      code_challenge_method: 'S256',
    });
    const back = await browser.get(harness.issuer.signIn(asked.href, person('scheduler')).replace(PUBLIC_URL, ''));
    expect([back.status, back.headers.location]).toEqual([303, '/today']);
    expect([...browser.jar.keys()]).toEqual([SESSION]);
    const { status, body } = await browser.get('/auth/session');
    expect(status).toBe(200);
    expect(body).toEqual({
      mode: 'signed-in',
      tenant: 'clinic',
      user: { name: 'Dana Reyes', roles: ['scheduler'] },
      csrf: expect.stringMatching(/^[\w-]{32}$/),
      timeZone: 'America/New_York',
      today: '2026-06-01',
    });
  });

  test('cookies are for this host alone, over https, and no script reads them', async () => {
    const browser = harness.openBrowser();
    const { cookies } = await browser.get('/auth/login');
    expect(cookies).toEqual([
      expect.stringMatching(
        /^__Host-stresspass-sign-in=[\w.-]+; Path=\/; Max-Age=600; HttpOnly; Secure; SameSite=Lax$/,
      ),
    ]);
    const back = await browser.signIn(person('scheduler'));
    expect(back.cookies).toEqual([
      expect.stringMatching(
        /^__Host-stresspass-session=[\w.-]+; Path=\/; Max-Age=1800; HttpOnly; Secure; SameSite=Strict$/,
      ),
      expect.stringMatching(/^__Host-stresspass-sign-in=; Path=\/; Max-Age=0; /),
    ]);
  });

  test('no token, name or address of the person reaches the browser, and no name or address a key or the log', async () => {
    const browser = await harness.signedIn('coordinator');
    await browser.get('/r4/Task?patient=p1');
    expect(browser.jar.get(SESSION)).not.toMatch(/^eyJ[^.]*\.eyJ/);
    const { text } = await browser.get('/auth/session');
    expect(text).not.toMatch(/clinic\.example|eyJ/);
    const back = await harness.openBrowser().signIn(person('coordinator'));
    expect(`${JSON.stringify(back.headers)} ${back.text}`).not.toMatch(/eyJ|Dana|Reyes|@/i);
    const stored = [...(await harness.scan()), ...(await harness.auditItems()).map((item) => JSON.stringify(item))];
    expect(stored.filter((item) => item.includes('SESSION')).length).toBeGreaterThan(0);
    expect(stored.filter((item) => /@clinic\.example/.test(item))).toEqual([]);
    const keysOf = (item: string) => Object.entries(JSON.parse(item)).filter(([name]) => /^(pk|sk|gsi)/.test(name));
    expect(stored.filter((item) => /Dana|Reyes/i.test(JSON.stringify(keysOf(item))))).toEqual([]);
    expect(harness.logged.filter((line) => /Dana|Reyes|@|eyJ/i.test(line))).toEqual([]);
  });

  test('the id of a session stands in no item', async () => {
    const browser = await harness.signedIn('scheduler');
    const ticket = await harness.ports.signIn.open(browser.jar.get(SESSION) ?? '');
    expect(ticket?.id).toMatch(/^id-/);
    const items = await harness.scan();
    expect(items.filter((item) => item.includes(`"${ticket?.id}"`))).toEqual([]);
  });

  test.each([
    ['/order/a1?tab=fhir#now', '/order/a1?tab=fhir#now'],
    ['//evil.example', '/'],
    ['/\\evil.example', '/'],
    ['https://evil.example/', '/'],
    ['/\t/evil.example', '/'],
    ['/%0d%0aset-cookie:a=b', '/%0d%0aset-cookie:a=b'],
    ['javascript:alert(1)', '/'],
    ['today', '/'],
    ['/a/..//evil.example', '/'],
    ['/./\\evil.example', '/'],
    ['', '/'],
    [`/${'a'.repeat(500)}`, '/'],
  ])('comes back to %j as %j', async (given, expected) => {
    const browser = harness.openBrowser();
    const back = await browser.signIn(person('biller'), `/auth/login?return=${encodeURIComponent(given)}`);
    expect([back.status, back.headers.location]).toEqual([303, expected]);
  });

  test('by header with a secret of its own, where the issuer gave it one', async () => {
    const other = await openSignInHarness({}, 's3cret');
    expect((await other.openBrowser().signIn(person('scheduler'))).status).toBe(303);
    await other.close();
  });

  test('is entered in the audit trail in the person’s name', async () => {
    const browser = await harness.signedIn('auditor');
    const subject = `user:${createHash('sha256')
      .update(JSON.stringify([harness.issuer.url, person('auditor').sub]))
      .digest('hex')
      .slice(0, 32)}`;
    const { body } = await browser.get(`/r4/AuditEvent?agent=${subject}`);
    expect(body.entry.at(-1).resource).toMatchObject({
      entity: [{ name: 'callback' }],
      outcomeDesc: '303',
      agent: [
        {
          type: { text: 'Signed-in person' },
          who: { identifier: { value: subject }, display: 'Dana Reyes' },
          requestor: true,
        },
      ],
    });
  });
});

describe('what an issuer or a browser may not bring', () => {
  const failing = async (spoil: (url: URL) => void = () => undefined) => {
    const browser = harness.openBrowser();
    const { headers } = await browser.get('/auth/login');
    const url = new URL(harness.issuer.signIn(headers.location ?? '', person('scheduler')));
    spoil(url);
    const got = await browser.get(`${url.pathname}${url.search}`);
    expect(browser.jar.has(SESSION)).toBe(false);
    return { ...got, browser, url };
  };

  test.each<readonly [string, (url: URL) => void, number, string]>([
    ['another state', (url) => url.searchParams.set('state', 'x'), 400, 'invalid_request'],
    ['no state', (url) => url.searchParams.delete('state'), 400, 'invalid_request'],
    ['two states', (url) => url.searchParams.append('state', 'x'), 400, 'invalid_request'],
    ['no code', (url) => url.searchParams.delete('code'), 400, 'invalid_request'],
    ['a code of another sign-in', (url) => url.searchParams.set('code', 'x'), 400, 'invalid_grant'],
    [
      'the answer of another issuer',
      (url) => url.searchParams.set('iss', 'https://evil.example'),
      400,
      'invalid_request',
    ],
    ['no issuer, where it promised to name itself', (url) => url.searchParams.delete('iss'), 400, 'invalid_request'],
    ['an error of the issuer', (url) => url.searchParams.set('error', 'access_denied'), 403, 'access_denied'],
  ])('%s', async (_what, spoil, status, error) => {
    const got = await failing(spoil);
    expect([got.status, got.body?.error]).toEqual([status, error]);
    expect(got.body.error_description).not.toMatch(/evil|clinic\.example/);
  });

  test('an answer without the cookie of its beginning, or after its time', async () => {
    const { headers } = await harness.openBrowser().get('/auth/login');
    const back = harness.issuer.signIn(headers.location ?? '', person('scheduler')).replace(PUBLIC_URL, '');
    const got = await harness.openBrowser().get(back);
    expect([got.status, got.body?.error]).toEqual([400, 'sign_in_expired']);
    const slow = harness.openBrowser();
    const begun = await slow.get('/auth/login');
    harness.later(10.1);
    const late = await slow.get(
      harness.issuer.signIn(begun.headers.location ?? '', person('scheduler')).replace(PUBLIC_URL, ''),
    );
    expect([late.status, late.body?.error]).toEqual([400, 'sign_in_expired']);
  });

  test('a stranger leaves nothing in the table', async () => {
    const before = await harness.scan();
    const entries = (await harness.auditItems()).length;
    await failing((url) => url.searchParams.set('code', 'x'));
    await failing((url) => url.searchParams.set('state', 'x'));
    await harness.openBrowser().signIn({ ...person('scheduler'), groups: [] });
    expect(await harness.scan()).toEqual(before);
    expect((await harness.auditItems()).length).toBe(entries);
  });

  test('the same answer a second time, even of an issuer that takes codes twice', async () => {
    const browser = harness.openBrowser();
    const { headers } = await browser.get('/auth/login');
    const cookie = `${KEPT}=${browser.jar.get(KEPT)}`;
    const path = harness.issuer.signIn(headers.location ?? '', person('scheduler')).replace(PUBLIC_URL, '');
    harness.issuer.faults.reusesCodes = true;
    const statuses = [];
    for (const _ of [1, 2]) statuses.push(await harness.call({ method: 'GET', path, headers: { cookie } }));
    expect(statuses.map(({ status, body }) => [status, body?.error])).toEqual([
      [303, undefined],
      [400, 'sign_in_repeated'],
    ]);
    harness.issuer.behave();
    const more = [];
    for (const _ of [1, 2]) more.push(await harness.call({ method: 'GET', path, headers: { cookie } }));
    expect(more.map(({ body }) => body?.error)).toEqual(['sign_in_repeated', 'invalid_grant']);
  });
});
