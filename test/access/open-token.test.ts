import { afterAll, beforeAll, expect, test } from 'vitest';
import { orderMessage } from '../support/endpoint-messages.ts';
import { type IdentityHarness, openIdentityHarness } from './identity-harness.ts';

/** Open access asks for no token; what a good one says counts there too. */
let service: IdentityHarness;
let rival: string;
beforeAll(async () => {
  service = await openIdentityHarness({ AUTH: 'open' });
  rival = await service.tokenFor('rival-app', service.pairs.rival);
  await service.ask({ method: 'POST', path: '/r4/ServiceRequest/$assess', body: orderMessage('o1') });
});
afterAll(() => service.close());

const status = async (token?: string) =>
  (await service.ask({ method: 'GET', path: '/r4/ServiceRequest/o1/$authorization-status' }, token)).status;

test('without one, a call belongs to the default tenant', async () => expect(await status()).toBe(200));
test('with one, to the tenant of its client', async () => expect(await status(rival)).toBe(404));
test('one that proves nothing changes nothing', async () =>
  expect(await status(`${rival.slice(0, -4)}AAAA`)).toBe(200));
test('it allows what its scopes say', async () => {
  const reader = await service.tokenFor('reader', service.pairs.reader, 'system/Task.rs');
  const asked = { method: 'POST', path: '/r4/ServiceRequest/$assess', body: orderMessage('o2') } as const;
  expect((await service.ask(asked, reader)).status).toBe(403);
});
