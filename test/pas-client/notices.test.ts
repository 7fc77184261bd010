import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Part } from '../support/endpoint-messages.ts';
import { TENANT } from '../support/event-harness.ts';
import type { Manner } from '../support/misbehaving-payer.ts';
import { id5, notification } from '../support/notifications.ts';
import { answerTo, inquired, openPracticeAndPayer, type PracticeAndPayer } from '../support/practice-and-payer.ts';

let both: PracticeAndPayer;
let subscription: string;
beforeEach(async () => {
  both = await openPracticeAndPayer();
  subscription = id5();
});
afterEach(() => both.close());

const replies = (code: string, more: Part = {}): Manner => ({
  is: 'replies',
  to: (sent) => answerTo(sent, code, more),
});
const tells = (code: string): Manner => ({ is: 'replies', to: (sent) => inquired(answerTo(sent, code)) });
const paths = () => both.payer.calls.map(({ path }) => path.split('$')[1]);
const sent = (): Part => both.payer.calls[0]?.body ?? {};

/** Full-resource: the answer stands in the notification. */
const noticeOf = (bundle: Part, number: number): object => {
  const focus = 'https://payer.example/r4/Bundle/b1';
  return notification(
    subscription,
    'event-notification',
    number,
    [{ number, focus, timestamp: `2026-11-25T15:0${number}:00Z` }],
    [{ fullUrl: focus, resource: { ...bundle, id: 'b1' } }],
  );
};
/** Id-only: where the answer is. */
const idOnly = (number: number): object =>
  notification(subscription, 'event-notification', number, [{ number, focus: 'ClaimResponse/r1' }]);
const state = async () => (await both.submission())?.standing.state;
const deliver = async (body: object) => {
  both.later(1);
  const status = await both.deliverNotice(body);
  return { status, failed: await both.drain() };
};

test('a pended request is decided by the notice, without an inquiry', async () => {
  await both.begin(replies('A4'));
  expect(await state()).toBe('pended');
  expect(await both.deliverNotice(notification(subscription, 'handshake', 0))).toBe(200);
  expect(await both.deliverNotice(notification(subscription, 'heartbeat', 0))).toBe(200);
  expect(await deliver(noticeOf(answerTo(sent(), 'A1'), 1))).toEqual({ status: 202, failed: [] });
  expect(await state()).toBe('decided');
  expect(await both.record('o1')).toMatchObject({ state: 'approved', approval: { number: 'AUTH-4711' } });
  expect(paths()).toEqual(['submit']);
});

test('the same notice twice is heard once', async () => {
  await both.begin(replies('A4'), tells('A1'));
  const notice = noticeOf(answerTo(sent(), 'A1'), 1);
  await deliver(notice);
  const once = await both.submission();
  expect((await deliver(notice)).status).toBe(202);
  expect(await both.submission()).toEqual(once);
  expect(paths()).toEqual(['submit']);
});

test('a notice without the answer has the open request asked after', async () => {
  await both.begin(replies('A4'), tells('A1'));
  await deliver(idOnly(1));
  expect(await state()).toBe('pended');
  both.later(2);
  await both.relay();
  expect(paths()).toEqual(['submit', 'inquire']);
  expect(await state()).toBe('decided');
});

test('a notice of another payer has nothing asked after here', async () => {
  await both.begin(replies('A4'), tells('A1'));
  both.later(1);
  expect(await both.deliverNotice(idOnly(1), { source: 'other-payer' })).toBe(202);
  expect(await both.drain()).toEqual([]);
  const asked = both.logged.filter((line) => line.includes('notice-asked'));
  expect(asked.map((line) => JSON.parse(line).count)).toEqual([0]);
});

test('a gap in the numbers has the open request asked after', async () => {
  await both.begin(replies('A4'), tells('A1'));
  await both.deliverNotice(notification(subscription, 'handshake', 0));
  await deliver(notification(subscription, 'heartbeat', 3));
  both.later(2);
  await both.relay();
  expect(paths()).toEqual(['submit', 'inquire']);
  expect(await state()).toBe('decided');
});

