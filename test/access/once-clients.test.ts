import { afterAll, beforeAll, expect, test } from 'vitest';
import { orderMessage } from '../support/endpoint-messages.ts';
import { client, type IdentityHarness, openIdentityHarness } from './identity-harness.ts';

let harness: IdentityHarness;
beforeAll(async () => {
  harness = await openIdentityHarness();
  await harness.ports.clients.put(client('other', [harness.pairs.stranger.open]));
});
afterAll(() => harness.close());

test('the same key of another client of the same tenant is another key: nobody is told what another was', async () => {
  const { app, stranger } = harness.pairs;
  const [own, others] = [await harness.tokenFor('app', app), await harness.tokenFor('other', stranger)];
  const post = (token: string, id: string) =>
    harness.ask(
      {
        method: 'POST',
        path: '/r4/ServiceRequest/$assess',
        headers: { 'content-type': 'application/fhir+json', 'idempotency-key': 'the-same' },
        body: orderMessage(id),
      },
      token,
    );
  const first = await post(own, 'of-app');
  expect(first.status, JSON.stringify(first.body)).toBe(200);
  expect((await post(own, 'of-app')).headers['idempotent-replayed']).toBe('true');
  const another = await post(others, 'of-other');
  expect(another.status, JSON.stringify(another.body)).toBe(200);
  expect((await post(others, 'of-app')).status).toBe(409);
  const same = await post(others, 'of-other');
  expect([same.status, same.headers['idempotent-replayed']]).toEqual([200, 'true']);
});
