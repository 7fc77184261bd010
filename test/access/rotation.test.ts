import { ScanCommand } from '@aws-sdk/lib-dynamodb';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { makeDigest } from '../../shared/adapters/digest.ts';
import { openStores } from '../../shared/adapters/dynamodb/open-stores.ts';
import { rotateKeys } from '../../shared/adapters/dynamodb/rotate/rotate-keys.ts';
import { assess } from '../../shared/app/assess/assess.ts';
import { recordDecision } from '../../shared/app/authorization/record-decision.ts';
import { tenantId } from '../../shared/app/keys/tenant-id.ts';
import { searchAnswers } from '../../shared/app/search/search-answers.ts';
import { searchRecords } from '../../shared/app/search/search-records.ts';
import type { RecordedDecision } from '../../shared/core/authorization/decision.ts';
import { type AppHarness, caller, openAppHarness, ordered, TENANT } from '../support/app-harness.ts';

const FIRST = 'the first key of these tests';
const SECOND = 'the second key of these tests';
const both = (current: string) => JSON.stringify({ current, keys: { 1: FIRST, 2: SECOND } });
const ONLY_FIRST = makeDigest(FIRST);
const FIRST_OF_BOTH = makeDigest(both('1'));
const SECOND_OF_BOTH = makeDigest(both('2'));
const ONLY_SECOND = makeDigest(JSON.stringify({ current: '2', keys: { 2: SECOND } }));
type Digest = typeof ONLY_FIRST;

let harness: AppHarness;
beforeEach(async () => {
  harness = await openAppHarness();
});
afterEach(() => harness.close());

/** The service as a process with this key sees it. */
const by = (digest: Digest) => {
  const stores = openStores({ ...harness.table, digest });
  return { ...harness.ports, ...stores, digest, log: harness.ports.log };
};
const message = (patient: string, ...ids: readonly string[]) => {
  const memberIds = [`MBR-${patient}`];
  const inquiry = ordered(
    ids.map((id) => ({ id })),
    { patient: { reference: `urn:uuid:of-${patient}`, id: patient, birthDate: '1966-01-01', memberIds } },
  );
  return { ...inquiry, orders: inquiry.orders.map((one) => ({ ...one, placerIds: [{ value: `PLC-${one.id}` }] })) };
};
const send = (digest: Digest, patient: string, ...ids: readonly string[]) =>
  assess(message(patient, ...ids), caller(), by(digest));
const approve = (digest: Digest, orderId: string, number: string) => {
  const decision: RecordedDecision = {
    decision: 'approved',
    number,
    codes: [],
    source: 'phone',
    receivedAt: '2026-05-02T15:00:00.000Z',
  };
  return recordDecision({ orderId, decision }, caller(), by(digest));
};
const note = (digest: Digest, ...patients: readonly string[]) =>
  by(digest).audit.append({
    tenant: TENANT.id,
    at: harness.ports.clock.now(),
    who: { kind: 'client', name: 'portal' },
    door: 'task-read',
    action: 'R',
    status: 200,
    patients,
    orders: [],
    answers: [],
  });

const DRAFT = { source: 'ehr', placerId: { value: 'PLC-draft' } };
/** A hook's answer for an order that is not placed yet. */
const saidOf = async (digest: Digest) => {
  const { answer, inquiry } = await send(digest, 'p1', 'drafted');
  const [said] = answer.coverages;
  await by(digest).assertions.put(TENANT.id, [
    {
      id: 'assertion-1',
      hook: 'order-sign',
      source: DRAFT.source,
      at: '2026-05-01T15:00:00.000Z',
      patient: 'Patient/p1',
      orders: [{ id: 'drafted', digest: 'd', placerIds: [DRAFT.placerId] }],
      asked: { lines: inquiry.lines, facts: inquiry.facts },
      said: said!,
      versions: answer.versions,
    },
  ]);
};

