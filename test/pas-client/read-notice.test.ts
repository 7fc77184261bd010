import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { readNotice } from '../../shared/fhir/pas/response/read-notice.ts';
import { readPasResponse } from '../../shared/fhir/pas/response/read-pas-response.ts';
import type { Part } from '../support/endpoint-messages.ts';
import { notification, r5Notification } from '../support/notifications.ts';
import { answered, certifiedItem, claimResponse, EXPECTED, memberOf } from '../support/pas-answers.ts';

const read = (body: unknown): Part => readNotice(body);
const FOCUS = 'https://payer.example/r4/ClaimResponse/r1';
const event = (number: number, focus = FOCUS) => ({ number, focus, timestamp: '2026-11-25T15:00:00Z' });

const example = new URL(
  '../../../shared/data/davinci-pas-2.2.1/examples/Bundle-PASSubscriptionNotification.json',
  import.meta.url,
);
if (!existsSync(example)) console.warn('Skipped: the published examples are not beside this checkout.');

describe('a notice', () => {
  test.skipIf(!existsSync(example))('as published: the whole answer, by its number', () => {
    const { value } = read(JSON.parse(readFileSync(example, 'utf8')));
    expect(value).toMatchObject({ about: 'notice', kind: 'events', newest: 2, oldest: 2, untold: false });
    const [{ tellsOf }] = value.orders;
    expect(readPasResponse(tellsOf.bundle, EXPECTED)).toMatchObject({ is: 'answered', items: [{}] });
  });

  test('by id alone, in the form of R4 and of R5', () => {
    for (const write of [notification, r5Notification])
      expect(read(write('s', 'event-notification', 3, [event(3)])).value).toMatchObject({
        newest: 3,
        orders: [
          {
            key: ['s', 3, '2026-11-25T15:00:00Z', FOCUS].map((one, index) => (index ? one : expect.any(String))),
            tellsOf: { reference: FOCUS },
          },
        ],
      });
  });

  test('a ClaimResponse with what stands beside it; another event’s answer is not among it', () => {
    const entries = [
      { fullUrl: FOCUS, resource: claimResponse([certifiedItem()]) },
      { fullUrl: 'https://payer.example/r4/ClaimResponse/r2', resource: { ...claimResponse([]), id: 'r2' } },
      { fullUrl: 'https://payer.example/r4/Patient/p1', resource: memberOf('M-1') },
    ];
    const { value } = read(notification('s', 'event-notification', 1, [event(1)], entries));
    const [{ tellsOf }] = value.orders;
    expect(tellsOf.bundle.entry.map(({ resource }: Part) => `${resource.resourceType}/${resource.id}`)).toEqual([
      'ClaimResponse/r1',
      'Patient/p1',
    ]);
    expect(readPasResponse(tellsOf.bundle, EXPECTED)).toMatchObject({
      memberId: 'M-1',
      items: [{ action: 'certified' }],
    });
  });

  test('a handshake, a heartbeat, trouble, an event without a focus', () => {
    expect(read(notification('s', 'handshake', 0)).value).toMatchObject({
      kind: 'handshake',
      orders: [],
      untold: false,
    });
    expect(read(notification('s', 'heartbeat', 4, [], [], 'error')).value).toMatchObject({
      trouble: 'error',
      newest: 4,
    });
    expect(read(notification('s', 'event-notification', 4, [{ number: 4 }])).value).toMatchObject({ untold: true });
  });

  test.each<[string, unknown]>([
    ['an empty body', undefined],
    ['an answer that nobody wrapped', answered([certifiedItem()])],
    ['a notice of orders', notification('s', 'event-notification', 1, [event(1, 'ServiceRequest/o1')])],
    ['a query of the status', notification('s', 'query-status', 1)],
    [
      'more events than are taken',
      notification(
        's',
        'event-notification',
        1,
        Array.from({ length: 101 }, (_, n) => event(n)),
      ),
    ],
  ])('is not: %s', (_name, body) => {
    expect(read(body).ok).toBe(false);
  });
});
