import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { tenantId } from '../../shared/app/keys/tenant-id.ts';
import { TENANT } from '../support/endpoint-harness.ts';
import { orderMessage, type Part } from '../support/endpoint-messages.ts';
import { onFile } from '../support/on-file.ts';
import {
  draft,
  drafts,
  type HookHarness,
  hookCall,
  openHookHarness,
  said,
  signCall,
  statementsOn,
} from './hook-harness.ts';

let harness: HookHarness;
let id = '';
let count = 0;
beforeAll(async () => {
  harness = await openHookHarness();
});
beforeEach(() => {
  id = `real-${++count}`;
});
afterAll(() => harness.close());

/** Signs a draft; what is said of it, and the id of its assertion. */
const sign = async (change: (one: Part) => void = () => undefined, more: Part = {}) => {
  const asked = draft((one) => {
    Object.assign(one, { id: `draft-of-${id}` });
    delete one.identifier;
    change(one);
  });
  const { body } = await harness.call({ ...signCall(more, asked) });
  const { extension } = body.systemActions[0].resource;
  const [assertionId] = said(statementsOn({ extension })[0], 'coverage-assertion-id');
  return { extension, assertionId };
};
/** The order as it was placed. */
const place = async (
  change: (one: Part) => void = () => undefined,
  message: (whole: Part) => void = () => undefined,
) => {
  const placed = orderMessage(id, (one: Part) => {
    delete one.identifier;
    change(one);
  });
  message(placed);
  const { status } = await harness.ways.direct({ method: 'POST', path: '/r4/ServiceRequest/$assess', body: placed });
  expect(status).toBe(200);
};
const record = async () => (await onFile(harness.ports, tenantId('clinic'), id))[0];
const carrying = (extension: Part) => (one: Part) => Object.assign(one, { extension });
const PLACER = { system: 'https://ehr.example/orders', value: 'ORD-77' };
const numbered = (one: Part) => Object.assign(one, { identifier: [{ ...PLACER, value: `ORD-77-${id}` }] });

test('by the id it carries: the record leads back to rules and facts, and keeps the way', async () => {
  const { extension, assertionId } = await sign();
  await place(carrying(extension));
  expect((await record())?.adopted).toEqual([assertionId]);
  const assertion = await harness.ports.assertions.get(tenantId('clinic'), assertionId);
  expect(assertion?.orders).toMatchObject([{ id: `draft-of-${id}` }]);
  expect(assertion?.said.determinations[0]?.ruleset?.hash).toMatch(/\S/);
  // A later version that lost the extension is still the order of that draft.
  await place((one) => Object.assign(one, { priority: 'urgent' }));
  expect(await record()).toMatchObject({ version: 2, adopted: [assertionId] });
});

test('by the number of its placer alone: what was said last', async () => {
  await sign(numbered);
  harness.time.now = '2026-06-01T15:05:00.000Z';
  const { assertionId } = await sign((one) => Object.assign(numbered(one), { priority: 'urgent' }));
  await place(numbered);
  expect((await record())?.adopted).toEqual([assertionId]);
});

test('under several coverages: every one of them', async () => {
  const second = {
    ...orderMessage(id).entry.find(({ resource }: Part) => resource.resourceType === 'Coverage').resource,
  };
  const asked = draft((one) => numbered(Object.assign(one, { id: `draft-of-${id}` })));
  const call = hookCall('order-sign', { draftOrders: drafts(asked) });
  call.prefetch.second = { ...second, id: 'c2', order: 2 };
  const { body } = await harness.call(call);
  const ids = statementsOn(body.systemActions[0].resource).map((one: Part) => said(one, 'coverage-assertion-id')[0]);
  expect(ids).toHaveLength(2);
  await place(numbered);
  expect((await record())?.adopted).toEqual(ids);
});

test.each([
  ['an id nobody here gave', () => ['0'.repeat(40), 'x'.repeat(3_000), 'CLAIM-1']],
  [
    'an id of another tenant',
    async () => {
      await harness.ports.settings.put({ ...TENANT, id: tenantId('other'), sources: [] });
      const own = await harness.ports.assertions.get(tenantId('clinic'), (await sign()).assertionId);
      const theirs = 'f'.repeat(40);
      await harness.ports.assertions.put(tenantId('other'), [{ ...own!, id: theirs }]);
      return [theirs];
    },
  ],
])('not by %s', async (_what, ids) => {
  const { extension } = await sign();
  const [statement] = statementsOn({ extension });
  const made = (await ids()).map((one) => ({
    ...statement,
    extension: statement.extension.map((part: Part) =>
      part.url === 'coverage-assertion-id' ? { ...part, valueString: one } : part,
    ),
  }));
  await place(carrying(made));
  expect((await record())?.adopted).toBeUndefined();
});

test('not what was said of another patient, by id or number', async () => {
  const { extension } = await sign(numbered);
  await place(
    (one) => carrying(extension)(numbered(one)),
    (whole) =>
      Object.assign(
        whole,
        JSON.parse(JSON.stringify(whole).replaceAll('Patient/p1', 'Patient/p9').replaceAll('"p1"', '"p9"')),
      ),
  );
  expect((await record())?.state).toMatch(/\S/);
  expect((await record())?.adopted).toBeUndefined();
});

test.each([
  [
    'system',
    (one: Part) =>
      Object.assign(one, { identifier: [{ system: 'https://lab.example/orders', value: `ORD-77-${id}` }] }),
    '',
  ],
  ['source', numbered, '?source=south'],
])('not by the same number of another %s', async (_what, change, query) => {
  await sign(numbered);
  const placed = orderMessage(id, (one: Part) => void change(one));
  await harness.ways.direct({ method: 'POST', path: `/r4/ServiceRequest/$assess${query}`, body: placed });
  expect(await record()).toBeDefined();
  expect((await record())?.adopted).toBeUndefined();
});

test('a draft adopts nothing, since it makes no record', async () => {
  const { extension } = await sign(numbered);
  await place((one) => Object.assign(carrying(extension)(numbered(one)), { status: 'draft' }));
  expect(await record()).toBeUndefined();
});