/** Everything that is found by a person's data. */
const look = async (digest: Digest) => {
  const ports = by(digest);
  const orders = async (search: object) => {
    const page = await searchRecords({ limit: 50, ...search }, TENANT, ports);
    return page.ok ? page.value.items.map(({ orderId }) => orderId).sort() : page.problems;
  };
  const of = async (patient: string) => {
    const answers = await searchAnswers({ patient, limit: 50 }, TENANT, ports);
    const entries = await ports.audit.find(TENANT.id, { patient, limit: 50 });
    const roster = { payer: 'uhc-commercial', memberId: `MBR-${patient}` };
    return {
      orders: await orders({ patient }),
      byMember: await orders({ member: { value: `mbr ${patient}` } }),
      answers: answers.ok && answers.value.items.map(({ id }) => id).sort(),
      entries: entries.items.map(({ id }) => id),
      member: (await ports.authorizations.load(TENANT.id, [], [roster])).members,
    };
  };
  return {
    p1: await of('p1'),
    p2: await of('p2'),
    draft: (await ports.authorizations.load(TENANT.id, [], [], [DRAFT])).drafts.map((found) => found?.assertionIds),
    placer: await orders({ identifier: { value: 'PLC-a' } }),
    number: await orders({ identifier: { value: 'N-1' } }),
    shared: await orders({ identifier: { value: 'N-2' } }),
  };
};

/** Two patients with orders, numbers, members and audit entries, all under the first key. */
const story = async () => {
  const member = (memberId: string) => ({ payer: 'uhc-commercial', memberId, status: 'active' as const });
  await by(ONLY_FIRST).roster.put(TENANT.id, [member('MBR-p1'), member('MBR-p2')]);
  await send(ONLY_FIRST, 'p1', 'a', 'b');
  await send(ONLY_FIRST, 'p2', 'c');
  await saidOf(ONLY_FIRST);
  await note(ONLY_FIRST, 'Patient/p1');
  await note(ONLY_FIRST, 'Patient/p1', 'Patient/p2');
  for (const [order, number] of [
    ['a', 'N-1'],
    ['a', 'N-2'],
    ['b', 'N-2'],
  ] as const)
    expect((await approve(ONLY_FIRST, order, number)).ok).toBe(true);
};
const rotate = (onlyLook = false) => rotateKeys({ table: harness.table, digest: SECOND_OF_BOTH }, onlyLook);
const allKeys = async () => {
  const { Items = [] } = await harness.client.send(new ScanCommand({ TableName: harness.table.tableName }));
  return JSON.stringify(Items.flatMap((item) => Object.entries(item).filter(([name]) => /^(gsi\d)?[ps]k$/.test(name))));
};

