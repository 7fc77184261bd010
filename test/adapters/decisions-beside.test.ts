import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { makeDigest } from '../../shared/adapters/digest.ts';
import { openStores } from '../../shared/adapters/dynamodb/open-stores.ts';
import { rotateKeys } from '../../shared/adapters/dynamodb/rotate/rotate-keys.ts';
import { patientKeyOf } from '../../shared/app/keys/patient-key.ts';
import type { AuthorizationRecord } from '../../shared/core/authorization/authorization.ts';
import type { Approval } from '../../shared/core/model/approval.ts';
import type { TestStores } from '../support/embedded-store.ts';
import { answered, NOW, order, record, staged, TENANT } from '../support/record-samples.ts';
import { STORE_ENGINES } from '../support/store-engines.ts';

const at = (minute: number) => new Date(Date.parse(NOW) + minute * 60_000).toISOString();
const approval = (number: string, minute: number): Approval => ({
  number,
  decision: 'approved',
  codes: ['78452'],
  source: 'portal',
  receivedAt: NOW,
  recordedAt: at(minute),
});
const BESIDE = [approval('BESIDE-1', 3), approval('BESIDE-2', 1), approval('BESIDE-3', 2)];
const KEPT = approval('KEPT-1', 4);
const PAYER = 'uhc-commercial';

describe.each(STORE_ENGINES)('decisions beside a head, on $name', ({ open }) => {
  let harness: TestStores;
  beforeAll(async () => {
    harness = await open();
  });
  afterAll(() => harness.close());

  test('are read in the order they were recorded, whoever stored them', async () => {
    const { authorizations } = harness.stores;
    const head = record(harness.digest, { orderId: 'read', approvals: [KEPT] });
    const whole: AuthorizationRecord = { ...head, beside: { count: 3, counting: 3 } };
    await authorizations.stage(TENANT, [staged({ order: order('read'), moved: BESIDE })], answered('won'));
    expect(await authorizations.commit(whole, 0)).toBe('committed');
    // A writer that lost its race stored the same once more, and one that is kept after all.
    const lost = staged({ order: order('read'), moved: [BESIDE[0] as Approval, KEPT] });
    await authorizations.stage(TENANT, [lost], answered('lost'));
    const found = await authorizations.decisions(TENANT, order('read'));
    expect(found.map(({ number }) => number)).toEqual(['BESIDE-2', 'BESIDE-3', 'BESIDE-1', 'KEPT-1']);
    expect(await authorizations.decisions(TENANT, order('another'))).toEqual([]);
    expect((await authorizations.load(TENANT, [order('read')], [])).records).toEqual([whole]);
  });

  test('hold their numbers for the patient, and are found by them', async () => {
    const { authorizations } = harness.stores;
    const orderId = 'numbers';
    const numbered = BESIDE.map((one) => ({ ...one, number: `N-${one.number}` }));
    const head = record(harness.digest, { orderId, approvals: [KEPT] });
    await authorizations.stage(TENANT, [staged({ order: order(orderId), moved: numbered })], answered('numbered'));
    await authorizations.commit({ ...head, beside: { count: 3, counting: 3 } }, 0);
    const claim = { payer: PAYER, number: 'n beside 2', patientKey: head.patientKey, order: order(orderId), at: NOW };
    expect(await authorizations.claimNumber(TENANT, claim)).toBe('claimed');
    const find = async () => {
      const { items } = await authorizations.find(TENANT, { identifier: { value: 'N-BESIDE-2' }, limit: 9 });
      return items.map((one) => one.orderId);
    };
    expect(await find()).toEqual([orderId]);
    const other = { ...claim, patientKey: patientKeyOf(harness.digest, TENANT, 'Patient/p2'), at: at(60) };
    expect(await authorizations.claimNumber(TENANT, { ...other, order: order('theirs') })).toBe('taken');
    await authorizations.releaseNumber(TENANT, claim);
    expect(await find()).toEqual([orderId]);
    expect(await authorizations.claimNumber(TENANT, { ...other, order: order('theirs') })).toBe('claimed');
    expect(await find()).toEqual([orderId]);
  });

  test('are found by their numbers after a rotation of the key, also where the number was cancelled', async () => {
    const first = 'a first key of these tests';
    const second = 'a second key of these tests';
    const opened = (secret: string) => {
      const digest = makeDigest(secret);
      return { digest, ...openStores({ ...harness.table, digest }) };
    };
    const before = opened(first);
    const orderId = 'rotated';
    const { patient } = answered('rotated-answer').inquiry;
    const about = { orderId, patient: patient.reference, answerId: 'rotated-answer', approvals: [KEPT] };
    const head = record(before.digest, about);
    await before.authorizations.stage(
      TENANT,
      [staged({ order: order(orderId), moved: BESIDE })],
      answered('rotated-answer'),
    );
    await before.authorizations.commit({ ...head, beside: { count: 3, counting: 3 } }, 0);
    const claim = (number: string) => ({
      payer: PAYER,
      number,
      patientKey: head.patientKey,
      order: order(orderId),
      at: NOW,
    });
    for (const number of ['BESIDE-1', 'BESIDE-2', 'KEPT-1'])
      await before.authorizations.claimNumber(TENANT, claim(number));
    await before.authorizations.releaseNumber(TENANT, claim('BESIDE-2'));
    const { digest } = opened(JSON.stringify({ current: '2', keys: { 1: first, 2: second } }));
    const one = await rotateKeys({ table: harness.table, digest });
    expect(one.moved).toBeGreaterThan(0);
    const after = opened(JSON.stringify({ current: '2', keys: { 2: second } }));
    for (const value of ['BESIDE-1', 'BESIDE-2', 'KEPT-1']) {
      const { items } = await after.authorizations.find(TENANT, { identifier: { value }, limit: 9 });
      expect([value, ...items.map((found) => found.orderId)]).toEqual([value, orderId]);
    }
  });
});
