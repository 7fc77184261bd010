import { describe, expect, test } from 'vitest';
import type { Alternative } from '../../shared/core/model/determination.ts';
import { absent, type Facts, known } from '../../shared/core/model/facts.ts';
import { type Asked, ask, PLAIN, theTest } from '../support/ask-core.ts';

const { canExercise: _can, ecgReadable: _readable, ...BARE } = PLAIN;
const NO_ECG: Facts = { ...PLAIN, ecgReadable: known(false) };

const order = (payer: string, code: string, facts: Facts = PLAIN, more: Partial<Asked> = {}) =>
  theTest(ask({ payer, dialect: 'order', facts, line: { placeOfService: '11' }, ...more }, code));
const alternatives = (...given: Parameters<typeof order>): readonly Alternative[] => order(...given).alternatives ?? [];
const codes = (...given: Parameters<typeof order>) => alternatives(...given).map(({ code }) => code);
const find = (found: readonly Alternative[], code: string): Alternative => {
  const one = found.find((alternative) => alternative.code === code);
  if (!one) throw new Error(`${code} is not among ${found.map((alternative) => alternative.code)}`);
  return one;
};

describe('side by side', () => {
  test('every other modality once, each with its own need, criteria and estimate', () => {
    const found = alternatives('highmark', '78452');
    expect(found.map(({ modality }) => modality)).toEqual(['ecg', 'stress-echo', 'pet', 'cmr']);
    expect(find(found, '93351')).toMatchObject({
      advice: 'pa-pend-info',
      authorization: 'needed',
      criteria: 'unknown',
      estimate: { usd: 233.47, year: 2026 },
    });
    expect(find(found, '78431')).not.toHaveProperty('estimate');
  });

  test('a planar image is compared with everything but SPECT', () => {
    expect(codes('highmark', '78454')).toEqual(codes('highmark', '78452'));
  });

  test('what is missing is said, as long as the criteria are not known', () => {
    const open = find(alternatives('emblemhealth', '78452', BARE), '93351');
    expect(open.missing.map(({ fact }) => fact)).toEqual(expect.arrayContaining(['canExercise', 'ecgReadable']));
    for (const { fact } of open.missing) expect(BARE, 'is known already').not.toHaveProperty(fact);
    expect(open.why).toContain('Open: Can the patient exercise');
    const settled = find(alternatives('highmark', '78452', NO_ECG), '93351');
    expect(settled).toMatchObject({ criteria: 'met', missing: [] });
    expect(settled.why).not.toContain('Open');
  });

  test('facts that contradict each other ask nothing of the others, whoever was asked before', () => {
    const { chestPain: _pain, ...others } = PLAIN;
    const said: readonly Facts[] = [
      {},
      others,
      { sex: known('male') },
      { chestPain: known('none') },
      { bmi: known(42) },
      { stableNow: known(true) },
      { canExercise: known(true) },
    ];
    let tried = 0;
    for (const before of ['original-medicare', 'highmark', 'medicaid'])
      for (const facts of said) {
        const contradiction: Facts = { ...facts, knownCad: known(false), priorPci: known({ date: '2023-01-01' }) };
        order(before, '78452', {});
        for (const one of alternatives('uhc-commercial', '93351', contradiction)) {
          tried += 1;
          expect(one).toMatchObject({ missing: [], criteria: 'review' });
        }
      }
    expect(tried).toBeGreaterThan(0);
  });

  test('nor do they support one or make it the easier way, whatever the plan asks for and whatever else is known', () => {
    const broken: readonly Facts[] = [
      { knownCad: known(false), priorPci: known({ date: '2023-01-01' }) },
      { knownCad: known(false), priorCabg: known({ date: '2021-01-01' }) },
      { knownCad: known(false), priorMi: known(true) },
    ];
    const parts = Object.entries(PLAIN);
    let tried = 0;
    for (const payer of [
      'uhc-commercial',
      'medicaid',
      'commercial-other',
      'highmark',
      'cigna-commercial',
      'humana-medicare-advantage',
    ])
      for (const code of ['78452', '93351', '78431'])
        for (const contradiction of broken)
          for (let left = 0; left < parts.length; left += 3) {
            const kept = Object.fromEntries(parts.filter((_, index) => index % (left + 2) !== 0)) as Facts;
            for (const one of alternatives(payer, code, { ...kept, chestPain: known('cardiac'), ...contradiction })) {
              tried += 1;
              expect([payer, code, contradiction, one.criteria]).not.toContain('met');
              expect([payer, code, one.betterSupported, one.avoidsAuthorization]).toEqual([payer, code, false, false]);
            }
          }
    expect(tried).toBeGreaterThan(100);
  });
});

