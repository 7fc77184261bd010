import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openEhrHarness } from '../support/ehr-harness.ts';
import type { Part } from '../support/endpoint-messages.ts';
import { list } from '../support/messages-at-limits.ts';
import { id5, notification, type ToldEvent } from '../support/notifications.ts';
import { openPracticeAndPayer, type PracticeAndPayer } from '../support/practice-and-payer.ts';
import { cpuOf, typicalOf } from '../support/typical-cpu.ts';

/** What other organizations deliver: CPU at the limits, as multiples of a typical call. */
const events = (count: number, focus: (n: number) => string): readonly ToldEvent[] =>
  list(count, (n) => ({ number: n + 1, focus: focus(n), timestamp: '2026-11-25T15:01:00Z' }));
const told = (type: string, id: string, more: Part = {}): object => ({
  fullUrl: `https://there.example/r4/${type}/${id}`,
  resource: { resourceType: type, id, ...more },
});
const notified = (some: readonly ToldEvent[], entries: readonly object[]) =>
  notification(id5(), 'event-notification', some.length, some, entries);

/** One megabyte of each. */
const large = (type: string): readonly (readonly [string, () => object, number])[] => [
  [
    'a hundred events with addresses of slashes beside many entries',
    () =>
      notified(
        events(100, (n) => `https://there.example/${'/'.repeat(2_000)}/${type}/x${n}`),
        list(6_000, (n) => told('Basic', `b${n}`)),
      ),
    202,
  ],
  [
    'a hundred events of one thing many times',
    () =>
      notified(
        events(100, () => `https://there.example/r4/${type}/x`),
        list(5_000, () => told(type, 'x', { status: 'active' })),
      ),
    202,
  ],
  [
    'more events than are taken',
    () =>
      notified(
        events(3_000, (n) => `${type}/x${n}`),
        [],
      ),
    400,
  ],
];

describe('a payer’s notice', () => {
  let both: PracticeAndPayer;
  let typical: number;
  beforeAll(async () => {
    both = await openPracticeAndPayer();
    typical = await typicalOf(
      () =>
        both.deliverNotice(
          notified(
            events(1, () => 'ClaimResponse/x'),
            [told('ClaimResponse', 'x')],
          ),
        ),
      202,
    );
  }, 60_000);
  afterAll(() => both.close());

  test.each(large('ClaimResponse'))(
    '%s',
    async (_, make, expected) => {
      expect((await cpuOf(() => both.deliverNotice(make()), expected)) / typical).toBeLessThan(300);
    },
    120_000,
  );

  test('what accompanies a hundred answers is stored with each only as far as a message may be long', async () => {
    const before = both.queue.sent.length;
    const answers = list(100, (n) => told('ClaimResponse', `r${n}`));
    const beside = list(150, (n) => told('Basic', `b${n}`, { text: { div: 'x'.repeat(1_000) } }));
    const all = events(100, (n) => `https://there.example/r4/ClaimResponse/r${n}`);
    expect(await both.deliverNotice(notified(all, [...answers, ...beside]))).toBe(202);
    const kept = await both.ports.inbox.waiting(1_000);
    expect(both.queue.sent.length - before).toBe(100);
    let bytes = 0;
    for (const { tenant, id } of kept) bytes += (await both.ports.inbox.get(tenant, id))?.body.length ?? 0;
    expect(bytes).toBeLessThan(5_000_000);
  }, 60_000);
});

describe('a notification of an EHR', () => {
  type Ehr = Awaited<ReturnType<typeof openEhrHarness>>;
  let ehr: Ehr;
  let typical: number;
  const deliver = async (body: object): Promise<number> => (await ehr.deliverHook({ body })).status;
  beforeAll(async () => {
    ehr = await openEhrHarness();
    typical = await typicalOf(
      () =>
        deliver(
          notified(
            events(1, () => 'ServiceRequest/x'),
            [told('ServiceRequest', 'x')],
          ),
        ),
      202,
    );
  }, 60_000);
  afterAll(() => ehr.close());

  test.each(large('ServiceRequest'))(
    '%s',
    async (_, make, expected) => {
      expect((await cpuOf(() => deliver(make()), expected)) / typical).toBeLessThan(300);
    },
    120_000,
  );

  test('a status of the sender’s own words is in no log', async () => {
    const body = notification(id5(), 'heartbeat', 0, [], [], 'Zzyzx, Quillfeather');
    expect(await deliver(body)).toBe(200);
    expect(ehr.logged.join(' ')).toContain('subscription-in-trouble');
    expect(ehr.logged.join(' ')).not.toContain('Zzyzx');
  });
});
