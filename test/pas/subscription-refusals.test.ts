import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Part } from '../support/endpoint-messages.ts';
import {
  type NoticeDesk,
  openNoticeDesk,
  SENDER,
  subscriptionOf,
  withContent,
  withFilter,
} from '../support/notice-desk.ts';

let desk: NoticeDesk;
beforeAll(async () => {
  desk = await openNoticeDesk();
});
afterAll(() => desk.close());

const set = (name: string, value: unknown) => (one: Part) => {
  one[name] = value;
};
const channel = (name: string, value: unknown) => (one: Part) => {
  one.channel[name] = value;
};

test.each<[string, (one: Part) => void, string]>([
  ['another topic', set('criteria', 'Claim?status=active'), 'Subscription.criteria'],
  ['an extension in place of the topic', set('criteria', undefined), 'Subscription.criteria'],
  ['no filter', set('_criteria', undefined), 'Subscription.criteria.extension'],
  ['another filter', withFilter('patient=Patient/1'), 'Subscription.criteria.extension'],
  ['an empty filter', withFilter('org-identifier=,'), 'Subscription.criteria.extension'],
  ['a status of error', set('status', 'error'), 'Subscription.status'],
  ['another channel', channel('type', 'websocket'), 'Subscription.channel.type'],
  ['no endpoint', channel('endpoint', undefined), 'Subscription.channel.endpoint'],
  ['an endpoint with a password', channel('endpoint', 'https://a:b@ehr.example/x'), 'Subscription.channel.endpoint'],
  ['an endpoint nobody listed', channel('endpoint', 'https://evil.example/x'), 'Subscription.channel.endpoint'],
  ['another payload', channel('payload', 'application/fhir+xml'), 'Subscription.channel.payload'],
  ['ids only in 2.2.1', withContent('id-only'), 'Subscription.channel.payload.extension'],
  ['an empty payload', withContent('empty'), 'Subscription.channel.payload.extension'],
  ['a header of two lines', channel('header', ['X-A: b\r\nX-C: d']), 'Subscription.channel.header[0]'],
  ['a header of the call', channel('header', ['Host: evil.example']), 'Subscription.channel.header[0]'],
  ['an end in the past', set('end', '2026-01-01T00:00:00Z'), 'Subscription.end'],
  ['an end no clock shows', set('end', '2026-12-31T23:59:60Z'), 'Subscription.end'],
  ['no Subscription', set('resourceType', 'Basic'), 'Subscription'],
])('%s is refused, with its place', async (_what, change, at) => {
  const before = await desk.scan();
  const { status, body } = await desk.call('ehr', '/r4/Subscription', subscriptionOf(desk.endpoint, change));
  expect([status, body.resourceType]).toEqual([400, 'OperationOutcome']);
  expect(JSON.stringify(body.issue)).toContain(at);
  const kept = (all: readonly string[]) => all.filter((one) => /UMSUB|UMNOTICE/.test(one));
  expect(kept(await desk.scan())).toEqual(kept(before));
});

test('names of events are numbers', async () => {
  const { body } = await desk.call('ehr', '/r4/Subscription', subscriptionOf(desk.endpoint));
  const asked = await desk.call('ehr', `/r4/Subscription/${body.id}/$events?eventsSinceNumber=x`, undefined, 'GET');
  expect(asked.status).toBe(400);
});

test('its headers are sealed in the table', async () => {
  await desk.call('ehr', '/r4/Subscription', subscriptionOf(desk.endpoint, withFilter(`org-identifier=${SENDER}`)));
  expect((await desk.scan()).join('\n')).not.toContain('told-by-the-client');
});
