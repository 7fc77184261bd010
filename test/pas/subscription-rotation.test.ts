import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { makeDigest } from '../../shared/adapters/digest.ts';
import { rotateKeys } from '../../shared/adapters/dynamodb/rotate/rotate-keys.ts';
import type { Digest } from '../../shared/app/ports/ports.ts';
import { TENANT } from '../support/endpoint-harness.ts';
import { type NoticeDesk, openNoticeDesk, SENDER, sentBy, subscriptionOf } from '../support/notice-desk.ts';
import { pasRequest, reviewMessage } from '../support/pas-messages.ts';
import { responseOf } from '../support/payer-desk.ts';
import { makeRequestFault } from '../support/request-fault.ts';

const FIRST = 'a secret of the tests';
const SECOND = 'the second secret of these tests';
const ONLY_FIRST = makeDigest(FIRST);
const BOTH = makeDigest(JSON.stringify({ current: '2', keys: { 1: FIRST, 2: SECOND } }));
const ONLY_SECOND = makeDigest(JSON.stringify({ current: '2', keys: { 2: SECOND } }));

let fault: ReturnType<typeof makeRequestFault>['fault'];
let client: DynamoDBDocumentClient;
let desk: NoticeDesk;
beforeEach(async () => {
  const faults = makeRequestFault();
  fault = faults.fault;
  desk = await openNoticeDesk({}, (opened) => {
    client = opened;
    faults.addFault(opened);
  });
});
afterEach(() => desk.close());

const by = (digest: Digest): void => {
  Object.assign(desk.ports, { digest });
};
const rotate = (onlyLook = false) =>
  rotateKeys({ table: { client, tableName: desk.tableName }, digest: BOTH }, onlyLook);
const subscribe = async (): Promise<string> => {
  by(ONLY_FIRST);
  const { body } = await desk.call('ehr', '/r4/Subscription', subscriptionOf(desk.endpoint));
  await desk.relay();
  desk.received.length = 0;
  return body.id;
};
/** What a decided request is told with. */
const told = async (digest: Digest, trace: string) => {
  by(digest);
  const { body } = await desk.submit(pasRequest({ trace, change: sentBy(SENDER) }));
  await desk.review(responseOf(body).id, reviewMessage());
  await desk.relay();
  return desk.received.splice(0).map(({ headers }) => headers.authorization);
};
const WITH_HEADER = ['Bearer told-by-the-client'];

test('the headers of a subscription are moved, so that the first key is not needed to call its client', async () => {
  const id = await subscribe();
  const before = await desk.ports.reviewSubscriptions.get(TENANT.id, id);
  expect(before?.headers).toMatch(/^1\./);
  expect(await told(BOTH, 'during')).toEqual(WITH_HEADER);
  expect((await rotate(true)).moved).toBeGreaterThan(0);
  expect(await rotate()).toMatchObject({ left: 0 });
  expect(await rotate(true)).toEqual({ moved: 0, left: 0 });
  const after = await desk.ports.reviewSubscriptions.get(TENANT.id, id);
  expect(after?.headers).toMatch(/^2\./);
  expect({ ...after, headers: '' }).toEqual({ ...before, headers: '' });
  expect(await told(ONLY_SECOND, 'after')).toEqual(WITH_HEADER);
});

test('a rotation that dies at its write leaves the headers whole, and the next one moves them', async () => {
  const id = await subscribe();
  await rotate();
  await desk.ports.reviewSubscriptions.remove(TENANT.id, id);
  for (const when of ['before', 'after'] as const) {
    await subscribe();
    Object.assign(fault, { at: 1, when, count: 0 });
    expect(await rotate()).toMatchObject({ left: 1 });
    Object.assign(fault, { at: 0 });
    expect(await told(BOTH, `died-${when}`)).toEqual(expect.arrayContaining(WITH_HEADER));
    expect(await rotate()).toMatchObject({ left: 0 });
    expect(await told(ONLY_SECOND, `again-${when}`)).toEqual(expect.arrayContaining(WITH_HEADER));
  }
});

test('headers no key opens are left to their client', async () => {
  const id = await subscribe();
  const digest = makeDigest(JSON.stringify({ current: '3', keys: { 3: 'a third secret of these tests' } }));
  const lost = await rotateKeys({ table: { client, tableName: desk.tableName }, digest }, true);
  expect(lost.moved).toBe(0);
  expect((await desk.ports.reviewSubscriptions.get(TENANT.id, id))?.headers).toMatch(/^1\./);
});
