import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Ask } from '../support/endpoint-harness.ts';
import { type IdentityHarness, openIdentityHarness } from './identity-harness.ts';

const DESK = 'https://desk.example';
const SEARCH: Ask = { method: 'GET', path: '/r4/Task?patient=p1' };
const from = (origin: string | undefined, asked: Ask = SEARCH): Ask => ({
  ...asked,
  headers: { ...asked.headers, ...(origin === undefined ? {} : { origin }) },
});

describe.each(['open', 'required'] as const)('a page of another site, where access is %s', (auth) => {
  let harness: IdentityHarness;
  beforeAll(async () => {
    harness = await openIdentityHarness({ AUTH: auth, BROWSER_ORIGINS: `https://other.example, ${DESK}` });
  });
  afterAll(() => harness.close());
  const statusOf = async (asked: Ask, token?: string) => (await harness.ask(asked, token)).status;
  const isOpen = auth === 'open';

  test.each([
    'https://evil.example',
    'null',
    'http://localhost.evil.example',
    'http://127.0.0.1.evil.example',
    'https://desk.example.evil.example',
    'https://desk.example:8443',
    'http://desk.example',
    'file://',
    '',
  ])('%j needs a token', async (origin) => {
    expect(await statusOf(from(origin))).toBe(isOpen ? 403 : 401);
    expect(await statusOf(from(origin), await harness.tokenFor('app', harness.pairs.app))).toBe(200);
    expect(await statusOf(from(origin), 'made-up')).toBe(401);
  });

  test.each(['http://localhost:8080', 'http://127.0.0.1:5173', 'http://[::1]:3000', 'https://desk.localhost', DESK])(
    '%j is at home here',
    async (origin) => {
      expect(await statusOf(from(origin))).toBe(isOpen ? 200 : 401);
    },
  );

  test('a token has its scopes, and its tenant', async () => {
    const reader = await harness.tokenFor('reader', harness.pairs.reader, 'system/Task.rs');
    const assess: Ask = { method: 'POST', path: '/r4/ServiceRequest/$assess', body: '{}' };
    expect(await statusOf(from('https://evil.example', assess), reader)).toBe(403);
  });

  test('is told what everybody may know', async () => {
    const origin = 'https://evil.example';
    for (const path of [
      '/r4/metadata',
      '/r4/StructureDefinition?url=x',
      '/health',
      '/r4/.well-known/smart-configuration',
    ])
      expect(await statusOf(from(origin, { method: 'GET', path }))).toBe(200);
    expect(await statusOf(from(origin, { method: 'GET', path: '/cds-services' }))).toBe(isOpen ? 200 : 401);
  });

  test('may not fire a hook without the EHR’s token', async () => {
    const hook: Ask = { method: 'POST', path: '/cds-services/order-sign-crd', body: '{}' };
    expect(await statusOf(from('https://evil.example', hook))).toBe(isOpen ? 403 : 401);
    expect(await statusOf(from('http://localhost:8080', hook))).toBe(isOpen ? 400 : 401);
  });
});

test('programs send no Origin and are not asked for one', async () => {
  const harness = await openIdentityHarness({ AUTH: 'open' });
  expect((await harness.ask(SEARCH)).status).toBe(200);
  await harness.close();
});
