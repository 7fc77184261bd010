import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { assess } from '../../shared/app/assess/assess.ts';
import type { AuthorizationStore } from '../../shared/app/ports/authorization-store.ts';
import { known } from '../../shared/core/model/facts.ts';
import { type AppHarness, caller, openAppHarness, ordered, TENANT } from '../support/app-harness.ts';

let harness: AppHarness;
beforeAll(async () => {
  harness = await openAppHarness();
});
afterAll(() => harness.close());

const versionOf = async (id: string) => (await harness.record(id))?.version;

describe('a new order', () => {
  test('costs one batch read, one batch write and one conditional write', async () => {
    harness.forget();
    const assessment = await harness.assess(ordered([{ id: 'new' }]));
    expect(harness.calls()).toEqual({ BatchGetItem: 1, BatchWriteItem: 1, PutItem: 1 });
    expect(await harness.record('new')).toMatchObject({
      version: 1,
      state: 'information-needed',
      answerId: assessment.id,
    });
    expect(assessment).toMatchObject({ orders: ['new'], asOf: '2026-05-12' });
  });
  test('sent again unchanged is the same answer, by one read', async () => {
    const first = await harness.assess(ordered([{ id: 'again' }]));
    harness.forget();
    const second = await harness.assess(ordered([{ id: 'again' }]), { receivedAt: '2026-05-02T15:00:00.000Z' });
    expect(harness.calls()).toEqual({ BatchGetItem: 1 });
    expect(second).toMatchObject({ id: first.id, created: first.created, answer: first.answer, duplicate: true });
    expect(await versionOf('again')).toBe(1);
  });
  test('with something new known is answered anew', async () => {
    await harness.assess(ordered([{ id: 'learned' }]));
    await harness.assess(ordered([{ id: 'learned' }], { facts: { ...ordered([]).facts, canExercise: known(false) } }));
    expect(await harness.record('learned')).toMatchObject({ version: 2, advice: 'pa-likely-approve' });
  });
  test('on another day is the same question where its date is known', async () => {
    const undated = [{ id: 'undated', line: { serviceDate: undefined } }] as never;
    for (const id of ['dated', 'undated'] as const) {
      const message = id === 'dated' ? ordered([{ id }]) : ordered(undated);
      await harness.assess(message);
      const later = await harness.assess(message, { receivedAt: '2026-05-09T15:00:00.000Z' });
      expect([id, later.duplicate ?? false]).toEqual([id, id === 'dated']);
    }
  });
});

describe('what leaves no record', () => {
  test('a draft is answered, each for itself', async () => {
    const first = await harness.assess(ordered([{ id: 'draft-a', status: 'draft' }]));
    const second = await harness.assess(ordered([{ id: 'draft-b', status: 'draft', code: '93015' }]));
    expect(first.answer.advice).not.toBe(second.answer.advice);
    expect(first.id).not.toBe(second.id);
    expect([await versionOf('draft-a'), await versionOf('draft-b')]).toEqual([undefined, undefined]);
    expect((await harness.ports.authorizations.answer(TENANT.id, first.id))?.answer).toEqual(first.answer);
  });
  test('an order that is no stress test', async () => {
    await harness.assess(ordered([{ id: 'walk', code: '94618' }]));
    expect(await versionOf('walk')).toBeUndefined();
  });
  test('a check of a claim, which is not even kept as an answer', async () => {
    harness.forget();
    const { id } = await harness.assess({
      ...ordered([{ id: 'billed' }]),
      dialect: 'claim',
      mode: 'check',
      use: 'predetermination',
    });
    expect(harness.calls().BatchWriteItem).toBeUndefined();
    expect(await versionOf('billed')).toBeUndefined();
    expect(await harness.ports.authorizations.answer(TENANT.id, id)).toBeUndefined();
  });
  test('two requests without orders are two answers', async () => {
    const request = {
      ...ordered([]),
      dialect: 'eligibility' as const,
      lines: ordered([{ id: 'x' }]).lines.map(({ order: _, ...line }) => line),
    };
    const first = await harness.assess(request);
    const second = await harness.assess(request, { receivedAt: '2026-05-01T16:00:00.000Z' });
    expect(first.id).not.toBe(second.id);
  });
});

