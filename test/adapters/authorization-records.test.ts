import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { tenantId } from '../../shared/app/keys/tenant-id.ts';
import { asPatientKey } from '../../shared/core/model/keys/person-keys.ts';
import type { TestStores } from '../support/embedded-store.ts';
import { answered, delivery, entry, order, record, staged, TENANT } from '../support/record-samples.ts';
import { STORE_ENGINES } from '../support/store-engines.ts';

describe.each(STORE_ENGINES)('authorization records on $name', ({ name, open }) => {
  let harness: TestStores;
  const on = () => harness.stores.authorizations;
  beforeAll(async () => {
    harness = await open();
  });
  afterAll(() => harness.close());
  beforeEach(() => harness.forget());

  test('a head comes back as it was committed, empty strings and fractions included', async () => {
    const head = record(harness.digest, { orderId: 'round-trip' });
    expect(await on().commit(head, 0)).toBe('committed');
    const { records } = await on().load(TENANT, [order('nobody'), order('round-trip'), order('round-trip')], []);
    expect(records).toEqual([undefined, head, head]);
  });

  test('of 50 writers of the same version exactly one wins, and its record is stored', async () => {
    const writers = Array.from({ length: 50 }, (_, n) =>
      record(harness.digest, { orderId: 'race', answerId: `a${n}` }),
    );
    const results = await Promise.all(writers.map((head) => on().commit(head, 0)));
    const winners = writers.filter((_, n) => results[n] === 'committed');
    expect(winners).toHaveLength(1);
    expect(results.filter((result) => result === 'conflict')).toHaveLength(49);
    expect((await on().load(TENANT, [order('race')], [])).records).toEqual(winners);
  }, 30_000);

  test('equal records racing still have one winner', async () => {
    const twins = Array.from({ length: 10 }, () => record(harness.digest, { orderId: 'twins' }));
    const results = await Promise.all(twins.map((head) => on().commit(head, 0)));
    expect(results.filter((result) => result === 'committed')).toHaveLength(1);
  }, 30_000);

  test('a writer that read an older version cannot overwrite a newer one', async () => {
    const version = (n: number) => record(harness.digest, { orderId: 'versions', version: n });
    await on().commit(version(1), 0);
    expect(await on().commit(version(2), 1)).toBe('committed');
    expect(await on().commit(version(2), 1)).toBe('conflict');
    expect(await on().commit(version(1), 0)).toBe('conflict');
    expect(await on().commit(version(8), 7)).toBe('conflict');
    expect((await on().load(TENANT, [order('versions')], [])).records[0]?.version).toBe(2);
  });

  test('the same order id in another tenant or source is another record', async () => {
    await on().commit(record(harness.digest, { orderId: 'same', tenant: tenantId('demo') }), 0);
    expect(await on().commit(record(harness.digest, { orderId: 'same', tenant: tenantId('demo#ORDER#ehr') }), 0)).toBe(
      'committed',
    );
    expect(await on().commit(record(harness.digest, { orderId: 'same', source: 'ehr/2' }), 0)).toBe('committed');
    const loaded = await on().load(tenantId('sandbox'), [order('same')], []);
    expect(loaded.records).toEqual([undefined]);
  });

  test('orders are found by source and id, one that is not there not', async () => {
    for (const source of ['north', 'south', 'orphan']) {
      const at = { source, orderId: 'shared' };
      await on().stage(TENANT, [staged({ order: at })], answered(`shared-${source}`));
      if (source !== 'orphan') await on().commit(record(harness.digest, at), 0);
    }
    const orders = ['north', 'south', 'orphan'].map((source) => ({ source, orderId: 'shared' }));
    const found = await on().find(TENANT, { orders, limit: 9 });
    expect(found.items.map(({ source }) => source).sort()).toEqual(['north', 'south']);
    expect(await on().find(tenantId('sandbox'), { orders, limit: 9 })).toEqual({ items: [] });
  });

  test('what was staged can be read: answer, determination, delivery', async () => {
    const at = order('staged');
    const one = staged({ order: at });
    const whole = answered('staged-answer');
    await on().stage(TENANT, [one], whole);
    expect(await on().answer(TENANT, 'staged-answer')).toEqual(whole);
    expect(await on().answer(TENANT, 'another')).toBeUndefined();
    expect(await on().answer(tenantId('sandbox'), 'staged-answer')).toBeUndefined();
    expect(await on().determination(TENANT, at, 'det-1')).toEqual(one.determination);
    expect(await on().determination(TENANT, at, 'det-2')).toBeUndefined();
    const shards = Array.from({ length: harness.stores.outbox.shards }, (_, n) => harness.stores.outbox.pending(n, 50));
    expect((await Promise.all(shards)).flat()).toContainEqual({ tenant: TENANT, delivery: one.delivery });
  });

  test('an answer to many orders is staged whole, however many batches that takes', async () => {
    const many = Array.from({ length: 30 }, (_, n) => staged({ order: order(`many-${n}`) }));
    await on().stage(TENANT, many, answered('many'));
    const found = await Promise.all(many.map((one) => on().determination(TENANT, one.order, 'det-1')));
    expect(found.every((one) => one !== undefined)).toBe(true);
    const heads = many.map((one) => record(harness.digest, one.order));
    await Promise.all(heads.map((head) => on().commit(head, 0)));
    const wanted = Array.from({ length: 120 }, (_, n) => order(`many-${n}`));
    expect((await on().load(TENANT, wanted, [])).records).toEqual([...heads, ...Array(90).fill(undefined)]);
  }, 30_000);

  test('history: what the relay wrote, and before that what is on the head', async () => {
    const at = order('history');
    await on().commit(record(harness.digest, { ...at, history: [entry(1)] }), 0);
    expect(await on().history(TENANT, at)).toEqual([entry(1)]);
    await harness.stores.outbox.finish(TENANT, delivery({ order: at, history: entry(1) }));
    await on().commit(record(harness.digest, { ...at, version: 2, history: [entry(2)] }), 1);
    await on().commit(record(harness.digest, { ...at, version: 10, history: [entry(10), entry(2)] }), 2);
    expect(await on().history(TENANT, at)).toEqual([entry(1), entry(2), entry(10)]);
    expect(await on().history(TENANT, order('nobody'))).toEqual([]);
  });

  const at = (minute: number) => `2026-06-01T12:0${minute}:00.000Z`;
  const A_CLAIM = { payer: 'uhc', number: 'A-1', patientKey: asPatientKey('patient-2'), order: order('n3'), at: at(0) };

  test('a number is claimed by one patient, shared by that patient’s orders, and free once all release it', async () => {
    const claim = (patient: string, orderId: string, number = 'A-1') =>
      on().claimNumber(TENANT, { ...A_CLAIM, number, patientKey: asPatientKey(patient), order: order(orderId) });
    const release = (orderId: string, number = 'A-1') =>
      on().releaseNumber(TENANT, { payer: 'uhc', number, order: order(orderId) });
    expect(await claim('patient-1', 'n1')).toBe('claimed');
    expect(await claim('patient-1', 'n1')).toBe('claimed');
    expect(await claim('patient-1', 'n2', ' a-1 ')).toBe('claimed');
    expect(await claim('patient-2', 'n3')).toBe('taken');
    expect(await on().claimNumber(TENANT, { ...A_CLAIM, payer: 'aetna' })).toBe('claimed');
    expect(await on().claimNumber(tenantId('sandbox'), A_CLAIM)).toBe('claimed');
    await release('n1');
    expect(await claim('patient-2', 'n3')).toBe('taken');
    await release('n2');
    await release('n2', 'never-claimed');
    expect(await claim('patient-2', 'n3')).toBe('claimed');
  });

  test('a claim whose head never came is taken over a minute later, one with a head never', async () => {
    const one = { ...A_CLAIM, number: 'B-1', patientKey: asPatientKey('patient-1'), order: order('b1') };
    const other = { ...one, patientKey: asPatientKey('patient-2'), order: order('b2') };
    const approvals = (decision: 'approved' | 'cancelled') =>
      [{ number: 'b-1', decision, codes: [], source: 'phone', receivedAt: at(0) }] as const;
    expect(await on().claimNumber(TENANT, one)).toBe('claimed');
    expect(await on().claimNumber(TENANT, { ...other, at: '2026-06-01T12:00:59.000Z' })).toBe('taken');
    expect(await on().claimNumber(TENANT, { ...other, at: at(1) })).toBe('claimed');
    expect(await on().claimNumber(TENANT, { ...one, at: at(1) })).toBe('taken');
    await on().commit(record(harness.digest, { orderId: 'b2', approvals: approvals('approved') }), 0);
    expect(await on().claimNumber(TENANT, { ...one, at: at(9) })).toBe('taken');
    await on().commit(record(harness.digest, { orderId: 'b2', version: 2, approvals: approvals('cancelled') }), 1);
    expect(await on().claimNumber(TENANT, { ...one, at: at(9) })).toBe('claimed');
  });

  test('of two patients claiming one number at once exactly one gets it, also when taking over', async () => {
    const race = (number: string, when: string) =>
      Promise.all(
        Array.from({ length: 10 }, (_, n) =>
          on().claimNumber(TENANT, {
            ...A_CLAIM,
            number,
            patientKey: asPatientKey(`patient-${n}`),
            order: order(`r${n}`),
            at: when,
          }),
        ),
      );
    const won = (results: readonly string[]) => results.filter((result) => result === 'claimed').length;
    expect(won(await race('RACE', at(0)))).toBe(1);
    await on().claimNumber(TENANT, { ...A_CLAIM, number: 'STALE', patientKey: asPatientKey('nobody') });
    expect(won(await race('STALE', at(5)))).toBe(1);
  }, 30_000);

  test.runIf(name === 'the embedded engine')('a new order costs one BatchGet, one BatchWrite, one Put', async () => {
    const counted = order('counted');
    await on().load(TENANT, [counted], [{ payer: 'uhc', memberId: 'M1' }]);
    expect(harness.calls()).toEqual({ BatchGetItem: 1 });
    await on().stage(TENANT, [staged({ order: counted })], answered('counted'));
    expect(harness.calls()).toEqual({ BatchGetItem: 1, BatchWriteItem: 1 });
    await on().commit(record(harness.digest, counted), 0);
    expect(harness.calls()).toEqual({ BatchGetItem: 1, BatchWriteItem: 1, PutItem: 1 });
    await harness.stores.outbox.finish(TENANT, delivery({ order: counted, history: entry(1) }));
    expect(harness.calls()).toEqual({ BatchGetItem: 1, BatchWriteItem: 1, PutItem: 2, DeleteItem: 1 });
    harness.forget();
    await on().load(TENANT, [], []);
    expect(harness.calls()).toEqual({});
    await on().find(TENANT, { orders: [counted], limit: 9 });
    expect(harness.calls()).toEqual({ BatchGetItem: 1 });
  });
});
