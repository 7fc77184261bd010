import { afterAll, beforeAll, expect, test } from 'vitest';
import { arrange } from '../../shared/app/search/arrange.ts';
import { ok } from '../../shared/core/model/result.ts';
import { shortName } from '../../shared/fhir/read/short-name.ts';
import { type EndpointHarness, openEndpointHarness } from '../support/endpoint-harness.ts';
import { evidence } from '../support/messages-at-limits.ts';

let harness: EndpointHarness;
beforeAll(async () => {
  harness = await openEndpointHarness();
});
afterAll(() => harness.close());

/** So many matches, read in pages as a store gives them. */
const matching =
  (count: number) =>
  async ({ limit, cursor }: { limit: number; cursor?: string }) => {
    const start = Number(cursor ?? 0);
    const end = Math.min(start + limit, count);
    const items = Array.from({ length: end - start }, (_, n) => start + n);
    return ok({ items, ...(end < count ? { cursor: String(end) } : {}) });
  };
const counted = (count: number) => arrange({ limit: 20, countOnly: true as const }, {}, matching(count));
const sorted = (count: number) =>
  arrange({ limit: 20, sort: [{ by: 'n', descending: true }] }, { n: String }, matching(count));

test('five thousand matches are counted and sorted, one more is too many', async () => {
  expect(await counted(5_000)).toEqual(ok({ items: [], total: 5_000 }));
  expect((await sorted(5_000)).ok).toBe(true);
  for (const one of [await counted(5_001), await sorted(5_001)])
    expect(!one.ok && one.problems.map(({ code }) => code)).toEqual(['too-long']);
});

test('a hundred ids are looked for, one more is refused', async () => {
  const ids = (count: number) => Array.from({ length: count }, (_, n) => `north..i${n}`).join(',');
  const search = async (count: number) =>
    (await harness.ways.direct({ method: 'GET', path: `/r4/Task?_id=${ids(count)}` })).status;
  expect([await search(100), await search(101)]).toEqual([200, 413]);
});

test('fifty references are named for one fact, however many say it', async () => {
  const named = async (count: number) => {
    const path = '/r4/ServiceRequest/$assess';
    const { status, body } = await harness.ways.direct({ method: 'POST', path, body: evidence(count) });
    expect(status).toBe(200);
    return new Set(JSON.stringify(body).match(/Condition\/k\d+/g)).size;
  };
  expect([await named(40), await named(90)]).toEqual([40, 50]);
});

test('a name of a thousand characters is read, a longer one is none', () => {
  expect(shortName('x'.repeat(1_000))).toHaveLength(1_000);
  expect(shortName('x'.repeat(1_001))).toBeUndefined();
});