describe('which would help', () => {
  test('the ECG test avoids the authorization where its payer wants none, and comes first', () => {
    const [first, ...others] = alternatives('highmark', '78452');
    expect(first).toMatchObject({
      code: '93015',
      advice: 'proceed-no-pa',
      authorization: 'not-needed',
      criteria: 'met',
      avoidsAuthorization: true,
      betterSupported: true,
    });
    expect(first?.why).toBe(
      'ECG stress test without images: no authorization needed, criteria likely met. It would avoid the authorization. As far as known it is better supported than the ordered test.',
    );
    for (const { avoidsAuthorization } of others) expect(avoidsAuthorization).toBe(false);
  });

  test('not where the criteria of the other test are not met', () => {
    const early = {
      ...PLAIN,
      chestPain: known('none' as const),
      knownCad: known(true),
      priorPci: known({ date: '2025-03-12' }),
    };
    expect(order('humana-medicare-advantage', '78452', early).advice).toBe('pa-likely-not-met');
    for (const one of alternatives('humana-medicare-advantage', '78452', early))
      expect(one).toMatchObject({ criteria: 'not-met', avoidsAuthorization: false, betterSupported: false });
  });

  test('nor does an unsupported test without authorization avoid anything', () => {
    const early: Facts = {
      ...PLAIN,
      chestPain: known('none'),
      knownCad: known(true),
      priorPci: known({ date: '2025-03-12' }),
    };
    const ecg = find(alternatives('medicare-advantage', '78452', early), '93015');
    expect(ecg).toMatchObject({ authorization: 'not-needed', criteria: 'not-met', avoidsAuthorization: false });
  });

  test('beside a supported test no other is better supported', () => {
    expect(order('highmark', '93351', NO_ECG).necessity).toBe('met');
    const spect = find(alternatives('highmark', '93351', NO_ECG), '78452');
    expect(spect).toMatchObject({ criteria: 'met', betterSupported: false });
  });

  test('nor where the payer must be asked for it', () => {
    const ecg = find(alternatives('cigna-commercial', '78452', BARE), '93015');
    expect(ecg).toMatchObject({ authorization: 'ask-plan', avoidsAuthorization: false });
  });

  test('by price, where the rule is the fee', () => {
    const found = alternatives('tx-workers-comp', '78452', { ...PLAIN, compensableInjury: known(true) });
    expect(find(found, '93015').avoidsAuthorization).toBe(true);
    expect(find(found, '93351').authorization).toBe('ask-plan');
    expect(find(found, '75563').authorization).toBe('needed');
  });
});

describe('what was said of the ordered code is not said of the others', () => {
  test('neither that a second test is planned, nor that its order needs a reader', () => {
    const line = { placeOfService: '11' };
    const [first] = ask({ payer: 'highmark', dialect: 'order', line }, '78452', '93351').determinations;
    expect(first?.advice).toBe('manual-review');
    expect(find(first?.alternatives ?? [], '93015')).toMatchObject({ advice: 'proceed-no-pa', criteria: 'met' });
    const notes = [{ id: 'order-code-review', says: 'Paced stress: a reviewer must read the order.' }] as const;
    const paced = { line: { placeOfService: '11', notes } };
    expect(order('original-medicare', '93015', NO_ECG, paced).advice).toBe('manual-review');
    expect(find(alternatives('original-medicare', '93015', NO_ECG, paced), '78452').advice).toBe('proceed-no-pa');
  });

  test('nor what the payer decided', () => {
    const denied = { decision: 'denied', codes: [], source: 'phone', receivedAt: '2026-05-01T12:00:00Z' } as const;
    const more = { approvals: { '': [denied] } };
    expect(order('highmark', '78452', PLAIN, more).state).toBe('denied');
    expect(find(alternatives('highmark', '78452', PLAIN, more), '93015').avoidsAuthorization).toBe(true);
  });
});

describe('a test that cannot be done is not named', () => {
  test.each<[string, Facts]>([
    ['an ECG that cannot be read', NO_ECG],
    ['legs that cannot walk', { ...PLAIN, canExercise: known(false) }],
    ['stress by drug', { ...PLAIN, plannedStress: known('drug') }],
  ])('no ECG test with %s', (_, facts) => {
    expect(codes('highmark', '78452', facts)).not.toContain('93015');
    expect(codes('highmark', '78452', facts)).toContain('93351');
  });

  test('no SPECT where body shape spoils it', () => {
    const facts: Facts = { ...NO_ECG, habitusLimitsSpect: known(true) };
    expect(codes('highmark', '93351', facts)).not.toContain('78452');
    expect(codes('highmark', '93351', NO_ECG)).toContain('78452');
  });

  test('what is not known is a condition, what speaks against it a caution', () => {
    expect(find(alternatives('highmark', '78452', BARE), '93015').why).toContain('Only if the patient can exercise');
    expect(find(alternatives('highmark', '78452'), '93015').why).not.toContain('Only if');
    const cannotWalk = { ...PLAIN, canExercise: known(false) };
    expect(find(alternatives('highmark', '78452', cannotWalk), '93351').why).toContain('perfusion imaging is usually');
  });
});

