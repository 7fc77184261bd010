import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { StoredDetermination } from '../../shared/app/ports/authorization-store.ts';
import { type ReplayPorts, replay } from '../../shared/app/search/replay.ts';
import { absent, type Facts, known } from '../../shared/core/model/facts.ts';
import {
  type AppHarness,
  coverageBy,
  type OrderParts,
  openAppHarness,
  ordered,
  TENANT,
} from '../support/app-harness.ts';

let harness: AppHarness;
beforeAll(async () => {
  harness = await openAppHarness();
});
afterAll(() => harness.close());

const stored = async (orderId: string): Promise<StoredDetermination> => {
  const record = (await harness.record(orderId))!;
  return (await harness.ports.authorizations.determination(TENANT.id, harness.at(orderId), record.determinationId))!;
};
const held = (): ReplayPorts => ({
  ...harness.ports,
  rulePacks: harness.stores.rulePacks,
  assertions: harness.stores.assertions,
});
const again = (orderId: string, determinationId: string, ports: ReplayPorts = held()) =>
  replay(TENANT, { orderId, determinationId }, ports);
/** The store as it would be had it kept something else. */
const withStored = (change: (kept: StoredDetermination) => Partial<StoredDetermination>): ReplayPorts => ({
  ...held(),
  authorizations: {
    ...harness.ports.authorizations,
    determination: async (...key) => {
      const kept = await harness.ports.authorizations.determination(...key);
      return kept && { ...kept, ...change(kept) };
    },
  },
});
const byVersions =
  (change: Partial<StoredDetermination['question']['versions']>) =>
  ({ question }: StoredDetermination): Partial<StoredDetermination> => ({
    question: { ...question, versions: { ...question.versions, ...change } },
  });

const facts: Facts = {
  ...ordered([]).facts,
  canExercise: known(false, 'Observation/1'),
  ecgReadable: known(true),
  priorPci: known({ date: '2024-03' }),
  priorCabg: absent,
  priorIschemiaTest: known({ date: '2026-01-10', modality: 'spect', result: 'normal' }),
};

const SITUATIONS: readonly (readonly [string, readonly OrderParts[], string])[] = [
  ['criteria open', [{ id: 'open' }], 'uhc-commercial'],
  ['an image with its companion', [{ id: 'image' }, { id: 'part', code: '93017' }], 'highmark'],
  [
    'lines of two dates',
    [{ id: 'day-1' }, { id: 'day-2', code: '93350', line: { serviceDate: '2026-06-02' } }],
    'uhc-exchange',
  ],
  ['no date', [{ id: 'no-date', line: { serviceDate: undefined } as never }], 'aetna-commercial'],
  ['a payer nobody knows', [{ id: 'nobody' }], 'no-such-payer'],
  ['rules by jurisdiction', [{ id: 'medicare', code: '93015' }], 'original-medicare'],
];

describe('worked out again from the stored question, the answer is the same bytes', () => {
  test.each(SITUATIONS)('%s', async (_, orders, payer) => {
    await harness.assess(ordered(orders, { facts, coverages: [coverageBy(payer)] }));
    for (const { id } of orders) {
      const kept = await stored(id);
      const replayed = await again(id, kept.id);
      const same = { outcome: 'same', before: kept.determination, after: kept.determination };
      expect(replayed).toMatchObject({ ok: true, value: { outcome: 'same', orders: [same] } });
    }
  });
});