describe('during a key rotation', () => {
  test('everything is found before, during and after, and the earlier key is no longer needed', async () => {
    await story();
    const before = await look(ONLY_FIRST);
    expect(before.p1.orders).toEqual(['a', 'b', 'drafted']);
    expect(before.draft).toEqual([['assertion-1']]);
    expect(before.shared).toEqual(['a', 'b']);
    expect(before.p1.entries).toHaveLength(2);
    expect(await look(FIRST_OF_BOTH)).toEqual(before);
    expect(await look(SECOND_OF_BOTH)).toEqual(before);
    expect((await rotate(true)).moved).toBeGreaterThan(8);
    expect(await look(FIRST_OF_BOTH)).toEqual(before);
    expect(await rotate()).toMatchObject({ left: 0 });
    expect(await rotate(true)).toEqual({ moved: 0, left: 0 });
    for (const digest of [FIRST_OF_BOTH, SECOND_OF_BOTH, ONLY_SECOND]) expect(await look(digest)).toEqual(before);
    const keys = await allKeys();
    for (const value of ['patient:p1', 'patient:p2', 'member-number:MBRP1', 'placer:PLC-a', 'placer:PLC-c']) {
      expect(keys).not.toContain(ONLY_FIRST.keyed(TENANT.id, value));
      expect(keys, value).toContain(ONLY_SECOND.keyed(TENANT.id, value));
    }
  });

  test('a rotation that crashes at any point loses nothing, and the next one continues', async () => {
    await story();
    const before = await look(ONLY_FIRST);
    let died = 0;
    for (let budget = 0; budget < 400; budget += 1) {
      let calls = 0;
      const onCall = () => {
        if (++calls > budget + 1) throw new Error('killed');
      };
      const table = { ...harness.table, onCall };
      const { left } = await rotateKeys({ table, digest: SECOND_OF_BOTH });
      expect(await look(SECOND_OF_BOTH), `after ${budget} calls`).toEqual(before);
      if (left === 0) break;
      died += 1;
    }
    expect(died).toBeGreaterThan(5);
    expect(await rotate(true)).toEqual({ moved: 0, left: 0 });
    expect(await look(ONLY_SECOND)).toEqual(before);
  }, 60_000);

  test('a patient stays one patient, whichever key their orders were written under', async () => {
    await story();
    await send(SECOND_OF_BOTH, 'p1', 'd');
    await send(FIRST_OF_BOTH, 'p1', 'e');
    for (const digest of [FIRST_OF_BOTH, SECOND_OF_BOTH]) {
      expect((await look(digest)).p1).toMatchObject({
        orders: ['a', 'b', 'd', 'drafted', 'e'],
        byMember: ['a', 'b', 'd', 'drafted', 'e'],
      });
    }
    await rotate();
    expect((await look(ONLY_SECOND)).p1).toMatchObject({
      orders: ['a', 'b', 'd', 'drafted', 'e'],
      byMember: ['a', 'b', 'd', 'drafted', 'e'],
    });
  });

  test('the same order sent again is a duplicate, under either key', async () => {
    await story();
    expect((await send(SECOND_OF_BOTH, 'p2', 'c')).duplicate).toBe(true);
    await rotate();
    expect((await send(ONLY_SECOND, 'p2', 'c')).duplicate).toBe(true);
    expect((await harness.record('c'))?.version).toBe(1);
  });

  test.each([
    ['before anything is moved', async () => undefined],
    ['after everything is', rotate],
  ])("another patient's number is refused and a sibling's accepted, %s", async (_, work) => {
    await story();
    await work();
    for (const digest of [SECOND_OF_BOTH, FIRST_OF_BOTH]) {
      expect(await approve(digest, 'c', 'N-1')).toMatchObject({ ok: false, problems: [{ code: 'conflict' }] });
      expect((await look(digest)).number).toEqual(['a']);
    }
    expect((await approve(SECOND_OF_BOTH, 'b', 'N-1')).ok).toBe(true);
    expect((await look(SECOND_OF_BOTH)).number).toEqual(['a', 'b']);
  });

  test('two patients who claim a number under different keys at once do not both get it', async () => {
    await story();
    for (const number of ['R-1', 'R-2', 'R-3']) {
      const done = await Promise.all([approve(FIRST_OF_BOTH, 'b', number), approve(SECOND_OF_BOTH, 'c', number)]);
      expect(done.filter(({ ok }) => ok).length).toBeLessThan(2);
    }
  });
});

describe('the secret', () => {
  test('a single key is version 1', () => {
    expect(FIRST_OF_BOTH.keyed(tenantId('t'), 'v')).toBe(ONLY_FIRST.keyed(tenantId('t'), 'v'));
    expect(ONLY_FIRST.versions).toEqual(['1']);
    expect(FIRST_OF_BOTH.versions).toEqual(['1', '2']);
    expect(SECOND_OF_BOTH.versions).toEqual(['2', '1']);
    expect(SECOND_OF_BOTH.keyed(tenantId('t'), 'v', '1')).toBe(ONLY_FIRST.keyed(tenantId('t'), 'v'));
    expect(ONLY_SECOND.keyed(tenantId('t'), 'v')).not.toBe(ONLY_FIRST.keyed(tenantId('t'), 'v'));
    expect(() => ONLY_SECOND.keyed(tenantId('t'), 'v', '1')).toThrow('version');
  });

  test.each([
    '{',
    '{"current":"2","keys":{"1":"a key that is long enough"}}',
    '{"current":"1","keys":{"1":"short-key"}}',
    '{"current":"one","keys":{"one":"a key that is long enough"}}',
    '{"current":"1","keys":{"1":"a key that is long enough"},"more":"a key that is long enough"}',
  ])('%s is refused, and the refusal shows no key', (text) => {
    let says = '';
    try {
      makeDigest(text);
    } catch (error) {
      says = String(error);
    }
    expect(says).toContain('keyed hash');
    expect(says).not.toMatch(/long enough|short-key/);
  });
});
