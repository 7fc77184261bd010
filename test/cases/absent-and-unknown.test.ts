import { describe, expect, test } from 'vitest';
import { answerOf } from '../support/cases.ts';

/**
 * What each criterion says when the fact that decides it was looked for and not found, or when nobody could look, while
 * all else it asks is met. By the kind of the fact (docs/behavior.md#three-values): m met, n not met, u unknown.
 */
type Word = 'm' | 'n' | 'u';
type Row = readonly [
  ids: string,
  facts: Readonly<Record<string, unknown>>,
  deciding: string,
  absent: Word,
  unknown: Word,
];

const PAIN = { age: 66, sex: 'female', chestPain: 'possible-cardiac', exertionalDyspnea: false };
const NONE = { age: 66, sex: 'female', chestPain: 'none', exertionalDyspnea: false };
const ABLE = { canExercise: true, ecgReadable: true };
const SPECT = (date: string, result: string) => ({ date, modality: 'spect', result });

interface Setting {
  readonly payer: string;
  readonly state: string;
  readonly code: string;
  readonly diagnoses?: readonly string[];
  readonly rows: readonly Row[];
}

const SETTINGS: Readonly<Record<string, Setting>> = {
  'exercise ECG in Florida': {
    payer: 'original-medicare',
    state: 'FL',
    code: '93015',
    rows: [
      ['LX1', { ...PAIN, ...ABLE }, 'canExercise', 'u', 'u'],
      ['LX1', { ...PAIN, ...ABLE }, 'ecgReadable', 'u', 'u'],
      ['LX1', { ...PAIN, ...ABLE }, 'chestPain', 'u', 'u'],
      ['LX2', { ...NONE, ...ABLE, priorPci: '2023-03-12' }, 'priorPci', 'n', 'u'],
      ['LX2', { ...NONE, ...ABLE, priorPci: '2023-03-12' }, 'priorIschemiaTest', 'm', 'u'],
      ...['angiographySinceAcs', 'stableNow', 'canExercise'].map(
        (fact): Row => [
          'LX3',
          { ...NONE, ...ABLE, knownCad: true, acsWithin90Days: true, angiographySinceAcs: false, stableNow: true },
          fact,
          'u',
          'u',
        ],
      ),
      [
        'LX3',
        { ...NONE, ...ABLE, knownCad: true, acsWithin90Days: true, angiographySinceAcs: false, stableNow: true },
        'acsWithin90Days',
        'n',
        'u',
      ],
      ['LX4', { ...PAIN, ecgReadable: false }, 'ecgReadable', 'u', 'u'],
      ['LX5', { ...PAIN, canExercise: false }, 'canExercise', 'u', 'u'],
      ['LX6', NONE, 'knownCad', 'm', 'u'],
      // A judgement: that nobody wrote down whether the patient is stable does not say no.
      ['LX7', { ...PAIN, unstableAngina: true, stableNow: false }, 'stableNow', 'u', 'u'],
      ['LX7', { ...PAIN, unstableAngina: true, stableNow: false }, 'unstableAngina', 'n', 'n'],
    ],
  },
  'exercise ECG in California': {
    payer: 'original-medicare',
    state: 'CA',
    code: '93015',
    rows: [
      ['NO1', PAIN, 'chestPain', 'u', 'u'],
      ['NO2', { ...NONE, syncope: true }, 'syncope', 'n', 'u'],
      ['NO2', { ...NONE, palpitations: true }, 'palpitations', 'n', 'u'],
      ['NO3', { ...NONE, knownCad: true }, 'knownCad', 'n', 'u'],
      ['NO4', { ...PAIN, canExercise: true, plannedStress: 'drug' }, 'plannedStress', 'n', 'n'],
      ['NO5', NONE, 'knownCad', 'm', 'u'],
      ['NO5', { ...NONE, palpitations: false }, 'palpitations', 'm', 'm'],
      ['NO6', { ...PAIN, unstableAngina: true, stableNow: false }, 'stableNow', 'u', 'u'],
    ],
  },
  'exercise ECG without a local document': {
    payer: 'original-medicare',
    state: 'OH',
    code: '93015',
    rows: [
      ['A6', { ...NONE, syncope: true, cadRisk: 'high' }, 'syncope', 'n', 'u'],
      ['A6', { ...NONE, syncope: true, cadRisk: 'high' }, 'cadRisk', 'u', 'u'],
      ['A7', { ...PAIN, ...ABLE }, 'canExercise', 'u', 'u'],
      ['A8', { ...NONE, ...ABLE, cadRisk: 'high' }, 'cadRisk', 'u', 'u'],
      ['A11', { ...NONE, cadRisk: 'low' }, 'cadRisk', 'u', 'u'],
      ['A11', { ...NONE, cadRisk: 'low' }, 'syncope', 'm', 'm'],
    ],
  },
  'SPECT at a Medicare Advantage plan': {
    payer: 'medicare-advantage',
    state: 'OH',
    code: '78452',
    rows: [
      ['A1', { ...PAIN, canExercise: false, ecgReadable: true }, 'canExercise', 'u', 'u'],
      ['A2', { ...PAIN, ...ABLE }, 'chestPain', 'u', 'u'],
      ['A4', { ...PAIN, priorCabg: '2020-04', symptomsChanged: 'unchanged' }, 'priorCabg', 'n', 'u'],
      ['A4', { ...PAIN, knownCad: true, symptomsChanged: 'new-or-worse' }, 'symptomsChanged', 'u', 'u'],
      [
        'A5',
        { priorIschemiaTest: { date: '2026-04-01', modality: 'ecg', result: 'abnormal' } },
        'priorIschemiaTest',
        'n',
        'u',
      ],
      ['A9', { ...PAIN, ...ABLE, age: 45 }, 'canExercise', 'u', 'u'],
      ['A10', NONE, 'knownCad', 'm', 'u'],
      ['A12', { ...PAIN, unstableAngina: true, stableNow: false }, 'stableNow', 'u', 'u'],
      ['incomplete', { ...NONE, incompleteRevascularization: true }, 'incompleteRevascularization', 'n', 'n'],
      ['risky-pci', { ...NONE, highRiskPci: true }, 'highRiskPci', 'n', 'n'],
      ['cabg-early', { ...NONE, priorCabg: '2025-04-01' }, 'priorCabg', 'n', 'n'],
      ['cabg-late', { ...NONE, priorCabg: '2015-04-01' }, 'priorCabg', 'n', 'n'],
      ['pci-early', { ...NONE, priorPci: '2025-04-01' }, 'priorPci', 'n', 'n'],
      ['pci-late', { ...NONE, priorPci: '2015-04-01' }, 'priorPci', 'n', 'n'],
      ['silent', { ...NONE, knownCad: true, silentIschemiaHistory: true }, 'silentIschemiaHistory', 'n', 'n'],
      ['silent', { ...NONE, knownCad: true, silentIschemiaHistory: true }, 'knownCad', 'n', 'u'],
      ['viability', { ...NONE, testPurpose: 'viability' }, 'testPurpose', 'n', 'n'],
      ['graft', { ...NONE, testPurpose: 'graft-patency' }, 'testPurpose', 'n', 'n'],
      ['RG1', { priorIschemiaTest: SPECT('2026-04-20', 'normal') }, 'priorIschemiaTest', 'n', 'n'],
      [
        'RG2',
        { priorIschemiaTest: SPECT('2025-10-20', 'normal'), symptomsChanged: 'unchanged' },
        'priorIschemiaTest',
        'n',
        'n',
      ],
      [
        'RG2',
        { priorIschemiaTest: SPECT('2025-10-20', 'normal'), symptomsChanged: 'unchanged' },
        'symptomsChanged',
        'u',
        'u',
      ],
      ['RG3', { ...NONE, priorIschemiaTest: SPECT('2025-01-20', 'normal') }, 'priorIschemiaTest', 'n', 'n'],
    ],
  },
  'stress CMR at a Medicare Advantage plan': {
    payer: 'medicare-advantage',
    state: 'OH',
    code: '75563',
    rows: [['A3', { ...PAIN, ...ABLE, age: 72, sex: 'male' }, 'chestPain', 'u', 'u']],
  },
  'PET at a Medicare Advantage plan': {
    payer: 'medicare-advantage',
    state: 'OH',
    code: '78431',
    rows: [['PM1', { priorIschemiaTest: SPECT('2026-04-20', 'normal') }, 'priorIschemiaTest', 'n', 'n']],
  },
  'SPECT before surgery': {
    payer: 'medicare-advantage',
    state: 'OH',
    code: '78452',
    diagnoses: ['Z01.810'],
    rows: [
      ['PO1', { ...NONE, preOpSurgeryRisk: 'low' }, 'preOpSurgeryRisk', 'u', 'u'],
      [
        'PO2',
        { ...NONE, preOpSurgeryRisk: 'intermediate', functionalCapacityMets: 6 },
        'functionalCapacityMets',
        'u',
        'u',
      ],
      ['PO3', { ...NONE, preOpSurgeryRisk: 'high', functionalCapacityMets: 6 }, 'functionalCapacityMets', 'u', 'u'],
      ['PO4', { ...NONE, preOpSurgeryRisk: 'high', dasi: 30 }, 'dasi', 'u', 'u'],
      ['PO5', { ...NONE, preOpSurgeryRisk: 'intermediate', dasi: 40, knownCad: true }, 'dasi', 'u', 'u'],
    ],
  },
  'SPECT at a commercial payer': {
    payer: 'emblemhealth',
    state: 'OH',
    code: '78452',
    rows: [
      ['EV1', { ...PAIN, canExercise: false }, 'canExercise', 'u', 'u'],
      ['EV2', { ...PAIN, ecgReadable: false }, 'ecgReadable', 'u', 'u'],
      ['EV3', { ...PAIN, priorPci: true }, 'priorPci', 'n', 'u'],
      ['EV4', { ...PAIN, age: 72, sex: 'male' }, 'chestPain', 'u', 'u'],
      [
        'EV5',
        { priorIschemiaTest: { date: '2025-04-01', modality: 'ecg', result: 'equivocal' } },
        'priorIschemiaTest',
        'n',
        'u',
      ],
      ['EV6', { ...PAIN, knownCad: true, symptomsChanged: 'new-or-worse' }, 'symptomsChanged', 'u', 'u'],
      ['EV7', { ...PAIN, knownCad: true, symptomsChanged: 'unchanged' }, 'symptomsChanged', 'u', 'u'],
      ['EV8', { ...NONE, syncope: true, cadRisk: 'high' }, 'syncope', 'n', 'u'],
      ['EV9', { ...PAIN, unstableAngina: true, stableNow: false }, 'stableNow', 'u', 'u'],
    ],
  },
  'SPECT under the imaging guideline of 2026-02-03': {
    payer: 'cigna-commercial',
    state: 'OH',
    code: '78452',
    rows: [
      ['EV1', { ...PAIN, canExercise: false }, 'canExercise', 'u', 'u'],
      ['EV2', { ...PAIN, ecgReadable: false }, 'ecgReadable', 'u', 'u'],
      ['EV3', { ...PAIN, chestPain: 'cardiac' }, 'chestPain', 'u', 'u'],
      ['EV4', { ...PAIN, knownCad: true }, 'knownCad', 'n', 'u'],
      [
        'EV5',
        { priorIschemiaTest: { date: '2025-04-01', modality: 'ecg', result: 'equivocal' } },
        'priorIschemiaTest',
        'n',
        'u',
      ],
      [
        'EV6',
        { ...PAIN, priorIschemiaTest: { date: '2025-04-01', modality: 'ecg', result: 'normal' } },
        'priorIschemiaTest',
        'n',
        'n',
      ],
      ['EV7', { ...PAIN, calciumScore: '100-or-more' }, 'calciumScore', 'n', 'n'],
      ['EV8', { heartFailure: true }, 'heartFailure', 'n', 'n'],
      ['EV9', { ventricularArrhythmia: true }, 'ventricularArrhythmia', 'n', 'n'],
      ['EV10', { classIcDrug: true }, 'classIcDrug', 'n', 'n'],
      ['EV11', { cctaStenosis: '50-69' }, 'cctaStenosis', 'n', 'n'],
      ['EV12', { testPurpose: 'viability' }, 'testPurpose', 'n', 'n'],
      ['EV13', { ...NONE, ecgReadable: false, knownCad: false }, 'ecgReadable', 'n', 'n'],
      ['EV14', { ...NONE, silentIschemiaHistory: true }, 'silentIschemiaHistory', 'n', 'n'],
      ['EV19', NONE, 'chestPain', 'u', 'u'],
      ['EV20', { ...PAIN, cadRisk: 'high' }, 'cadRisk', 'n', 'n'],
      ['EV21', { syncope: true }, 'syncope', 'n', 'n'],
      ['EV22', { ...NONE, calciumScore: '100-or-more' }, 'calciumScore', 'n', 'n'],
      ['EV23', { ...PAIN, unstableAngina: true, stableNow: false }, 'stableNow', 'u', 'u'],
      ['EV24', { priorIschemiaTest: SPECT('2026-04-20', 'normal') }, 'priorIschemiaTest', 'n', 'n'],
    ],
  },
  'SPECT before surgery under the imaging guideline of 2026-02-03': {
    payer: 'cigna-commercial',
    state: 'OH',
    code: '78452',
    diagnoses: ['Z01.810'],
    rows: [
      ['EV15', { ...NONE, preOpSurgeryRisk: 'high' }, 'preOpSurgeryRisk', 'u', 'u'],
      [
        'EV16',
        { ...NONE, preOpSurgeryRisk: 'intermediate', knownCad: true, canExercise: false },
        'canExercise',
        'u',
        'u',
      ],
      ['EV17', { ...NONE, preOpSurgeryRisk: 'low' }, 'preOpSurgeryRisk', 'u', 'u'],
    ],
  },
  'exercise ECG at a commercial payer': {
    payer: 'emblemhealth',
    state: 'OH',
    code: '93015',
    rows: [
      ['CE1', PAIN, 'chestPain', 'u', 'u'],
      ['CE2', { vasospasticAngina: true }, 'vasospasticAngina', 'n', 'n'],
      ['CE3', PAIN, 'chestPain', 'u', 'u'],
      ['CE4', { ecgReadable: false }, 'ecgReadable', 'n', 'n'],
      ['CE4', { canExercise: false }, 'canExercise', 'n', 'n'],
      ['CE5', NONE, 'knownCad', 'm', 'u'],
    ],
  },
  'PET at a commercial payer': {
    payer: 'emblemhealth',
    state: 'OH',
    code: '78431',
    rows: [
      ['PC1', { bmi: 30 }, 'bmi', 'u', 'u'],
      ['PC2', { bmi: 37 }, 'bmi', 'u', 'u'],
      ['PC2', { bmi: 37, habitusLimitsSpect: false }, 'habitusLimitsSpect', 'm', 'm'],
    ],
  },
};

const WORDS = { m: 'met', n: 'not-met', u: 'unknown' } as const;

describe.each(Object.entries(SETTINGS))('%s', (_, { payer, state, code, diagnoses = [], rows }) => {
  const resultOf = (id: string, facts: Readonly<Record<string, unknown>>) => {
    const answer = answerOf({ payer, state, lines: [code], diagnoses: [...diagnoses], facts: { ...facts } });
    // A score row that does not apply is left out of the trace.
    return answer.coverages[0]?.determinations[0]?.criteria.find((one) => one.id === id)?.result ?? 'not-met';
  };
  test.each(rows)('%s with %o: %s absent is %s, unknown is %s', (id, facts, deciding, absent, unknown) => {
    expect(resultOf(id, facts), 'known').toBe('met');
    expect(resultOf(id, { ...facts, [deciding]: 'absent' }), 'absent').toBe(WORDS[absent]);
    expect(resultOf(id, { ...facts, [deciding]: 'unknown' }), 'unknown').toBe(WORDS[unknown]);
  });
});