test('an older notice that comes after the decision changes nothing: the payer is asked', async () => {
  await both.begin(replies('A4'), tells('A1'));
  await deliver(noticeOf(answerTo(sent(), 'A1'), 2));
  await deliver(noticeOf(answerTo(sent(), 'A4'), 1));
  expect(paths()).toEqual(['submit', 'inquire']);
  expect(await state()).toBe('decided');
  expect(await both.record('o1')).toMatchObject({ state: 'approved', approval: { number: 'AUTH-4711' } });
});

test('a notice that comes before its submit has returned is kept, and taken in after it', async () => {
  let early: unknown;
  await both.begin({
    is: 'replies',
    to: async (asked) => {
      await both.deliverNotice(noticeOf(answerTo(asked, 'A1'), 1));
      const waiting = [...both.queue.sent];
      early = [await both.drain(), await both.submission().then((one) => one?.standing.state)];
      both.queue.sent.push(...waiting);
      return answerTo(asked, 'A4');
    },
  });
  expect(early).toEqual([[{ itemIdentifier: expect.any(String) }], 'sent']);
  expect(await state()).toBe('pended');
  both.later(6);
  expect(await both.drain()).toEqual([]);
  expect(await state()).toBe('decided');
  expect(await both.record('o1')).toMatchObject({ state: 'approved', approval: { number: 'AUTH-4711' } });
  expect(paths()).toEqual(['submit']);
});

describe('what is not taken in', () => {
  beforeEach(() => both.begin(replies('A4'), tells('A4')));

  test('a forged notice: another secret, or a source nobody registered', async () => {
    const notice = noticeOf(answerTo(sent(), 'A1'), 1);
    expect(await both.deliverNotice(notice, { secret: 'guessed' })).toBe(401);
    expect([401, 404]).toContain(await both.deliverNotice(notice, { source: 'nobody' }));
    expect(both.queue.sent).toEqual([]);
    expect(await state()).toBe('pended');
  });

  test('an answer from the EHR, an order from the payer, another payer’s word on this request', async () => {
    const notice = noticeOf(answerTo(sent(), 'A1'), 1);
    await both.deliverNotice(notice, { source: TENANT.source });
    await both.drain();
    const order = notification(subscription, 'event-notification', 1, [{ number: 1, focus: 'ServiceRequest/o2' }]);
    expect(await both.deliverNotice(order)).toBe(400);
    expect(await both.deliverNotice({ resourceType: 'ServiceRequest', id: 'o2' })).toBe(400);
    expect(await both.deliverNotice(notice, { source: 'other-payer' })).toBe(202);
    await both.drain();
    expect(both.logged.join()).toContain('notice-not-ours');
    expect(await state()).toBe('pended');
  });

  test('an answer for another member, for an item never asked, or by the trace number as its number', async () => {
    const other = answerTo(sent(), 'A1', { memberId: 'SOMEBODY-ELSE' });
    const item: Part = answerTo(sent(), 'A1');
    item.entry[0].resource.item[0].itemSequence = 7;
    const trace = sent().entry[0].resource.item[0].extension[0].valueIdentifier.value;
    const numbered = answerTo(sent(), 'A1', { number: trace });
    for (const [index, bundle] of [other, item, numbered].entries()) {
      await deliver(noticeOf(bundle, index + 1));
      expect(await state()).toBe('pended');
      expect((await both.submission())?.findings).toHaveLength(1);
    }
    expect((await both.record('o1'))?.approval?.number).toBeUndefined();
  });

  test('an answer nobody here asked for', async () => {
    const stranger: Part = JSON.parse(
      JSON.stringify(answerTo(sent(), 'A1'))
        .replaceAll(sent().entry[0].resource.identifier[0].value, 'X-1')
        .replaceAll(sent().entry[0].resource.item[0].extension[0].valueIdentifier.value, 'X-i1'),
    );
    expect(await deliver(noticeOf(stranger, 1))).toEqual({ status: 202, failed: [] });
    expect(await state()).toBe('pended');
  });
});
