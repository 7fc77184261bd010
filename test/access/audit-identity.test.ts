import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { isTokenScope } from '../../shared/app/access/scope.ts';
import { ROUTES } from '../../shared/http/routes/index.ts';
import { signCall } from '../cds-hooks/hook-harness.ts';
import { openEhrHarness } from '../support/ehr-harness.ts';
import { type Ask, TENANT } from '../support/endpoint-harness.ts';
import { orderMessage } from '../support/endpoint-messages.ts';
import { TENANT as SENDER } from '../support/event-harness.ts';
import { orderBundle } from '../support/orders.ts';
import { POST_ENDPOINTS } from '../support/post-endpoints.ts';
import { EHR, type IdentityHarness, openIdentityHarness, RIVAL } from './identity-harness.ts';
import { claimsOf, sign } from './signed.ts';

let harness: IdentityHarness;
let broken = false;
beforeAll(async () => {
  harness = await openIdentityHarness();
  const { authorizations, settings } = harness.harness.ports;
  const failing =
    <A extends readonly unknown[], R>(work: (...given: A) => Promise<R>) =>
    (...given: A): Promise<R> =>
      broken ? Promise.reject(new Error('broken')) : work(...given);
  Object.assign(harness.harness.ports, {
    authorizations: {
      ...authorizations,
      load: failing(authorizations.load),
      find: failing(authorizations.find),
      answer: failing(authorizations.answer),
    },
    settings,
  });
});
afterAll(() => harness.close());
beforeEach(() => {
  broken = false;
});

/** Who did what, by tenant, since `before`. */
const entriesOf = async () => {
  const of = async (tenant: typeof TENANT.id) =>
    (await harness.auditItems()).filter((item) => String(item.pk).includes(`T#${tenant}#`));
  return { clinic: await of(TENANT.id), rival: await of(RIVAL.id) };
};

describe('an endpoint that fails', () => {
  const calls: readonly (readonly [string, Ask])[] = [
    ...POST_ENDPOINTS.map(({ path, message }) => [path, { method: 'POST', path, body: message() } as Ask] as const),
    ['status', { method: 'GET', path: '/r4/ServiceRequest/known/$authorization-status' }],
    ['Task search', { method: 'GET', path: '/r4/Task?patient=p1' }],
  ];
  test.each(calls)('%s: the entry is in the trail of its caller, under its name', async (_what, ask) => {
    const token = await harness.tokenFor('rival-app', harness.pairs.rival);
    const before = await entriesOf();
    broken = true;
    const { status } = await harness.ask(ask, token);
    const after = await entriesOf();
    expect(after.clinic).toHaveLength(before.clinic.length);
    expect(after.rival.length).toBeGreaterThan(before.rival.length);
    expect(JSON.stringify(after.rival.slice(before.rival.length))).toContain('rival-app');
    expect([200, 400, 404, 500]).toContain(status);
  });

  /** Whoever may write or approve rules may read them, and whoever reviews may ask for a review. */
  const HELD: Readonly<Record<string, string>> = { 'rules.read': 'rules.write', 'reviews.ask': 'reviews.write' };
  const scopesFor = (scope: string): readonly string[] => [HELD[scope] ?? scope];
  /** Every route a token opens, whatever function answers it: what every call passes on its way fails. */
  const routes = ROUTES.filter(({ scope, unaudited }) => isTokenScope(scope) && !unaudited);
  test.each(routes.map((route) => [`${route.method} ${route.path}`, route] as const))(
    '%s: the entry of the fault too',
    async (_what, { method, path, scope, handler }) => {
      const { tokens, rates } = harness.harness.ports;
      const { token } = await tokens.issue({ tenant: RIVAL.id, client: 'rival-app', scopes: scopesFor(scope) });
      const before = await entriesOf();
      Object.assign(harness.harness.ports, { rates: { take: () => Promise.reject(new Error('broken')) } });
      const at = path.replace(/\{\w+\}/g, 'known');
      const { status } = await harness.ask({ method, path: at }, token);
      Object.assign(harness.harness.ports, { rates });
      const after = await entriesOf();
      expect(status).toBe(500);
      expect(after.clinic).toHaveLength(before.clinic.length);
      const [entry, ...more] = after.rival.filter(({ sk }) => !before.rival.some((one) => one.sk === sk));
      expect(more).toEqual([]);
      expect(entry.access).toMatchObject({ tenant: RIVAL.id, who: { name: 'rival-app' }, door: handler, status: 500 });
    },
  );

  test('so is that of a hook', async () => {
    const token = await sign({
      header: { alg: 'ES384', typ: 'JWT', kid: harness.pairs.ehr.open.kid },
      claims: claimsOf(
        EHR,
        'https://stresspass.clinic.example/cds-services/order-sign-crd',
        Date.parse(harness.time.now) / 1000,
      ),
      key: harness.pairs.ehr.secret,
    });
    broken = true;
    await harness.ask({ method: 'POST', path: '/cds-services/order-sign-crd', body: signCall() }, token);
    const { clinic } = await entriesOf();
    expect(JSON.stringify(clinic)).toContain(EHR);
  });
});

test('a message of a source that proved itself is the source’s, also one that cannot be read', async () => {
  const ehr = await openEhrHarness();
  const path = `/events/${SENDER.source}/ServiceRequest`;
  expect((await ehr.deliverHook({ path, body: { resourceType: 'Nonsense' } })).status).toBe(400);
  const items = await ehr.ports.audit.between(SENDER.id, '2026-11-25', '2026-11-26');
  expect(items.map(({ who, status }) => [who.kind, who.name, status])).toEqual([['source', SENDER.source, 400]]);
  await ehr.close();
});

describe('a caller who proves nothing', () => {
  const guarded = ROUTES.filter(({ scope }) => !['none', 'source-secret'].includes(scope));
  const pathOf = (path: string) => path.replace(/\{\w+\}/g, 'known');

  test.each(guarded.map(({ method, path, form }) => [`${method} ${path}`, method, pathOf(path), form] as const))(
    'costs no write: %s',
    async (_what, method, path, form) => {
      const body = method === 'GET' ? undefined : form ? 'client_assertion=x' : orderMessage('known');
      const type = form ? 'application/x-www-form-urlencoded' : 'application/json';
      const before = (await harness.auditItems()).length;
      for (const authorization of [undefined, 'Bearer made-up', 'Bearer a.b.c', 'Basic YTpi']) {
        const headers = {
          'content-type': type,
          'idempotency-key': 'key',
          ...(authorization === undefined ? {} : { authorization }),
        };
        const calls = await harness.callsOf(async () => {
          const { status } = await harness.ask({ method, path, body, headers } as Ask);
          expect([400, 401, 404]).toContain(status);
        });
        expect(Object.keys(calls).filter((name) => !/^(Get|Query|BatchGet)/.test(name))).toEqual([]);
      }
      expect(await harness.auditItems()).toHaveLength(before);
    },
  );

  test('nor does a wrong secret of a source, and it holds no key of theirs', async () => {
    const ehr = await openEhrHarness();
    const path = `/events/${SENDER.source}/ServiceRequest`;
    const stranger = { authorization: 'Bearer wrong', 'idempotency-key': 'k' };
    const body = orderBundle('told').entry![0]!.resource!;
    expect((await ehr.deliverHook({ path, body, headers: stranger })).status).toBe(401);
    expect([await ehr.ports.inbox.waiting(10), ehr.queue.sent]).toEqual([[], []]);
    expect(await ehr.ports.audit.between(SENDER.id, '2026-11-25', '2026-11-26')).toEqual([]);
    await ehr.close();
  });
});
