import { describe, expect, test } from 'vitest';
import { decide } from '../../shared/core/decide/decide.ts';
import { explain } from '../../shared/core/explain/explain.ts';
import { settle } from '../../shared/core/explain/settle.ts';
import { absent, type Facts, known } from '../../shared/core/model/facts.ts';
import type { LineCase } from '../../shared/core/policy/line-case.ts';
import { lineFor, noneOnRecord, type PolicyKey } from '../support/some-patients.ts';

const HIGHMARK: PolicyKey = ['highmark', '78452', 'OH'];
const HISTORY: Facts = {
  ...noneOnRecord(),
  sex: known('male'),
  priorMi: known(false),
  priorCabg: absent,
  priorIschemiaTest: absent,
  syncope: known(false),
  palpitations: known(false),
  acsWithin90Days: known(false),
};
const NO_SYMPTOMS: Facts = { chestPain: known('none'), exertionalDyspnea: known(false) };
const STENT: Facts = {
  ...HISTORY,
  ...NO_SYMPTOMS,
  knownCad: known(true),
  priorPci: known({}),
  preOpSurgeryRisk: known('none'),
  canExercise: known(true),
  ecgReadable: known(true),
  symptomsChanged: known('unchanged'),
  cadRisk: known('low'),
  stableNow: known(true),
  functionalCapacityMets: known(8),
  dasi: known(50),
};
const GUARDS: Facts = {
  testPurpose: known('follow-up'),
  silentIschemiaHistory: absent,
  highRiskPci: absent,
  incompleteRevascularization: absent,
};
const stented = (facts: Facts) => lineFor(HIGHMARK, facts, ['Z95.5', 'I25.10']);
const missingOf = (line: LineCase) =>
  explain(line).missing.flatMap(({ fact }) => (fact === 'planProduct' || fact === 'delegated' ? [] : fact));

describe('a stent without a date', () => {
  test('is asked for its date', () => {
    expect(missingOf(stented({ ...STENT, ...GUARDS }))).toEqual(['priorPci']);
  });
  test('and with one, nothing is asked and something is decided', () => {
    const dated = settle(stented({ ...STENT, ...GUARDS, priorPci: known({ date: '2025-09-01' }) }));
    expect([decide(dated).advice, missingOf(dated)]).toEqual(['pa-likely-not-met', []]);
  });
  test('the year is enough where it decides', () => {
    expect(missingOf(stented({ ...STENT, ...GUARDS, priorPci: known({ date: '2020' }) }))).toEqual([]);
    expect(missingOf(stented({ ...STENT, ...GUARDS, priorPci: known({ date: '2024' }) }))).toEqual(['priorPci']);
  });
});

test('guard facts are listed together, not one after another', () => {
  const missing = missingOf(stented(STENT));
  expect(missing).toEqual(expect.arrayContaining(Object.keys(GUARDS)));
  expect(missing[0]).toBe('priorPci');
});

describe('an answer against the diagnosis', () => {
  test('is reviewed, said, and asked again', () => {
    const line = settle(stented({ ...STENT, ...GUARDS, priorPci: absent }));
    const { advice, row, reasons } = decide(line);
    expect([advice, row]).toEqual(['manual-review', 'D10']);
    expect(reasons.join(' ')).toContain('another source says that there was none');
    expect(missingOf(line)).toContain('priorPci');
  });
  test('and without the diagnosis it counts', () => {
    const line = settle(
      lineFor(HIGHMARK, { ...STENT, ...GUARDS, priorPci: absent, knownCad: known(false) }, ['R07.9']),
    );
    expect(decide(line).advice).not.toBe('manual-review');
    expect(missingOf(line)).not.toContain('priorPci');
  });
  test('marked by the reader, it is reviewed whichever way it was decided', () => {
    const disputed: Facts = {
      ...STENT,
      ...GUARDS,
      priorPci: {
        is: 'known',
        value: { date: '2025-09-01' },
        conflict: 'The sources contradict each other on priorPci.',
        rejected: [{ is: 'known', value: { date: '2019-09-01' } }],
      },
    };
    const line = settle(lineFor(HIGHMARK, disputed, ['R07.9']));
    expect(decide(line).advice).toBe('manual-review');
    expect(missingOf(line)).toContain('priorPci');
  });
});

describe('before surgery', () => {
  const before: Facts = { ...HISTORY, ...NO_SYMPTOMS, knownCad: known(false), priorPci: absent };
  test('all deciding facts are listed, the risk of the surgery first', () => {
    const missing = missingOf(lineFor(HIGHMARK, before, ['Z01.810']));
    expect(missing[0]).toBe('preOpSurgeryRisk');
    expect([...missing].sort()).toEqual(['dasi', 'functionalCapacityMets', 'preOpSurgeryRisk']);
  });
  test('that none is planned contradicts the diagnosis', () => {
    const line = settle(lineFor(HIGHMARK, { ...before, preOpSurgeryRisk: known('none') }, ['Z01.810']));
    expect([decide(line).advice, missingOf(line)]).toEqual(['manual-review', ['preOpSurgeryRisk']]);
    const without = settle(lineFor(HIGHMARK, { ...before, preOpSurgeryRisk: known('none') }, ['R07.9']));
    expect(missingOf(without)).not.toContain('preOpSurgeryRisk');
  });
});

describe('what facts imply of each other', () => {
  const asked = (facts: Facts) => missingOf(lineFor(HIGHMARK, { ...HISTORY, ...NO_SYMPTOMS, ...facts }));
  test('a stent without a word of disease: disease is not asked for', () => {
    expect(asked({ priorPci: known({ date: '2025-09-01' }) })).not.toContain('knownCad');
    expect(asked({})).toContain('priorPci');
  });
  test('no disease: neither stent nor what goes with one is asked for', () => {
    const missing = asked({ knownCad: known(false) });
    for (const fact of ['priorPci', 'highRiskPci', 'incompleteRevascularization'] as const)
      expect(missing).not.toContain(fact);
  });
  test.each<[string, Facts]>([
    ['a high-risk stent and no stent', { highRiskPci: known(true), priorPci: absent }],
    ['an incomplete revascularization and none', { incompleteRevascularization: known(true), priorPci: absent }],
    ['a stent and no disease', { priorPci: known({ date: '2025-09-01' }), knownCad: known(false) }],
  ])('%s is a contradiction: reviewed, and its facts asked for', (_, facts) => {
    const line = settle(lineFor(HIGHMARK, { ...HISTORY, ...NO_SYMPTOMS, ...facts }));
    expect(decide(line).advice).toBe('manual-review');
    expect(missingOf(line)).toEqual(expect.arrayContaining(Object.keys(facts).slice(0, 1)));
  });
});

test('open questions that cannot change it leave a decided answer', () => {
  const line = settle(stented({ ...STENT, ...GUARDS, priorPci: known({ date: '2025-09-01' }), cadRisk: known('low') }));
  expect(decide(line).row).toBe('D12');
});
