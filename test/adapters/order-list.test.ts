import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { tenantId } from '../../shared/app/keys/tenant-id.ts';
import { STATES } from '../../shared/core/model/determination.ts';
import type { TestStores } from '../support/embedded-store.ts';
import { answered, order, type RecordParts, record, staged } from '../support/record-samples.ts';
import { STORE_ENGINES } from '../support/store-engines.ts';

const ALL = 1_000;

describe.each(STORE_ENGINES)('the list of all orders on $name', ({ open }) => {
  let harness: TestStores;
  let tenant = tenantId('demo');
  let tenants = 0;
  const on = () => harness.stores.authorizations;
  /** As this release writes it, or as one before, which kept no list. */
  const put = async (about: RecordParts & { readonly orderId: string }, release: 'this' | 'before' = 'this') => {
    const head = record(harness.digest, { tenant, ...about });
    const one = staged({ order: order(about.orderId) });
    const determination = { ...one.determination, asOf: head.serviceDate };
    if (release === 'this')
      await on().stage(tenant, [{ ...one, determination }], answered(`${about.orderId}-${head.version}`));
    expect(await on().commit(head, head.version - 1)).toBe('committed');
  };
  const everyPage = async (limit: number): Promise<readonly string[]> => {
    const found: string[] = [];
    let cursor: string | undefined;
    do {
      const page = await on().find(tenant, { limit, ...(cursor ? { cursor } : {}) });
      found.push(...page.items.map(({ orderId }) => orderId));
      cursor = page.cursor;
    } while (cursor);
    return found;
  };
  beforeAll(async () => {
    harness = await open();
  });
  afterAll(() => harness.close());
  beforeEach(() => {
    tenant = tenantId(`listed-${++tenants}`);
  });

  test('a page of it takes one query, whatever states its orders are in', async () => {
    expect(await on().enlist(tenant, ALL)).toBe('complete');
    for (const [n, state] of STATES.entries())
      await put({ orderId: `o${10 + n}`, state, serviceDate: `2026-07-${10 + n}` });
    harness.forget();
    const { items } = await on().find(tenant, { limit: 20 });
    expect(harness.calls()).toMatchObject({ Query: 1 });
    expect(items.map(({ orderId }) => orderId)).toEqual(STATES.map((_, n) => `o${10 + n}`).reverse());
    expect(await everyPage(3)).toEqual(items.map(({ orderId }) => orderId));
    const dated = await on().find(tenant, { limit: 20, serviceFrom: '2026-07-12', serviceTo: '2026-07-13' });
    expect(dated.items.map(({ orderId }) => orderId)).toEqual(['o13', 'o12']);
  });

  test('an order whose date changed is in it once, where it is now; one that was never committed is not', async () => {
    await on().enlist(tenant, ALL);
    await put({ orderId: 'a', serviceDate: '2026-07-10' });
    await put({ orderId: 'b', serviceDate: '2026-07-11' });
    await put({ orderId: 'a', serviceDate: '2026-07-12', version: 2 });
    await on().stage(tenant, [staged({ order: order('orphan') })], answered('orphan'));
    expect(await everyPage(20)).toEqual(['a', 'b']);
    expect(await everyPage(1)).toEqual(['a', 'b']);
    await put({ orderId: 'a', serviceDate: '2026-07-10', version: 3 });
    expect(await everyPage(1)).toEqual(['b', 'a']);
  });

  test('orders of a release before are found meanwhile, and entered over any number of interrupted runs', async () => {
    for (let n = 10; n < 22; n++)
      await put({ orderId: `old${n}`, serviceDate: `2026-07-${n}`, state: STATES[n % 3] ?? 'unknown' }, 'before');
    await put({ orderId: 'new', serviceDate: '2026-07-30' });
    const wanted = ['new', ...Array.from({ length: 12 }, (_, n) => `old${21 - n}`)];
    expect(await everyPage(5)).toEqual(wanted);
    const begun = await on().find(tenant, { limit: 5 });
    let runs = 1;
    while ((await on().enlist(tenant, 1)) === 'going-on' && runs < 99) runs += 1;
    expect(runs).toBeGreaterThan(STATES.length);
    expect(runs).toBeLessThan(99);
    harness.forget();
    expect(await everyPage(20)).toEqual(wanted);
    expect(harness.calls()).toMatchObject({ Query: 1 });
    // A search begun state by state goes on that way: the two have other orders within a day.
    const rest = await on().find(tenant, { limit: 50, cursor: begun.cursor ?? '' });
    expect(rest.items.map(({ orderId }) => orderId)).toEqual(wanted.slice(5));
  });
});