describe('it is worked out, not read', () => {
  const open = async () => {
    await harness.assess(ordered([{ id: 'tampered' }], { facts }));
    return stored('tampered');
  };
  test('an answer changed in the store is found out, and where', async () => {
    const kept = await open();
    const changed = withStored(({ determination }) => ({
      determination: { ...determination, advice: 'proceed-no-pa' },
    }));
    const differences = [{ path: 'advice', before: 'proceed-no-pa', after: kept.determination.advice }];
    expect(await again('tampered', kept.id, changed)).toMatchObject({
      ok: true,
      value: { outcome: 'differs', orders: [{ outcome: 'differs', after: kept.determination, differences }] },
    });
  });
  test('so is a fact', async () => {
    const kept = await open();
    const changed = withStored(({ question }) => ({
      question: {
        ...question,
        asked: { ...question.asked, facts: { ...question.asked.facts, canExercise: known(true) } },
      },
    }));
    expect(await again('tampered', kept.id, changed)).toMatchObject({ ok: true, value: { outcome: 'differs' } });
  });
  test('and an order of fields, though nothing else differs', async () => {
    const kept = await open();
    const changed = withStored(({ determination: { advice, ...rest } }) => ({ determination: { ...rest, advice } }));
    expect(await again('tampered', kept.id, changed)).toMatchObject({
      ok: true,
      value: { outcome: 'differs', orders: [{ differences: [] }] },
    });
  });
});

describe('answered by something else, it is answered again and both are shown', () => {
  const kept = async () => {
    await harness.assess(ordered([{ id: 'old' }]));
    return stored('old');
  };
  test.each(['engine', 'codebook'] as const)('another version of the %s that says the same', async (part) => {
    const { id, determination } = await kept();
    const replayed = await again('old', id, withStored(byVersions({ [part]: 'another' })));
    const both = { before: determination, after: determination, differences: [], changed: [part] };
    expect(replayed).toMatchObject({
      ok: true,
      value: { outcome: 'other-engine', orders: [{ ...both, answeredBy: { [part]: 'another' } }] },
    });
  });
  test('another engine that said something else: each difference by its path', async () => {
    const { id, determination } = await kept();
    const [first, ...others] = determination.criteria;
    const older = {
      ...determination,
      advice: 'pa-likely-approve',
      reasons: ['As it was said then.', ...determination.reasons.slice(1)],
      criteria: [...others, { ...first!, result: 'met' }],
    } as const;
    const ports = withStored((one) => ({ ...byVersions({ engine: '0.0.9' })(one), determination: older }));
    const replayed = await again('old', id, ports);
    const differences = [
      { path: 'advice', before: 'pa-likely-approve', after: determination.advice },
      { path: `criteria[${first!.id}].result`, before: 'met', after: first!.result },
      { path: 'reasons[0]', before: 'As it was said then.', after: determination.reasons[0] },
    ];
    expect(replayed).toMatchObject({
      ok: true,
      value: {
        outcome: 'other-engine',
        orders: [{ before: older, after: determination, changed: ['engine'], differences }],
      },
    });
  });
  test('other rules in force on its date', async () => {
    const { id } = await kept();
    const rules: ReplayPorts['rules'] = {
      ...harness.ports.rules,
      select: (payer, date) => {
        const bundle = harness.ports.rules.select(payer, date);
        return bundle && bundle !== 'ambiguous' ? { ...bundle, hash: 'another' } : bundle;
      },
      recorded: () => undefined,
    };
    expect(await again('old', id, { ...held(), rules })).toMatchObject({
      ok: true,
      value: { outcome: 'other-engine', orders: [{ changed: ['ruleset'], now: { ruleset: 'another' } }] },
    });
  });
});

test('a revision of its rules since: it is answered again by the rules it was answered by', async () => {
  await harness.assess(ordered([{ id: 'before' }]));
  const { id } = await stored('before');
  const { rules } = harness.ports;
  const revised: ReplayPorts['rules'] = {
    ...rules,
    select: (payer, date) => {
      const bundle = rules.select(payer, date);
      return bundle && bundle !== 'ambiguous'
        ? { ...bundle, ruleset: { ...bundle.ruleset, version: '1.1.0' }, hash: 'revised' }
        : bundle;
    },
  };
  expect(await again('before', id, { ...held(), rules: revised })).toMatchObject({
    ok: true,
    value: { outcome: 'same' },
  });
});

