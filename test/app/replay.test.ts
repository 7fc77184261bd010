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
const again = (orderId: string, id: string, ports: ReplayPorts = harness.ports) =>
  replay(TENANT.id, harness.at(orderId), id, ports);

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
      expect(replayed).toMatchObject({ ok: true, value: { identical: true } });
    }
  });
});

describe('it is worked out, not read', () => {
  const open = async () => {
    await harness.assess(ordered([{ id: 'tampered' }], { facts }));
    return stored('tampered');
  };
  const withStored = (change: Partial<StoredDetermination>): ReplayPorts => ({
    ...harness.ports,
    authorizations: {
      ...harness.ports.authorizations,
      determination: async (...key) => {
        const kept = await harness.ports.authorizations.determination(...key);
        return kept && { ...kept, ...change };
      },
    },
  });
  test('an answer changed in the store is found out', async () => {
    const kept = await open();
    const changed = withStored({ determination: { ...kept.determination, advice: 'proceed-no-pa' } });
    const replayed = await again('tampered', kept.id, changed);
    expect(replayed).toMatchObject({ ok: true, value: { identical: false, again: kept.determination } });
  });
  test('so is a fact', async () => {
    const kept = await open();
    const { question } = kept;
    const asked = { ...question.asked, facts: { ...question.asked.facts, canExercise: known(true) } };
    const replayed = await again('tampered', kept.id, withStored({ question: { ...question, asked } }));
    expect(replayed).toMatchObject({ ok: true, value: { identical: false } });
  });
});

describe('what can no longer be compared is refused', () => {
  test.each(['engine', 'codebook'] as const)('another version of the %s', async (part) => {
    await harness.assess(ordered([{ id: 'old' }]));
    const kept = await stored('old');
    const versions = { ...kept.question.versions, [part]: 'another' };
    const ports = {
      ...harness.ports,
      authorizations: {
        ...harness.ports.authorizations,
        determination: async () => ({ ...kept, question: { ...kept.question, versions } }),
      },
    };
    expect(await again('old', kept.id, ports)).toMatchObject({ ok: false, problems: [{ code: 'not-supported' }] });
  });
  test('rules that are not held any more', async () => {
    await harness.assess(ordered([{ id: 'ruled' }]));
    const kept = await stored('ruled');
    const rules = { ...harness.ports.rules, select: () => undefined };
    expect(await again('ruled', kept.id, { ...harness.ports, rules })).toMatchObject({
      ok: false,
      problems: [{ code: 'not-supported' }],
    });
  });
  test('an answer that is not there', async () => {
    expect(await again('ruled', 'nothing')).toMatchObject({ ok: false, problems: [{ code: 'not-found' }] });
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
