import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { patientKeyOf } from '../../shared/app/keys/patient-key.ts';
import { tenantId } from '../../shared/app/keys/tenant-id.ts';
import type { AuthorizationQuery, Page } from '../../shared/app/ports/authorization-store.ts';
import type { AuthorizationRecord } from '../../shared/core/authorization/authorization.ts';
import type { Approval } from '../../shared/core/model/approval.ts';
import { taskId } from '../../shared/fhir/write/record/task-id.ts';
import type { TestStores } from '../support/embedded-store.ts';
import { answered, NOW, order, type RecordParts, record, staged } from '../support/record-samples.ts';
import { STORE_ENGINES } from '../support/store-engines.ts';

const approval = (number: string): Approval => ({
  number,
  decision: 'approved',
  codes: [],
  source: 'portal',
  receivedAt: NOW,
});

describe.each(STORE_ENGINES)('searches on $name', ({ name, open }) => {
  let harness: TestStores;
  let tenant = tenantId('demo');
  let tenants = 0;
  const on = () => harness.stores.authorizations;
  const put = async (about: RecordParts) => {
    const head = record(harness.digest, { tenant, ...about });
    expect(await on().commit(head, head.version - 1)).toBe('committed');
    return head;
  };
  const find = (query: Partial<AuthorizationQuery>) => on().find(tenant, { limit: 20, ...query });
  const idsOf = (page: Page<AuthorizationRecord>) => page.items.map(({ orderId }) => orderId);
  const keyOf = (patient: string) => patientKeyOf(harness.digest, tenant, patient);
  const readAll = async <T>(read: (cursor?: string) => Promise<Page<T>>): Promise<readonly (readonly T[])[]> => {
    const pages: (readonly T[])[] = [];
    let cursor: string | undefined;
    do {
      const page = await read(cursor);
      pages.push(page.items);
      cursor = page.cursor;
    } while (cursor && pages.length < 50);
    return pages;
  };
  beforeAll(async () => {
    harness = await open();
  });
  afterAll(() => harness.close());
  beforeEach(() => {
    tenant = tenantId(`tenant-${++tenants}`);
  });

  test('by patient: that patient only, newest service date first', async () => {
    await put({ orderId: 'june', serviceDate: '2026-06-30' });
    await put({ orderId: 'august', serviceDate: '2026-08-01' });
    await put({ orderId: 'july', serviceDate: '2026-07-15' });
    await put({ orderId: 'other', patient: 'Patient/p2' });
    expect(idsOf(await find({ patientKeys: [keyOf('Patient/p1')] }))).toEqual(['august', 'july', 'june']);
    expect(idsOf(await find({ patientKeys: [keyOf('urn:uuid:p2')] }))).toEqual(['other']);
    const dated = { patientKeys: [keyOf('Patient/p1')], serviceFrom: '2026-07-01', serviceTo: '2026-07-15' };
    expect(idsOf(await find(dated))).toEqual(['july']);
    expect(idsOf(await find({ ...dated, serviceFrom: '2026-09-01' }))).toEqual([]);
    expect(idsOf(await on().find(tenantId('sandbox'), { limit: 20, patientKeys: [keyOf('Patient/p1')] }))).toEqual([]);
  });

  test('a record that changed is found by its current data only', async () => {
    await put({ orderId: 'moved' });
    await put({ orderId: 'moved', version: 2, state: 'approved', serviceDate: '2026-07-20', patient: 'Patient/p9' });
    expect(idsOf(await find({ states: ['required'], serviceFrom: '2026-01-01' }))).toEqual([]);
    expect(idsOf(await find({ states: ['approved'], serviceTo: '2026-07-19' }))).toEqual([]);
    expect(idsOf(await find({ patientKeys: [keyOf('Patient/p1')] }))).toEqual([]);
    expect(idsOf(await find({ states: ['approved'], serviceFrom: '2026-07-20' }))).toEqual(['moved']);
    expect(idsOf(await find({ patientKeys: [keyOf('Patient/p9')] }))).toEqual(['moved']);
  });

  test('a record with several past positions is on a page once', async () => {
    for (const version of [1, 2, 3])
      await put({ orderId: 'often', version, updatedAt: `2026-06-0${version}T00:00:00.000Z` });
    expect(idsOf(await find({ patientKeys: [keyOf('Patient/p1')] }))).toEqual(['often']);
  });

  test('without a state: every state, newest service date first, in pages', async () => {
    const states = ['required', 'approved', 'denied', 'unknown'] as const;
    for (let day = 10; day < 22; day++)
      await put({ orderId: `o${day}`, serviceDate: `2026-07-${day}`, state: states[day % 4] ?? 'required' });
    const pages = await readAll((cursor) =>
      find({ serviceFrom: '2026-07-11', limit: 4, ...(cursor ? { cursor } : {}) }),
    );
    const wanted = Array.from({ length: 11 }, (_, n) => `o${21 - n}`);
    expect(pages.map((page) => page.map(({ orderId }) => orderId))).toEqual([
      wanted.slice(0, 4),
      wanted.slice(4, 8),
      wanted.slice(8),
    ]);
  }, 30_000);

  test('pages stay whole where most rows do not match, and the last page has no cursor', async () => {
    for (let n = 0; n < 24; n++)
      await put({
        orderId: `f${n}`,
        state: n % 6 === 0 ? 'denied' : 'required',
        updatedAt: `2026-06-01T00:00:${10 + n}Z`,
      });
    const pages = await readAll((cursor) =>
      find({ patientKeys: [keyOf('Patient/p1')], states: ['denied'], limit: 2, ...(cursor ? { cursor } : {}) }),
    );
    expect(pages.map((page) => page.map(({ orderId }) => orderId))).toEqual([
      ['f18', 'f12'],
      ['f6', 'f0'],
    ]);
  }, 30_000);

  test('by placer identifier, with or without its system; an outdated pointer is dropped', async () => {
    const placerIds = [{ system: 'urn:a', value: 'P|1' }, { value: 'loose' }];
    await on().stage(tenant, [staged({ order: order('placed'), placerIds })], answered('answer-of-placed'));
    expect(idsOf(await find({ identifier: { value: 'P|1' } }))).toEqual([]);
    await put({ orderId: 'placed', placerIds });
    expect(idsOf(await find({ identifier: { value: 'P|1' } }))).toEqual(['placed']);
    expect(idsOf(await find({ identifier: { system: 'urn:a', value: 'P|1' } }))).toEqual(['placed']);
    expect(idsOf(await find({ identifier: { system: 'urn:b', value: 'P|1' } }))).toEqual([]);
    expect(idsOf(await find({ identifier: { value: 'loose' }, states: ['denied'] }))).toEqual([]);
    expect(idsOf(await find({ identifier: { system: '', value: 'loose' } }))).toEqual(['placed']);
    expect(idsOf(await find({ identifier: { system: '', value: 'P|1' } }))).toEqual([]);
    await put({ orderId: 'placed', version: 2, placerIds: [] });
    expect(idsOf(await find({ identifier: { value: 'P|1' } }))).toEqual([]);
  });

  test('by a Task id too long to spell out its order', async () => {
    const at = order('x'.repeat(60));
    await on().stage(tenant, [staged({ order: at })], answered('answer-of-long'));
    const head = await put(at);
    expect(idsOf(await find({ taskId: taskId(head) }))).toEqual([at.orderId]);
    expect(idsOf(await find({ taskId: '..0000000000000000' }))).toEqual([]);
  });

  test('by approval number, over siblings and payers, in pages; a claim without its head finds nothing', async () => {
    for (const [orderId, payer] of [
      ['n1', 'uhc'],
      ['n2', 'uhc'],
      ['n3', 'aetna'],
      ['n4', 'aetna'],
    ] as const) {
      await on().claimNumber(tenant, {
        payer,
        number: 'AUTH-7',
        patientKey: keyOf('Patient/p1'),
        order: order(orderId),
        at: NOW,
      });
      if (orderId !== 'n4')
        await put({ orderId, approvals: [approval('AUTH-7')], serviceDate: `2026-07-1${orderId.slice(1)}` });
    }
    expect(idsOf(await find({ identifier: { value: 'auth-7' } }))).toEqual(['n3', 'n2', 'n1']);
    const pages = await readAll((cursor) =>
      find({ identifier: { value: 'AUTH-7' }, limit: 2, ...(cursor ? { cursor } : {}) }),
    );
    expect(pages.map((page) => page.length)).toEqual([2, 1]);
    expect(idsOf(await find({ identifier: { value: 'AUTH-7' }, patientKeys: [keyOf('Patient/p2')] }))).toEqual([]);
    expect(idsOf(await find({ identifier: { value: 'AUTH-8' } }))).toEqual([]);
  });

  test('answers by patient and by order, newest first; a repeated answer is listed once', async () => {
    const at = (day: number) => `2026-06-0${day}T08:00:00.000Z`;
    const stage = (id: string, day: number, orderId?: string, patient?: string) =>
      on().stage(tenant, orderId ? [staged({ order: order(orderId) })] : [], answered(id, at(day), patient));
    await stage('first', 1, 'x');
    await stage('second', 2, 'x');
    await stage('no-order', 3);
    await stage('first', 4, 'x');
    await stage('other', 5, 'y', 'Patient/p2');
    const ids = (page: Awaited<ReturnType<TestStores['stores']['authorizations']['answers']>>) =>
      page.items.map(({ id }) => id);
    const patientKeys = [keyOf('Patient/p1')];
    expect(ids(await on().answers(tenant, { patientKeys, limit: 9 }))).toEqual(['first', 'no-order', 'second']);
    expect(ids(await on().answers(tenant, { order: order('x'), limit: 9 }))).toEqual(['first', 'second']);
    const of = { order: order('y'), limit: 9 };
    expect(ids(await on().answers(tenant, { ...of, patientKeys }))).toEqual([]);
    expect(ids(await on().answers(tenant, { ...of, patientKeys: [keyOf('Patient/p2')] }))).toEqual(['other']);
    const days = { patientKeys, createdFrom: '2026-06-02', createdTo: '2026-06-03', limit: 9 };
    expect(ids(await on().answers(tenant, days))).toEqual(['no-order', 'second']);
    const pages = await readAll((cursor) =>
      on().answers(tenant, { patientKeys, limit: 1, ...(cursor ? { cursor } : {}) }),
    );
    expect(pages.flat().map(({ id }) => id)).toEqual(['first', 'no-order', 'second']);
    expect(await on().answers(tenant, { limit: 9 })).toEqual({ items: [] });
  });

  test('a broken cursor is refused, a forged one stays inside the requested list', async () => {
    await put({ orderId: 'mine' });
    const query = { patientKeys: [keyOf('Patient/p1')] };
    await expect(find({ ...query, cursor: 'not a cursor' })).rejects.toMatchObject({ name: 'BadCursor' });
    const foreign = Buffer.from('{"after":"T#sandbox#ORDER#ehr#secret"}').toString('base64url');
    expect(idsOf(await find({ ...query, cursor: foreign }))).toEqual(['mine']);
    const before = Buffer.from('{"after":"A"}').toString('base64url');
    expect(idsOf(await find({ ...query, cursor: before }))).toEqual([]);
  });

  test.runIf(name === 'the embedded engine')('a status by any index costs two calls', async () => {
    await put({ orderId: 'cheap' });
    for (const query of [{ patientKeys: [keyOf('Patient/p1')] }, { states: ['required'] }] as const) {
      harness.forget();
      await find(query);
      expect(harness.calls()).toEqual({ Query: 1, BatchGetItem: 1 });
    }
  });
});
