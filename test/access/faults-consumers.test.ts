import { ScanCommand } from '@aws-sdk/lib-dynamodb';
import { describe, expect, test } from 'vitest';
import { notify } from '../../functions/order-events/notify.ts';
import { deadlineSweep } from '../../functions/schedules/deadline-sweep.ts';
import { lambdaContext } from '../../infra/local/http/lambda-context.ts';
import { VISIT_EVENT } from '../../shared/http/order-events.ts';
import { httpEntry } from '../../shared/lambda/http-entry.ts';
import { appointment } from '../support/appointments.ts';
import { eventOf } from '../support/endpoint-harness.ts';
import { type EventHarness, openEventHarness, TENANT } from '../support/event-harness.ts';
import { placesOf } from '../support/fault-places.ts';
import { notification } from '../support/notifications.ts';
import { orderBundle, serviceRequestOf } from '../support/orders.ts';
import { makeOutage, type Outage } from '../support/table-outage.ts';

const SECRET = 'known-to-both';
const SOURCES = { sources: [{ id: TENANT.source, name: 'EHR', hookSecret: 'file:unused' }] };

/** An incoming message, which its sender repeats until it is acknowledged. */
type Send = (harness: EventHarness) => Promise<boolean>;

const onBus =
  (id: string, detail: object, type = 'FHIR ServiceRequest'): Send =>
  (harness) =>
    harness.receive({ id, 'detail-type': type, detail }).then(
      () => true,
      () => false,
    );
const told = notification(
  'orders',
  'event-notification',
  1,
  [{ number: 1, focus: 'ServiceRequest/one' }],
  [{ resource: serviceRequestOf(orderBundle('one')) }],
);
const byHook: Send = async ({ harness }) => {
  const headers = { authorization: `Bearer ${SECRET}`, 'content-type': 'application/fhir+json' };
  const ask = { method: 'POST' as const, path: `/events/${TENANT.source}`, headers, body: told };
  const { statusCode, headers: answered } = await httpEntry({ notify }, () => harness)(
    eventOf(ask),
    lambdaContext('x'),
  );
  if (statusCode >= 500) expect([statusCode, answered?.['retry-after']]).toEqual([503, '1']);
  return statusCode === 202;
};
const order = onBus('e1', { source: TENANT.source, bundle: orderBundle('one') });
const visit = appointment('v1', 'one', '2026-12-09T09:00:00-05:00');

const STORIES: readonly (readonly [string, readonly Send[]])[] = [
  ['an order twice', [order, order]],
  ['an order and its visit', [order, onBus('e2', { source: TENANT.source, resource: visit }, VISIT_EVENT)]],
  ['an order by rest-hook', [byHook]],
  ['an unreadable event', [onBus('e3', { source: TENANT.source, bundle: { resourceType: 'Bundle' } })]],
];

const again = async (work: () => Promise<boolean>): Promise<void> => {
  for (let n = 0; n < 4; n++) if (await work()) return;
  throw new Error('it never got through');
};
const settled = async (work: () => Promise<unknown>): Promise<boolean> =>
  work().then(
    () => true,
    () => false,
  );

/** Runs everything a story causes, each part again until it succeeds; returns the final table. */
const play = async (story: readonly Send[], failAt = 0, how: Outage = 'before') => {
  const outage = makeOutage();
  const harness = await openEventHarness(SOURCES, outage.prepare);
  Object.assign(harness.harness.ports, { secrets: { read: async () => SECRET } });
  outage.expect(failAt, how);
  for (const send of story) {
    outage.during(`send ${STORIES.findIndex(([, one]) => one === story)}`);
    await again(() => send(harness));
    outage.during('deliver');
    await again(async () => {
      const pointers = harness.queue.sent.map((pointer) => JSON.stringify(pointer));
      const { batchItemFailures } = await harness.deliver(pointers);
      if (batchItemFailures.length === 0) harness.queue.sent.length = 0;
      return batchItemFailures.length === 0;
    });
  }
  outage.during('relay');
  await again(() => settled(harness.relay));
  outage.during('sweep');
  await again(() => settled(() => deadlineSweep(harness.harness)));
  const kinds = outage.kinds();
  await harness.relay();
  const { client, table } = harness.table;
  const { Items = [] } = await client.send(new ScanCommand({ TableName: table.tableName, ConsistentRead: true }));
  // However often it failed: every entry is the tenant's, under the name of its source or of the job.
  const entries = Items.flatMap(({ access }) => (access ? [access] : []));
  for (const { tenant, who } of entries) {
    expect(tenant).toBe(TENANT.id);
    expect([TENANT.source, 'intent-relay', 'deadline-sweep']).toContain(who.name);
  }
  const rest = Items.filter(({ pk }) => !String(pk).includes('#AUDIT#'))
    .map(({ writeId: _, mark: _random, ...item }) => JSON.stringify(item))
    .sort();
  const published = [...new Set(harness.published.map(({ id, type }) => `${type} ${id}`))].sort();
  const buried = [...new Set(harness.deadLetters.sent.map(({ id }) => id))];
  const waiting = await harness.ports.inbox.waiting(10);
  await harness.close();
  return { kinds, end: { rest, published, buried, waiting } };
};

/** Kinds of calls in each story: what the queue and the schedules do is the same in all, and fails in the first. */
const known: Readonly<Record<Outage, (readonly string[])[]>> = { before: [], after: [] };

describe.each(STORIES.map(([what, story], index) => [what, story, index] as const))('%s', (_, story, index) => {
  test.each<Outage>(['before', 'after'])(
    'whichever table call fails (%s it is done), the result is the same',
    async (how) => {
      const whole = await play(story, 0, how);
      expect(whole.end.waiting).toEqual([]);
      const places = placesOf(whole.kinds, known[how].slice(0, index).flat());
      known[how][index] = whole.kinds;
      expect(places.length).toBeGreaterThan(0);
      for (const at of places) expect({ at, ...(await play(story, at, how)).end }).toEqual({ at, ...whole.end });
    },
    90_000,
  );
});
