import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { TENANT } from '../support/endpoint-harness.ts';
import type { Part } from '../support/endpoint-messages.ts';
import {
  type NoticeDesk,
  openNoticeDesk,
  SENDER,
  sentBy,
  statusIn,
  subscriptionOf,
  TOPIC,
  withContent,
  withFilter,
  withHeartbeat,
} from '../support/notice-desk.ts';
import { GROUP_NPI, pasRequest, reviewMessage } from '../support/pas-messages.ts';
import { actionsOf, type PayerAgent, responseOf } from '../support/payer-desk.ts';
import { validateR4 } from '../support/validators.ts';

let desk: NoticeDesk;
beforeEach(async () => {
  desk = await openNoticeDesk();
});
afterEach(() => desk.close());

const create = (change?: Parameters<typeof subscriptionOf>[1], name: PayerAgent = 'ehr', base = '/r4') =>
  desk.call(name, `${base}/Subscription`, subscriptionOf(desk.endpoint, change));
const read = (id: string, below = '', name: PayerAgent = 'ehr', base = '/r4') =>
  desk.call(name, `${base}/Subscription/${id}${below}`, undefined, 'GET');
const active = async (...asked: Parameters<typeof create>) => {
  const { body } = await create(...asked);
  await desk.relay();
  desk.received.length = 0;
  return body.id as string;
};
let traces = 0;
/** A request that is pended, and then refused by a reviewer. */
const decided = async (sender = SENDER, name: PayerAgent = 'ehr') => {
  traces += 1;
  const { body } = await desk.submit(pasRequest({ trace: `told-${traces}`, change: sentBy(sender) }), name);
  const { id } = responseOf(body);
  await desk.review(id, reviewMessage());
  return id as string;
};

describe('a subscription', () => {
  test('is created with its address, shaken hands with, then active', async () => {
    const { status, body, headers } = await create();
    expect([status, body.status]).toEqual([201, 'requested']);
    expect(headers.location).toMatch(new RegExp(`/r4/Subscription/${body.id}$`));
    expect(JSON.stringify(body)).not.toContain('told-by-the-client');
    await desk.relay();
    const [shaken] = desk.received;
    expect(shaken?.headers).toMatchObject({
      authorization: 'Bearer told-by-the-client',
      'content-type': 'application/fhir+json',
    });
    expect(validateR4(shaken?.body ?? {})).toEqual([]);
    expect([shaken?.body.type, shaken?.body.entry.length]).toEqual(['history', 1]);
    expect(statusIn(shaken?.body)).toMatchObject({
      topic: TOPIC,
      status: 'requested',
      type: 'handshake',
      'events-since-subscription-start': '0',
    });
    expect((await read(body.id)).body.status).toBe('active');
  });

  test('tells a result with the whole answer, by number and to the filter alone', async () => {
    const id = await active();
    await decided('SOMEBODY-ELSE');
    const request = await decided();
    await desk.relay();
    const [told, more] = desk.received.map(({ body }) => body);
    expect(more).toBeUndefined();
    expect(validateR4(told ?? {})).toEqual([]);
    const status = statusIn(told);
    expect(status).toMatchObject({ type: 'event-notification', status: 'active' });
    expect(status['events-since-subscription-start']).toBe('1');
    expect(status['notification-event']['event-number']).toBe('1');
    const [, { fullUrl, resource }] = (told as Part).entry;
    expect(fullUrl).toBe(status['notification-event'].focus);
    expect([resource.resourceType, resource.type, responseOf(resource).id]).toEqual(['Bundle', 'collection', request]);
    expect(actionsOf(resource)).toEqual({ 1: 'A3' });
    await decided();
    await desk.relay();
    expect(statusIn(desk.received[1]?.body)['notification-event']['event-number']).toBe('2');
    const asked = await read(id, '/$status');
    expect(statusIn(asked.body)).toMatchObject({ type: 'query-status', 'events-since-subscription-start': '2' });
  });

  test('what is pended or certified at once is told by its answer, not notified', async () => {
    await active();
    await desk.submit(pasRequest({ trace: 'only-pended', change: sentBy(SENDER) }));
    await desk.relay();
    expect(desk.received).toEqual([]);
  });

  test.each(['org-identifier', 'orgIdentifier', 'identifier'])('takes the filter spelled %s', async (name) => {
    expect((await create(withFilter(`${name}=${SENDER}`))).status).toBe(201);
    expect((await create(withFilter(`${name}=NOBODY,${GROUP_NPI}`))).status).toBe(403);
    const id = await active(withFilter(`${name}=http://hl7.org/fhir/sid/us-npi|${GROUP_NPI}`));
    await decided('UNNAMED');
    await desk.relay();
    expect(desk.received.map(({ body }) => statusIn(body).subscription)).toEqual([expect.stringContaining(id)]);
  });

  test('of the older release tells where the result is, and not the result', async () => {
    const id = await active(withContent('id-only'), 'ehr', '/stu2/r4');
    const request = await decided();
    await desk.relay();
    const body: Part = desk.received[0]?.body ?? {};
    expect(validateR4(body)).toEqual([]);
    expect(body.entry[1].resource).toBeUndefined();
    expect(body.entry[1].fullUrl).toMatch(new RegExp(`/stu2/r4/ClaimResponse/${request}$`));
    expect((await read(id)).status).toBe(404);
    expect((await read(id, '', 'ehr', '/stu2/r4')).status).toBe(200);
  });

  test('beats where it asks to, as long as it is there', async () => {
    const id = await active(withHeartbeat(60));
    await desk.relayAfter(59);
    expect(desk.received).toEqual([]);
    await desk.relayAfter(2);
    await desk.relayAfter(61);
    const types = desk.received.map(({ body }) => statusIn(body).type);
    expect(types).toEqual(['heartbeat', 'heartbeat']);
    expect((await desk.call('ehr', `/r4/Subscription/${id}`, undefined, 'DELETE')).status).toBe(204);
    await desk.relayAfter(61);
    expect(desk.received.length).toBe(2);
    expect((await read(id)).status).toBe(404);
  });
});