describe('which version is newer', () => {
  const at = (minute: number) => `2026-05-01T10:${String(minute).padStart(2, '0')}:00.000Z`;
  test('the later changed, in whatever order they come', async () => {
    await harness.assess(ordered([{ id: 'versions', code: '93350', lastUpdated: at(2) }]));
    const late = await harness.assess(ordered([{ id: 'versions', code: '93351', lastUpdated: at(1) }]));
    expect(await harness.record('versions')).toMatchObject({ version: 1, codes: ['93350'] });
    expect(late.answer.warnings).toContain('A newer version of this order is on file; the record is unchanged.');
    expect(late.orders).toEqual([]);
    await harness.assess(ordered([{ id: 'versions', code: '93351', lastUpdated: at(3) }]));
    expect(await harness.record('versions')).toMatchObject({ version: 2, codes: ['93351'] });
  });
  test('the later arrived, where they do not say', async () => {
    await harness.assess(ordered([{ id: 'arrived', code: '93350' }]), { receivedAt: at(2) });
    await harness.assess(ordered([{ id: 'arrived', code: '93351' }]), { receivedAt: at(1) });
    expect(await harness.record('arrived')).toMatchObject({ version: 1, codes: ['93350'] });
    await harness.assess(ordered([{ id: 'arrived', code: '93351' }]), { receivedAt: at(3) });
    expect(await harness.record('arrived')).toMatchObject({ version: 2, codes: ['93351'] });
  });
  test('one that says when beside one that does not: the later arrived', async () => {
    await harness.assess(ordered([{ id: 'mixed', code: '93350' }]), { receivedAt: at(5) });
    await harness.assess(ordered([{ id: 'mixed', code: '93351', lastUpdated: at(4) }]), { receivedAt: at(6) });
    expect(await harness.record('mixed')).toMatchObject({ version: 2, codes: ['93351'] });
    await harness.assess(ordered([{ id: 'mixed', code: '93350', lastUpdated: at(3) }]), { receivedAt: at(7) });
    expect(await harness.record('mixed')).toMatchObject({ version: 2, codes: ['93351'] });
  });
  test('an unchanged order under a later version keeps stragglers out, and adds no history', async () => {
    await harness.assess(ordered([{ id: 'echo', lastUpdated: at(1) }]));
    await harness.assess(ordered([{ id: 'echo', lastUpdated: at(5) }]));
    await harness.assess(ordered([{ id: 'echo', code: '93350', lastUpdated: at(3) }]));
    expect(await harness.record('echo')).toMatchObject({ version: 1, codes: ['93351'], orderLastUpdated: at(5) });
  });
});

describe('an order taken back', () => {
  test.each(['revoked', 'entered-in-error'])('%s: cancelled, and not bookable', async (status) => {
    await harness.assess(ordered([{ id: status }]));
    await harness.assess(ordered([{ id: status, status }]));
    const record = await harness.record(status);
    expect(record).toMatchObject({ version: 2, state: 'cancelled', bookable: 'no' });
    expect(record?.history[0]).toMatchObject({ what: 'order-cancelled', from: 'information-needed', to: 'cancelled' });
    await harness.assess(ordered([{ id: status }]));
    expect(await harness.record(status)).toMatchObject({ version: 3, state: 'information-needed' });
  });
});

describe('an event that repeats what is known', () => {
  test('without its coverage it takes nothing back', async () => {
    const first = await harness.assess(ordered([{ id: 'bare' }]));
    const bare = ordered([{ id: 'bare' }], { coverages: [] });
    const repeated = await harness.assess(bare, { repeats: true });
    expect(repeated).toMatchObject({ id: first.id, answer: first.answer, duplicate: true });
    expect(await versionOf('bare')).toBe(1);
  });
});

describe('several orders in one message', () => {
  /** A store in which another writer is faster, once, at the head of one order. */
  const racing = (orderId: string, meanwhile: () => Promise<unknown>): AuthorizationStore => {
    let done = false;
    const { authorizations } = harness.ports;
    return {
      ...authorizations,
      commit: async (record, expected) => {
        if (record.orderId === orderId && !done) {
          done = true;
          await meanwhile();
        }
        return authorizations.commit(record, expected);
      },
    };
  };
  test('one of which another writer changed: decided again, and the other written once', async () => {
    const other = ordered([{ id: 'pair-b' }], { facts: { ...ordered([]).facts, canExercise: known(false) } });
    const authorizations = racing('pair-b', () => harness.assess(other));
    const both = ordered([
      { id: 'pair-a', code: '93350' },
      { id: 'pair-b', line: { serviceDate: '2026-05-13' } },
    ]);
    const answered = await assess(both, caller(), { ...harness.ports, authorizations });
    expect(await harness.record('pair-a')).toMatchObject({ version: 1, history: [{ version: 1, what: 'assessed' }] });
    expect(await harness.record('pair-b')).toMatchObject({ version: 2, answerId: answered.id });
    expect((await harness.ports.authorizations.answer(TENANT.id, answered.id))?.answer).toEqual(answered.answer);
  });
  test('sent alone later, each is the same question', async () => {
    await harness.assess(
      ordered([
        { id: 'set-a', code: '93350' },
        { id: 'set-b', line: { serviceDate: '2026-05-13' } },
      ]),
    );
    const alone = await harness.assess(ordered([{ id: 'set-b', line: { serviceDate: '2026-05-13' } }]));
    expect(alone.duplicate).toBe(true);
    expect([await versionOf('set-a'), await versionOf('set-b')]).toEqual([1, 1]);
    const kept = await harness.ports.authorizations.answer(TENANT.id, alone.id);
    expect(kept?.answer.coverages[0]?.determinations).toHaveLength(1);
  });
  test('of two sources with the same ids and words are two records and two answers', async () => {
    const first = await harness.assess(ordered([{ id: 'twin' }]));
    const second = await harness.assess(ordered([{ id: 'twin' }]), { source: 'other-ehr' });
    expect(first.id).not.toBe(second.id);
    expect((await harness.record('twin', 'other-ehr'))?.answerId).toBe(second.id);
  });
});
