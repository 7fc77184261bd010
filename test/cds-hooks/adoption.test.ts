import { afterAll, beforeAll, expect, test } from 'vitest';
import { orderMessage, type Part } from '../support/door-messages.ts';
import { draft, type HookHouse, openHookHouse, said, signCall, statementsOn } from './hook-house.ts';

let house: HookHouse;
beforeAll(async () => {
  house = await openHookHouse();
});
afterAll(() => house.close());

test('the real order adopts what was said of its draft, and leads back to rules and facts', async () => {
  const { body } = await house.call(
    signCall(
      {},
      draft((one) => Object.assign(one, { id: 'real' })),
    ),
  );
  const { extension } = body.systemActions[0].resource;
  const [id] = said(statementsOn({ extension })[0], 'coverage-assertion-id');
  const placed = orderMessage('real', (order: Part) => {
    order.extension = extension;
  });
  const { status } = await house.ways.direct({ method: 'POST', path: '/r4/ServiceRequest/$assess', body: placed });
  expect(status).toBe(200);
  const find = () => house.ports.authorizations.find('clinic', { orderId: 'real', limit: 1 });
  const [record] = (await find()).items;
  expect(record?.adopted).toEqual([id]);
  const assertion = await house.ports.assertions.get('clinic', record?.adopted?.[0] ?? '');
  expect(assertion?.orders).toMatchObject([{ id: 'real' }]);
  expect(assertion?.said.determinations[0]?.ruleset?.hash).toMatch(/\S/);
  // A later version that lost the extension is still the order of that draft.
  const later = orderMessage('real', (order: Part) => {
    order.priority = 'urgent';
  });
  await house.ways.direct({ method: 'POST', path: '/r4/ServiceRequest/$assess', body: later });
  expect((await find()).items[0]).toMatchObject({ version: 2, adopted: [id] });
});