describe('asked for by the id of an answer', () => {
  test('every order of it is replayed, also after its records moved on', async () => {
    const before = await harness.assess(ordered([{ id: 'first' }, { id: 'second', code: '93350' }]));
    const [first, second] = [await stored('first'), await stored('second')];
    await harness.assess(ordered([{ id: 'first', status: 'completed' }]));
    expect((await stored('first')).id).not.toBe(first.id);
    expect(await replay(TENANT, before.id, held())).toMatchObject({
      ok: true,
      value: {
        outcome: 'same',
        orders: [
          { outcome: 'same', order: { source: 'ehr', orderId: 'first' }, determinationId: first.id },
          { outcome: 'same', order: { source: 'ehr', orderId: 'second' }, determinationId: second.id },
        ],
      },
    });
  });
  test('one order that differs is the word for all', async () => {
    const answer = await harness.assess(ordered([{ id: 'sound' }, { id: 'broken', code: '93350' }]));
    const ports = withStored(({ determination }) =>
      determination.codes.includes('93350') ? { determination: { ...determination, units: 7 } } : {},
    );
    expect(await replay(TENANT, answer.id, ports)).toMatchObject({
      ok: true,
      value: { outcome: 'differs', orders: [{ outcome: 'same' }, { outcome: 'differs' }] },
    });
  });
  test('an answer about no recorded order kept no question', async () => {
    const answer = await harness.assess(ordered([{ id: 'draft', status: 'draft' }]));
    expect(await replay(TENANT, answer.id, held())).toMatchObject({
      ok: true,
      value: { outcome: 'unavailable', orders: [], says: expect.stringMatching(/no question was kept/i) },
    });
  });
});

describe('what can no longer be worked out', () => {
  test('rules that are not held any more', async () => {
    await harness.assess(ordered([{ id: 'ruled' }]));
    const kept = await stored('ruled');
    const rules = { ...harness.ports.rules, select: () => undefined, recorded: () => undefined };
    expect(await again('ruled', kept.id, { ...held(), rules })).toMatchObject({
      ok: true,
      value: { outcome: 'unavailable', orders: [{ outcome: 'unavailable', before: kept.determination }] },
    });
  });
  const lost = ({ question }: StoredDetermination) => ({ question: { ...question, verdicts: {} } });
  test('a question another engine kept in a form of its own', async () => {
    const kept = await stored('ruled');
    const ports = withStored((one) => {
      const { question } = { ...one, ...lost(one) };
      return byVersions({ engine: '0.0.1' })({ ...one, question });
    });
    expect(await again('ruled', kept.id, ports)).toMatchObject({
      ok: true,
      value: { outcome: 'unavailable', orders: [{ says: expect.stringMatching(/question/) }] },
    });
  });
  test('of this engine that is a bug', async () => {
    const kept = await stored('ruled');
    await expect(again('ruled', kept.id, withStored(lost))).rejects.toThrow('does not hold the coverage');
  });
  test('an answer that is not there is refused', async () => {
    const refusal = { ok: false, problems: [{ code: 'not-found' }] };
    expect(await again('ruled', 'nothing')).toMatchObject(refusal);
    expect(await replay(TENANT, 'nothing', held())).toMatchObject(refusal);
    expect(await replay(TENANT, { orderId: 'unheard-of' }, held())).toMatchObject(refusal);
  });
});

test('asked twice, in two stores, the same question has the same id and the same bytes', async () => {
  const second = await openAppHarness();
  try {
    const message = ordered([{ id: 'same' }], { facts });
    const [a, b] = [await harness.assess(message), await second.assess(message)];
    expect([a.id, JSON.stringify(a.answer)]).toEqual([b.id, JSON.stringify(b.answer)]);
    expect((await harness.record('same'))?.determinationId).toBe((await second.record('same'))?.determinationId);
  } finally {
    await second.close();
  }
});