describe('quiet', () => {
  test('where no authorization is needed and the criteria are met', () => {
    expect(order('original-medicare', '78452').advice).toBe('proceed-no-pa');
    expect(alternatives('original-medicare', '78452')).toEqual([]);
  });

  test('there is no authorization to avoid, only a test that is better supported', () => {
    const ecg = order('original-medicare', '93015', NO_ECG);
    expect(ecg).toMatchObject({ authorizationRequired: false });
    expect(ecg.necessity).not.toBe('met');
    expect(alternatives('original-medicare', '93015', NO_ECG)).not.toEqual([]);
    for (const one of alternatives('original-medicare', '93015', NO_ECG))
      expect(one).toMatchObject({ betterSupported: true, avoidsAuthorization: false });
    const eyeSurgery: Facts = {
      ...PLAIN,
      chestPain: known('none'),
      preOpSurgeryRisk: known('low'),
      functionalCapacityMets: known(5),
    };
    const preop = { line: { placeOfService: '11', diagnoses: ['Z01.810'] } };
    expect(order('original-medicare', '93015', eyeSurgery, preop).advice).toBe('necessity-likely-not-met');
    expect(alternatives('original-medicare', '93015', eyeSurgery, preop)).toEqual([]);
  });

  test('where the coverage is not in force, or the payer has no rules for the day', () => {
    expect(alternatives('highmark', '78452', PLAIN, { ended: true })).toEqual([]);
    expect(alternatives('highmark', '78452', PLAIN, { line: { serviceDate: '2019-05-12' } })).toEqual([]);
  });

  test('in an emergency, on a screening test, for a test already done, and for special tests', () => {
    expect(alternatives('highmark', '78452', PLAIN, { line: { encounterClass: 'EMER' } })).toEqual([]);
    const screening: Partial<Asked> = { line: { diagnoses: ['Z13.6'] } };
    expect(alternatives('highmark', '78452', { ...PLAIN, chestPain: known('none') }, screening)).toEqual([]);
    expect(alternatives('original-medicare', '93015', NO_ECG, { dialect: 'claim', use: 'claim' })).toEqual([]);
    expect(alternatives('original-medicare', '93015', NO_ECG)).not.toEqual([]);
    expect(codes('highmark', '78452', PLAIN, { dialect: 'claim', use: 'preauthorization' })).toContain('93015');
    expect(alternatives('highmark', '93025', NO_ECG)).toEqual([]);
  });

  test('with an approval on file, and while the line must be recoded', () => {
    const approval = {
      number: 'A1',
      decision: 'approved',
      codes: ['78452'],
      start: '2026-05-01',
      end: '2026-06-30',
      source: 'portal',
      receivedAt: '2026-05-01T12:00:00Z',
    } as const;
    expect(alternatives('highmark', '78452', PLAIN, { approvals: { '': [approval] } })).toEqual([]);
    expect(order('highmark', '93018-26')).toMatchObject({ advice: 'fix-coding' });
    expect(alternatives('highmark', '93018-26')).toEqual([]);
  });

  test('where the plan must be asked anyway, only what is better than asking', () => {
    const found = alternatives('medicaid', '93350', { ...PLAIN, priorIschemiaTest: absent });
    expect(found.map(({ code, betterSupported }) => [code, betterSupported])).toEqual([['93015', true]]);
    // Stress echo needs an authorization there: worse than asking, and no better supported.
    expect(order('uhc-commercial', '78452').advice).toBe('ask-plan');
    expect(codes('uhc-commercial', '78452')).toEqual(['93015']);
  });
});

test('a companion has an estimate of its own, and no alternatives', () => {
  const { determinations } = ask(
    { payer: 'highmark', dialect: 'order', line: { placeOfService: '11' } },
    '78452',
    '93015',
    'J2785',
  );
  expect(determinations.map(({ role }) => role)).toEqual(['test', 'companion', 'companion']);
  expect(determinations.map(({ alternatives: found }) => found === undefined)).toEqual([false, true, true]);
  expect(determinations.map(({ estimates }) => estimates?.map(({ usd }) => usd))).toEqual([[427.87], [73.48], []]);
});
