import { describe, expect, test } from 'vitest';
import { coded, observation, read, readValues } from './clinical-chart.ts';

const SYNCOPE = coded('snomed', '271594007');
const YES = { valueCodeableConcept: coded('snomed', '373066001') };
const NO = { valueCodeableConcept: coded('snomed', '373067005') };
const V2 = (code: string) => ({
  valueCodeableConcept: { coding: [{ system: 'http://terminology.hl7.org/CodeSystem/v2-0136', code }] },
});
const FACT = (code: string) => ({ coding: [{ system: 'https://stresspass.example/fhir/CodeSystem/fact', code }] });
const WORD = (code: string) => ({
  valueCodeableConcept: { coding: [{ system: 'https://stresspass.example/fhir/CodeSystem/fact-values', code }] },
});

describe('a symptom asked and answered', () => {
  test.each([
    ['its code alone', {}, { syncope: true }],
    ['yes', YES, { syncope: true }],
    ['yes in LOINC', { valueCodeableConcept: coded('loinc', 'LA33-6') }, { syncope: true }],
    ['yes in v2', V2('Y'), { syncope: true }],
    ['true', { valueBoolean: true }, { syncope: true }],
    ['no', NO, { syncope: false }],
    ['no in v2', V2('N'), { syncope: false }],
    ['false', { valueBoolean: false }, { syncope: false }],
    ['a grade', { valueInteger: 0 }, {}],
    ['words', { valueString: 'denies' }, {}],
    ['not asked', { dataAbsentReason: { text: 'not asked' } }, {}],
  ])('%s', (_, value, facts) => {
    expect(readValues([observation(SYNCOPE, { ...value })])).toEqual(facts);
  });

  test('"no" denies only what the code alone says', () => {
    const no = (code: string) => readValues([observation(coded('snomed', code), NO)]);
    expect(no('53741008')).toEqual({ knownCad: false, priorMi: false, priorPci: null, priorCabg: null });
    expect(no('22298006')).toEqual({});
    expect(no('429559004')).toEqual({});
    expect(no('371822007')).toEqual({ priorPci: null });
    expect(no('60845006')).toEqual({ exertionalDyspnea: false });
  });

  test.each(['registered', 'preliminary', 'cancelled', 'entered-in-error', 'unknown'])(
    'status %s is not read',
    (status) => {
      expect(readValues([observation(SYNCOPE, { status })])).toEqual({});
    },
  );
  test.each(['final', 'amended', 'corrected'])('status %s is read', (status) => {
    expect(readValues([observation(SYNCOPE, { status })])).toEqual({ syncope: true });
  });

  test.each([
    ['on the day', { effectiveDateTime: '2026-05-12' }, { syncope: true }],
    ['after it', { effectiveDateTime: '2026-05-13' }, {}],
    ['90 days before', { effectiveDateTime: '2026-02-11' }, { syncope: true }],
    ['91 days before', { effectiveDateTime: '2026-02-10' }, {}],
    ['some time that winter', { effectiveDateTime: '2026-02' }, {}],
    [
      'over a period',
      { effectiveDateTime: undefined, effectivePeriod: { start: '2024-01-01', end: '2026-04-30' } },
      { syncope: true },
    ],
    ['at an instant', { effectiveDateTime: undefined, effectiveInstant: '2026-05-01T10:00:00Z' }, { syncope: true }],
    ['issued', { effectiveDateTime: undefined, issued: '2020-05-01T10:00:00Z' }, {}],
    ['undated', { effectiveDateTime: undefined }, { syncope: true }],
  ])('noted %s', (_, when, facts) => {
    expect(readValues([observation(SYNCOPE, { ...when })])).toEqual(facts);
  });

  test('an old symptom is not absent', () => {
    const old = observation(SYNCOPE, { effectiveDateTime: '2024-01-01' });
    expect(readValues([old], { complete: ['Condition'] })).not.toHaveProperty('syncope');
    const found = { effectiveDateTime: '2024-01-01', valueCodeableConcept: SYNCOPE };
    expect(readValues([observation({ text: 'x' }, found)], { complete: ['Condition'] })).not.toHaveProperty('syncope');
  });
});

describe('findings as values', () => {
  test('of the Observation and of its components', () => {
    const kind = { valueCodeableConcept: coded('snomed', '371807002') };
    expect(readValues([observation({ text: 'kind of pain' }, kind)])).toEqual({ chestPain: 'possible-cardiac' });
    const component = [
      { code: { text: 'kind' }, valueCodeableConcept: coded('snomed', '429559004') },
      { code: coded('snomed', '80313002'), valueBoolean: false },
      { code: coded('snomed', '60845006'), valueBoolean: true },
    ];
    expect(readValues([observation({ text: 'symptoms' }, { component })])).toEqual({
      chestPain: 'cardiac',
      palpitations: false,
      exertionalDyspnea: true,
    });
  });

  test('are never history: the value may be a relative’s or a cause of death', () => {
    for (const code of ['22298006', '53741008', '371822007', '165084003'])
      expect(readValues([observation({ text: 'x' }, { valueCodeableConcept: coded('snomed', code) })]), code).toEqual(
        {},
      );
  });

  test('an abnormal stress test as the finding itself', () => {
    expect(readValues([observation(coded('snomed', '165084003'), { effectiveDateTime: '2025-11-03' })])).toEqual({
      priorIschemiaTest: { modality: 'ecg', result: 'abnormal', date: '2025-11-03' },
    });
    expect(readValues([observation(coded('snomed', '165084003'), { effectiveDateTime: '2026-05-12' })])).toEqual({});
  });
});

describe('our own fact codes, as extracted from our form', () => {
  test.each([
    ['functionalCapacityMets', { valueQuantity: { value: 7.5 } }, { functionalCapacityMets: 7.5, canExercise: true }],
    ['functionalCapacityMets', { valueInteger: 3 }, { functionalCapacityMets: 3 }],
    ['dasi', { valueQuantity: { value: 31 } }, { dasi: 31 }],
    ['preOpSurgeryRisk', WORD('high'), { preOpSurgeryRisk: 'high' }],
    ['cadRisk', { valueString: 'low' }, { cadRisk: 'low' }],
    ['symptomsChanged', WORD('new-or-worse'), { symptomsChanged: 'new-or-worse' }],
    ['canExercise', { valueBoolean: false }, { canExercise: false }],
    ['priorPci', { valueDateTime: '2024-05-06T08:00:00Z' }, { priorPci: { date: '2024-05-06' }, knownCad: true }],
    ['priorPci', { valueDateTime: '2026-06-01' }, {}],
    ['priorCabg', WORD('none'), { priorCabg: null }],
    ['cadRisk', WORD('enormous'), {}],
    ['age', { valueInteger: 50 }, {}],
    ['nonsense', { valueBoolean: true }, {}],
    ['dasi', { valueQuantity: { value: -1 } }, {}],
  ])('%s %j', (name, value, facts) => {
    expect(readValues([observation(FACT(name), { ...value })])).toEqual(facts);
  });

  test('rank below an answer and above a diagnosis', () => {
    const { facts } = read([observation(FACT('cadRisk'), WORD('high'))]);
    expect(facts.cadRisk).toEqual({ is: 'known', value: 'high', from: ['Observation/0'] });
  });
});
