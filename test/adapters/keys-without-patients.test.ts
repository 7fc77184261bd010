import { createHash } from 'node:crypto';
import { ScanCommand } from '@aws-sdk/lib-dynamodb';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { patientKeyOf } from '../../shared/app/keys/patient-key.ts';
import type { TestStores } from '../support/embedded-store.ts';
import { openTestStores } from '../support/embedded-store.ts';
import { answered, delivery, entry, NOW, record, staged, TENANT } from '../support/record-samples.ts';

const MARKED = ['Zzyzx', 'MRN778899', 'MBR-445566', '1949-08-17', 'PLC991122', 'AUT334455', 'COV667788'];
/** A mark is also found without its dashes, in upper or lower case. */
const flat = (text: string) => text.toLowerCase().replace(/[^a-z0-9]/g, '');

describe('keys', () => {
  let harness: TestStores;
  let items: readonly Readonly<Record<string, unknown>>[] = [];
  beforeAll(async () => {
    harness = await openTestStores();
    const { audit, authorizations, inbox, outbox, roster, settings } = harness.stores;
    const order = { source: 'ehr', orderId: 'Order of Zzyzx, born 1949-08-17' };
    const patient = 'Patient/MRN778899';
    const placerIds = [{ system: 'urn:mrn:MRN778899', value: 'PLC991122' }];
    const whole = answered('a-1', NOW, patient);
    const text = 'Zzyzx MRN778899 1949-08-17 MBR-445566 PLC991122 AUT334455 COV667788';
    const owed = delivery({ order, history: { ...entry(1), says: text } });
    await authorizations.stage(
      TENANT,
      [staged({ order, placerIds, content: { text }, days: ['2026-06-15'], delivery: owed })],
      {
        ...whole,
        inquiry: { ...whole.inquiry, patient: { ...whole.inquiry.patient, id: 'MRN778899', birthDate: '1949-08-17' } },
      },
    );
    const head = record(harness.digest, {
      ...order,
      patient,
      placerIds,
      payer: 'Coverage/COV667788',
      disposition: text,
    });
    await authorizations.commit({ ...head, nextDue: '2026-06-05' }, 0);
    const key = patientKeyOf(harness.digest, TENANT, patient);
    await authorizations.claimNumber(TENANT, {
      payer: 'Coverage/COV667788',
      number: 'AUT334455',
      patientKey: key,
      order,
      at: NOW,
    });
    await outbox.finish(TENANT, owed);
    await outbox.put(TENANT, delivery({ order }));
    const sender = { tenant: TENANT, source: 'ehr', receivedAt: NOW };
    await inbox.put({ ...sender, kind: 'order', id: 'event about Zzyzx MRN778899', body: text });
    const person = { memberId: 'MBR-445566', birthDate: '1949-08-17' };
    await audit.append({
      tenant: TENANT,
      at: NOW,
      who: { kind: 'client', name: 'app' },
      door: 'task-read',
      action: 'R',
      status: 200,
      patients: [patient, 'Patient/COV667788'],
      orders: [order],
      answers: [],
    });
    await roster.put(TENANT, [{ ...person, payer: 'uhc', status: 'active' }]);
    await settings.put({
      id: TENANT,
      timeZone: 'America/New_York',
      confirmationRequired: false,
      rosterComplete: [],
      sources: [{ id: 'ehr', name: 'EHR' }],
    });
    const scan = new ScanCommand({ TableName: harness.table.tableName });
    items = (await harness.client.send(scan)).Items ?? [];
  });
  afterAll(() => harness.close());

  const keyNames = (item: Readonly<Record<string, unknown>>) =>
    Object.keys(item).filter((name) => /^(gsi\d)?[ps]k$/.test(name));

  test('every kind of item was written', () => {
    const kinds = new Set(items.map(({ pk, sk }) => `${pk} ${sk}`.replace(/T#demo#/g, '').replace(/#.*? /, ' ')));
    expect(items.length).toBeGreaterThanOrEqual(15);
    expect([...kinds].map((kind) => kind.split(' ')[0])).toEqual(
      expect.arrayContaining([
        'AUDIT',
        'ORDER',
        'ANSWER',
        'PLACER',
        'ORDERLIST',
        'AUTHNO',
        'MEMBER',
        'INBOX',
        'INBOXWAIT',
        'INTENT',
        'DAYS',
      ]),
    );
    expect(items.some(({ gsi4pk }) => typeof gsi4pk === 'string')).toBe(true);
  });

  test.each(MARKED)('%s is in no key of the table or of an index', (mark) => {
    const marked = items.flatMap((item) =>
      keyNames(item).filter((name) => flat(String(item[name])).includes(flat(mark))),
    );
    expect(marked).toEqual([]);
  });

  test('who knows an id cannot compute its key without the secret', () => {
    const ids = ['MRN778899', 'MBR-445566', 'PLC991122', 'AUT334455', 'COV667788', '1949-08-17'];
    const said = ids.flatMap((id) => [id, `Patient/${id}`, `patient:${id}`, `Coverage/${id}`]);
    const hashes = [...said, ...said.map((text) => JSON.stringify(text))].map((text) =>
      createHash('sha256').update(text).digest('hex'),
    );
    const keys = items.flatMap((item) => keyNames(item).map((name) => String(item[name]))).join('\n');
    expect(hashes.filter((hash) => keys.includes(hash.slice(0, 32)))).toEqual([]);
  });

  test('an id from outside cannot forge a separator', () => {
    const orders = items.filter(({ pk }) => String(pk).startsWith('T#demo#ORDER#'));
    expect(orders.length).toBeGreaterThan(2);
    for (const { pk } of orders) expect(String(pk).split('#')).toHaveLength(5);
  });
});