describe('an endpoint in trouble', () => {
  test('is asked again with pauses; then the subscription is in error, and begins anew when it is put', async () => {
    const id = await active();
    desk.answers.status = 503;
    await decided();
    await desk.relay();
    expect(desk.received.length).toBe(1);
    await desk.relayAfter(1);
    expect(desk.received.length).toBe(1);
    for (let count = 0; count < 40; count++) await desk.relayAfter(3_600);
    const tried = desk.received.length;
    expect((await read(id)).body).toMatchObject({ status: 'error', error: expect.any(String) });
    const letters = await desk.ports.deadLetterList.all(10);
    expect(JSON.stringify(letters)).toContain('subscription-notice-');
    await decided();
    await desk.relay();
    expect(desk.received.length).toBe(tried);
    desk.answers.status = 200;
    const put = await desk.call('ehr', `/r4/Subscription/${id}`, subscriptionOf(desk.endpoint), 'PUT');
    expect([put.status, put.body.status]).toEqual([200, 'requested']);
    await desk.relayAfter(60);
    expect((await read(id)).body.status).toBe('active');
    const missed = await read(id, '/$events?eventsSinceNumber=2');
    expect(validateR4(missed.body)).toEqual([]);
    expect(missed.body.entry.map(({ resource }: { resource?: object }) => (resource ? 'told' : 'named'))).toEqual([
      'told',
      'told',
    ]);
    expect(statusIn(missed.body)).toMatchObject({ type: 'query-event', 'events-since-subscription-start': '2' });
  });

  test('a repeat after a crash numbers nothing twice', async () => {
    const id = await active();
    const request = await decided();
    const event = { request, version: 2, at: desk.time.now };
    const numbers = [1, 2, 3].map(() => desk.ports.reviewSubscriptions.addEvent(TENANT.id, id, event));
    expect(new Set(await Promise.all(numbers))).toEqual(new Set([1]));
    await desk.relay();
    expect(desk.received.length).toBe(1);
    expect(await desk.ports.reviewSubscriptions.newest(TENANT.id, id)).toBe(1);
  });
});

describe('whose it is', () => {
  test('only the client registered for a sender subscribes to it, changes it and is told', async () => {
    const { body } = await create();
    expect((await create(undefined, 'stranger')).status).toBe(403);
    for (const below of ['', '/$status', '/$events']) expect((await read(body.id, below, 'stranger')).status).toBe(404);
    const path = `/r4/Subscription/${body.id}`;
    expect((await desk.call('stranger', path, subscriptionOf(desk.endpoint), 'PUT')).status).toBe(404);
    expect((await desk.call('stranger', path, undefined, 'DELETE')).status).toBe(404);
    expect((await desk.call('reviewer', path, undefined, 'GET')).status).toBe(403);
  });

  test('what another client sends under its name is not told', async () => {
    const { ports } = desk;
    const { organizations: _all, ...client } = (await ports.clients.find('smart', 'ehr'))!;
    await ports.clients.put(client);
    await active();
    await decided(SENDER, 'stranger');
    await desk.relay();
    expect(desk.received).toEqual([]);
    await decided();
    await desk.relay();
    expect(desk.received.length).toBe(1);
  });

  test('a client has twenty at most', async () => {
    for (let count = 0; count < 20; count++) expect((await create()).status).toBe(201);
    expect((await create()).status).toBe(413);
  });
});
