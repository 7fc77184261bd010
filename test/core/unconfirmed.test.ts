import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { absent, type FactName, type Facts, known } from '../../shared/core/model/facts.ts';
import { ask, PLAIN, theTest } from '../support/ask-core.ts';

const GOOD = ['pa-likely-approve', 'proceed-no-pa', 'pa-not-required-setting', 'proceed-authorized'];
const PAYERS = [
  'uhc-commercial',
  'highmark',
  'medicare-advantage',
  'original-medicare',
  'cigna-commercial',
  'tx-workers-comp',
];
const VALUES: Readonly<Partial<Record<FactName, readonly unknown[]>>> = {
  chestPain: ['cardiac', 'possible-cardiac', 'noncardiac', 'none'],
  exertionalDyspnea: [true, false],
  canExercise: [true, false],
  ecgReadable: [true, false],
  knownCad: [true, false],
  syncope: [true, false],
  symptomsChanged: ['new-or-worse', 'unchanged'],
  cadRisk: ['low', 'high'],
  priorPci: [{ date: '2023-01-01' }],
  priorIschemiaTest: [
    { date: '2026-05-01', modality: 'spect', result: 'equivocal' },
    { date: '2025-01-01', modality: 'ecg', result: 'abnormal' },
  ],
  compensableInjury: [true, false],
  stableNow: [true],
  bmi: [42],
  calciumScore: ['100-or-more'],
  cctaStenosis: ['50-69'],
  heartFailure: [true],
  ventricularArrhythmia: [true],
  classIcDrug: [true],
};
const some = fc.record(
  Object.fromEntries(
    Object.entries(VALUES).map(([name, values]) => [
      name,
      fc.constantFrom(...values.map((value) => known(value)), absent),
    ]),
  ),
  { requiredKeys: [] },
) as fc.Arbitrary<Facts>;
const unconfirmed = (facts: Facts): Facts =>
  Object.fromEntries(Object.entries(facts).map(([name, fact]) => [name, { ...fact, unconfirmed: true }]));

const adviceOf = (payer: string, code: string, facts: Facts) => theTest(ask({ payer, dialect: 'order', facts }, code));

describe('facts nobody confirmed', () => {
  test('bring about no favorable answer that the others alone do not give', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...PAYERS),
        fc.constantFrom('78452', '93350', '93015', '78431'),
        some,
        some,
        (payer, code, sure, said) => {
          const others = Object.fromEntries(Object.entries(sure).filter(([name]) => !(name in said))) as Facts;
          const both = adviceOf(payer, code, { ...others, ...unconfirmed(said) });
          const alone = adviceOf(payer, code, others);
          if (GOOD.includes(both.advice)) expect(both.advice).toBe(alone.advice);
          if (both.necessity === 'met') expect(alone.necessity).toBe('met');
        },
      ),
      { numRuns: 120 },
    );
  }, 60_000);

  test('speak against: a recent test a patient remembers holds the request', () => {
    const recent = {
      priorIschemiaTest: {
        ...known({ date: '2026-05-01', modality: 'spect' as const, result: 'normal' as const }),
        unconfirmed: true as const,
      },
    };
    const facts: Facts = { ...PLAIN, canExercise: known(false) };
    expect(adviceOf('highmark', '78452', facts).advice).toBe('pa-likely-approve');
    const held = adviceOf('highmark', '78452', { ...facts, ...recent });
    expect(held.advice).toBe('manual-review');
    expect(held.warnings.join()).toContain('Unconfirmed');
  });

  test('are asked again', () => {
    const answer = adviceOf('highmark', '78452', {
      ...PLAIN,
      canExercise: { is: 'known', value: false, unconfirmed: true },
    });
    expect(answer.advice).toBe('pa-pend-info');
    expect(answer.missing.map(({ fact }) => fact)).toContain('canExercise');
  });
});
