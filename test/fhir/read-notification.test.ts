import { existsSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readNotification } from '../../shared/fhir/read/notification/read-notification.ts';
import { notification, r5Notification } from '../support/notifications.ts';

const order = { resourceType: 'ServiceRequest', id: 'o1', status: 'active', intent: 'order' };
const read = (body: unknown, id?: string) => {
  const result = readNotification(body, id);
  if (!result.ok) throw new Error(result.problems[0]?.says);
  return result.value;
};
const problemsOf = (body: unknown, id?: string) => {
  const result = readNotification(body, id);
  return result.ok ? [] : result.problems.map(({ expression }) => expression);
};
const full = (focus: string, ...entries: readonly object[]) =>
  notification('s', 'event-notification', 9, [{ number: 4, focus }], entries);

describe('a bare order', () => {
  it('is recognized as redelivered by its version, and not without one', () => {
    const version = { ...order, meta: { versionId: '3' } };
    expect(read(version).orders[0]?.key).toEqual(['ServiceRequest/o1', '3']);
    expect(read(order).orders[0]).not.toHaveProperty('key');
    expect(read({ ...version, id: undefined }).orders[0]).not.toHaveProperty('key');
  });

  it('takes its id from the URL when it has none', () => {
    const { id: _id, ...nameless } = order;
    expect(read(nameless, 'o9').orders[0]?.tellsOf).toEqual({ resource: { ...nameless, id: 'o9' } });
    expect(problemsOf(order, 'o9')).toEqual(['ServiceRequest.id']);
  });
});

describe('a notification', () => {
  it('counts by the events in it, not by the sender’s later count', () => {
    expect(read(full('ServiceRequest/o1'))).toMatchObject({ kind: 'events', newest: 4, oldest: 4, untold: false });
    expect(read(notification('s', 'heartbeat', 9))).toMatchObject({ kind: 'heartbeat', newest: 9 });
  });

  it.each([
    ['relative focus, absolute entry', 'ServiceRequest/o1', 'https://ehr.example/fhir/ServiceRequest/o1'],
    [
      'absolute focus and entry',
      'https://ehr.example/fhir/ServiceRequest/o1',
      'https://ehr.example/fhir/ServiceRequest/o1',
    ],
    [
      'a name made for the message',
      'urn:uuid:11111111-0000-4000-8000-000000000001',
      'urn:uuid:11111111-0000-4000-8000-000000000001',
    ],
  ])('finds the order of the focus: %s', (_what, focus, fullUrl) => {
    expect(read(full(focus, { fullUrl, resource: order })).orders[0]?.tellsOf).toMatchObject({ resource: order });
  });

  it('assigns accompanying resources to the event that names them', () => {
    const other = { ...order, id: 'o2' };
    const patients = ['p1', 'p2'].map((id) => ({ resourceType: 'Patient', id }));
    const told = {
      resourceType: 'Bundle',
      type: 'subscription-notification',
      entry: [
        {
          resource: {
            resourceType: 'SubscriptionStatus',
            type: 'event-notification',
            subscription: { reference: 'Subscription/s' },
            notificationEvent: [order, other].map(({ id }, index) => ({
              eventNumber: String(index + 1),
              focus: { reference: `ServiceRequest/${id}` },
              additionalContext: [{ reference: `Patient/p${index + 1}` }],
            })),
          },
        },
        ...[order, other, ...patients].map((resource) => ({ resource })),
      ],
    };
    const bundles = read(told).orders.map(({ tellsOf }) => ('bundle' in tellsOf ? tellsOf.bundle.entry : []));
    expect(bundles.map((entries) => entries?.map(({ resource }) => resource?.id))).toEqual([
      ['o1', 'p1'],
      ['o2', 'p2'],
    ]);
  });

  it('about anything but an order gives none', () => {
    const patient = { fullUrl: 'https://ehr.example/fhir/Patient/p', resource: { resourceType: 'Patient', id: 'p' } };
    expect(read(full('Patient/p', patient)).orders).toEqual([]);
    expect(read(full('Patient/p')).orders).toEqual([]);
  });

  it.each([
    [
      'no subscription',
      {
        ...notification('s', 'heartbeat', 1),
        entry: [{ resource: { resourceType: 'Parameters', parameter: [{ name: 'type', valueCode: 'heartbeat' }] } }],
      },
    ],
    ['no entries', { resourceType: 'Bundle', type: 'history' }],
    ['an unknown kind', notification('s', 'birthday', 1)],
    ['an order in the address', notification('s', 'heartbeat', 1), 'o1'],
    ['another resource', { resourceType: 'Subscription' }],
  ])('is refused: %s', (_what, body, id?: string) => {
    expect(problemsOf(body, id)).toHaveLength(1);
  });

  it.each([notification, r5Notification])('never throws, whatever is in it', (write) => {
    const keys = fc.constantFrom(
      'entry',
      'resource',
      'parameter',
      'part',
      'focus',
      'reference',
      'notificationEvent',
      'fullUrl',
      'name',
    );
    const junk = fc.letrec<{ value: unknown }>((tie) => ({
      value: fc.oneof(
        { maxDepth: 5 },
        fc.jsonValue({ maxDepth: 1 }),
        fc.array(tie('value')),
        fc.dictionary(keys, tie('value')),
      ),
    })).value;
    const base = write('s', 'event-notification', 1, [{ number: 1, focus: 'ServiceRequest/o1' }]);
    fc.assert(
      fc.property(junk, junk, (first, second) => {
        readNotification({ ...base, entry: [{ resource: first }, second] });
        const { entry } = base as { entry: { resource: object }[] };
        readNotification({
          ...base,
          entry: [{ resource: { ...entry[0]?.resource, parameter: first, notificationEvent: second } }, second],
        });
        readNotification(first);
      }),
      { numRuns: 300 },
    );
  });
});

const published = new URL(
  '../../../shared/data/davinci-pas-2.2.1/examples/Bundle-PASSubscriptionNotification.json',
  import.meta.url,
);
it.skipIf(!existsSync(published))('the published notification of a payer is read, and holds no order', () => {
  const body: unknown = JSON.parse(readFileSync(published, 'utf8'));
  expect(read(body)).toMatchObject({ kind: 'events', orders: [] });
});
