import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { makeDigest } from '../../shared/adapters/digest.ts';
import { rotateKeys } from '../../shared/adapters/dynamodb/rotate/rotate-keys.ts';
import type { Digest } from '../../shared/app/ports/ports.ts';
import { claimKeys, reviewMemberKeys } from '../../shared/app/utilization-review/claim-keys.ts';
import { TENANT } from '../support/endpoint-harness.ts';
import { MEMBER, markedItem, pasInquiry, pasItem, pasRequest, pasUpdate } from '../support/pas-messages.ts';
import { actionsOf, numbersOf, openPayerDesk, type PayerDesk, responseOf } from '../support/payer-desk.ts';
import { makeRequestFault } from '../support/request-fault.ts';

const FIRST = 'a secret of the tests';
const SECOND = 'the second secret of these tests';
const ONLY_FIRST = makeDigest(FIRST);
const BOTH = makeDigest(JSON.stringify({ current: '2', keys: { 1: FIRST, 2: SECOND } }));
const ONLY_SECOND = makeDigest(JSON.stringify({ current: '2', keys: { 2: SECOND } }));
const MET = { canExercise: { valueBoolean: false }, chestPain: { valueString: 'possible-cardiac' } };

const { fault, addFault } = makeRequestFault();
let client: DynamoDBDocumentClient;
let desk: PayerDesk;
beforeAll(async () => {
  desk = await openPayerDesk({}, (opened) => {
    client = opened;
    addFault(opened);
  });
});
afterAll(() => desk.close());

/** The service as a process with this key sees it. */
const by = (digest: Digest): PayerDesk => {
  Object.assign(desk.ports, { digest });
  return desk;
};
const rotate = (onlyLook = false) =>
  rotateKeys({ table: { client, tableName: desk.tableName }, digest: BOTH }, onlyLook);

const first = (name: string) => pasRequest({ trace: `${name}-1`, answers: MET });
const added = (name: string) => {
  const ecg = pasItem(2, '93015', { servicedDate: '2026-06-22' });
  return pasUpdate(`${name}-1`, { trace: `${name}-2`, items: [pasItem(1), markedItem(ecg, 'added')], answers: MET });
};

/** What its sender sees of a request: by either message again, and by asking. */
const look = async (digest: Digest, name: string) => {
  const seen = by(digest);
  const again = [await seen.submit(first(name)), await seen.submit(added(name))];
  const { body } = await seen.inquire(pasInquiry());
  return {
    again: again.map(({ status, body: said }) => [status, responseOf(said).id, actionsOf(said), numbersOf(said)]),
    told: body.parameter.map(({ resource }: { resource: object }) => responseOf(resource).id).sort(),
  };
};
const begin = async (name: string) => {
  await by(ONLY_FIRST).submit(first(name));
  await by(ONLY_FIRST).submit(added(name));
};

test('a request is found before, during and after a rotation, by its messages and its member; there is no second one', async () => {
  await begin('turned');
  const before = await look(ONLY_FIRST, 'turned');
  expect(before.again).toEqual([1, 2].map(() => [200, expect.any(String), { 1: 'A1', 2: 'NA' }, [expect.any(String)]]));
  expect(await look(BOTH, 'turned')).toEqual(before);
  expect((await rotate(true)).moved).toBeGreaterThan(0);
  expect(await rotate()).toMatchObject({ left: 0 });
  expect(await rotate(true)).toEqual({ moved: 0, left: 0 });
  for (const digest of [BOTH, ONLY_SECOND]) expect(await look(digest, 'turned')).toEqual(before);
  const items = (await desk.scan()).filter((one) => /#UM(CLAIM|MEMBER)#/.test(one)).join('\n');
  const sender = JSON.stringify(['ehr', '']);
  const trace = { system: 'urn:trnorg:9012345678', value: 'turned-2' };
  for (const [digest, isThere] of [
    [ONLY_FIRST, false],
    [ONLY_SECOND, true],
  ] as const) {
    expect(items.includes(claimKeys(TENANT.id, sender, trace, digest)[0])).toBe(isThere);
    expect(items.includes(reviewMemberKeys(TENANT.id, MEMBER, digest)[0] ?? '')).toBe(isThere);
  }
});

test('after a rotation it is updated as before, under the number it has', async () => {
  await begin('later');
  await rotate();
  const { again } = await look(ONLY_SECOND, 'later');
  const items = [pasItem(1), pasItem(2, '93015', { servicedDate: '2026-06-22' })];
  const { body } = await by(ONLY_SECOND).submit(pasUpdate('later-2', { trace: 'later-3', items, answers: MET }));
  expect([200, responseOf(body).id, actionsOf(body), numbersOf(body)]).toEqual(again[0]);
});

test('a rotation that dies between any two writes loses nothing, and the next one goes on', async () => {
  for (const when of ['before', 'after'] as const)
    for (const at of [1, 2, 3]) {
      const name = `killed-${when}-${at}`;
      await begin(name);
      const before = await look(BOTH, name);
      Object.assign(fault, { at, when, count: 0 });
      const { left } = await rotate();
      Object.assign(fault, { at: 0 });
      expect([name, left]).toEqual([name, 1]);
      expect(await look(BOTH, name)).toEqual(before);
      expect(await rotate()).toMatchObject({ left: 0 });
      expect(await rotate(true)).toEqual({ moved: 0, left: 0 });
      expect(await look(ONLY_SECOND, name)).toEqual(before);
    }
}, 60_000);
