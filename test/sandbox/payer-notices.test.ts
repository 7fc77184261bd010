import { afterEach, beforeEach, expect, test } from 'vitest';
import { SANDBOX_PAYER_TENANT } from '../../infra/local/environment.ts';
import { NOW } from '../support/endpoint-harness.ts';
import { SENDER, sentBy, subscriptionOf } from '../support/notice-desk.ts';
import { pasItem } from '../support/pas-messages.ts';
import { openPractice, type Practice, requestOf, secondsAfter } from './payer-harness.ts';

let practice: Practice;
beforeEach(async () => {
  practice = await openPractice();
  const { settings } = practice.ports;
  const tenant = (await settings.tenant(SANDBOX_PAYER_TENANT))!;
  await settings.put({ ...tenant, outbound: ['https://ehr.example'] });
  await practice.post('/r4/Subscription', subscriptionOf('https://ehr.example/notify'));
  await practice.relayAt(NOW);
  practice.sent.length = 0;
});
afterEach(() => practice.close());

const submit = (id: string, items = [pasItem(1)]) =>
  practice.submit(requestOf(id, `noticed-${id}`, { items, change: sentBy(SENDER) }));
const numbers = () => practice.sent.map(({ told }) => told[0]?.event.number);

test('twice, with one number', async () => {
  await submit('notice-twice');
  await practice.relayAt(secondsAfter(NOW, 11));
  expect(numbers()).toEqual([1, 1]);
});

test('late', async () => {
  await submit('notice-late');
  await practice.relayAt(secondsAfter(NOW, 100));
  expect(numbers()).toEqual([]);
  await practice.relayAt(secondsAfter(NOW, 221));
  expect(numbers()).toEqual([1]);
});

test('out of order: the second before the first, and the count never goes back', async () => {
  await submit('notice-disordered', [pasItem(1), pasItem(2)]);
  for (const seconds of [11, 21, 30, 72]) await practice.relayAt(secondsAfter(NOW, seconds));
  expect(numbers()).toEqual([2, 1]);
  expect(practice.sent.map(({ count }) => count)).toEqual([2, 2]);
});

test('what the answer said already is not told', async () => {
  await submit('deny');
  await practice.relayAt(secondsAfter(NOW, 60));
  expect(numbers()).toEqual([]);
});
