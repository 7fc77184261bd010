import { describe, expect, test } from 'vitest';
import {
  coded,
  condition,
  medication,
  observation,
  other,
  procedure,
  read,
  readValues,
  reasonsOf,
  report,
} from './clinical-chart.ts';

/** SNOMED CT, LOINC and drugs, row by row. */
const FINDINGS: readonly (readonly [codes: string, facts: object])[] = [
  ['429559004 194828000 233819005', { chestPain: 'cardiac' }],
  ['4557003', { chestPain: 'cardiac', unstableAngina: true }],
  ['371807002 29857009', { chestPain: 'possible-cardiac' }],
  ['274668005', { chestPain: 'noncardiac' }],
  ['161971004', { chestPain: 'none' }],
  ['60845006 267036007', { exertionalDyspnea: true }],
  ['271594007', { syncope: true }],
  ['80313002', { palpitations: true }],
  ['53741008', { knownCad: true }],
  ['22298006 1755008 399211009 401303003 401314000 428752002', { priorMi: true, knownCad: true }],
  ['371822007', { priorPci: {}, knownCad: true }],
  ['399261000', { priorCabg: {}, knownCad: true }],
  ['63467002 441509002 10370003 74390002', { ecgReadable: false }],
  ['26141007', {}],
  ['22325002 20262006 161622006 46866001 238108007 13791008', { canExercise: false }],
  ['400047006 19829001 429733000', {}],
  ['165084003', { priorIschemiaTest: { modality: 'ecg', result: 'abnormal' } }],
  ['399260004', {}],
];
const CODES = FINDINGS.flatMap(([codes, facts]) => codes.split(' ').map((code) => [code, facts] as const));

describe('SNOMED CT codes of problems', () => {
  test.each(CODES)('%s', (code, facts) => {
    expect(readValues([condition('snomed', code)])).toEqual(facts);
  });

  test.each(['400047006', '19829001', '429733000'])('%s limits exercise only as the reason of the order', (code) => {
    expect(readValues([], { reasons: reasonsOf('snomed', code) })).toEqual({ canExercise: false });
  });

  test('a past procedure is dated by its onset, a Z code never', () => {
    const onsetDateTime = '2019-03';
    expect(readValues([condition('snomed', '371822007', { onsetDateTime })])).toMatchObject({
      priorPci: { date: '2019-03' },
    });
    expect(readValues([condition('icd', 'Z95.5', { onsetDateTime })])).toMatchObject({ priorPci: {} });
    expect(readValues([condition('snomed', '165084003', { onsetDateTime })])).toEqual({
      priorIschemiaTest: { modality: 'ecg', result: 'abnormal' },
    });
  });
});

describe('procedures', () => {
  const at = { performedDateTime: '2024-02-03T10:00:00-05:00' };
  test.each([
    ['snomed', '415070008 414089002 609153008 36969009', 'priorPci'],
    ['snomed', '232717009 3546002 8876004 10190003', 'priorCabg'],
    ['cpt', '92920 92928 92941 92943 92980 C9600', 'priorPci'],
    ['cpt', '33510 33533 33536', 'priorCabg'],
  ] as const)('%s %s set %s', (system, codes, fact) => {
    for (const code of codes.split(' '))
      expect(readValues([procedure(system, code, at)]), code).toEqual({
        [fact]: { date: '2024-02-03' },
        knownCad: true,
      });
  });

  test.each([
    ['snomed', '399260004'],
    ['cpt', '93458'],
    ['cpt', '92950'],
    ['cpt', '33405'],
  ] as const)('%s %s is no revascularization', (system, code) => {
    expect(readValues([procedure(system, code, at)])).toEqual({});
  });

  test.each([
    [{ performedPeriod: { start: '2024-02-03', end: '2024-02-05' } }, { date: '2024-02-03' }],
    [{ performedString: '2019' }, { date: '2019' }],
    [{ performedString: 'years ago' }, {}],
    [{}, {}],
  ])('performed %j', (performed, event) => {
    expect(readValues([procedure('snomed', '415070008', performed)])).toMatchObject({ priorPci: event });
  });

  test.each(['preparation', 'in-progress', 'not-done', 'on-hold', 'stopped', 'entered-in-error', 'unknown'])(
    'status %s is not read',
    (status) => {
      expect(readValues([procedure('snomed', '415070008', { ...at, status })])).toEqual({});
    },
  );

  test('planned after the service has not happened; the last of several counts', () => {
    expect(readValues([procedure('snomed', '415070008', { performedDateTime: '2026-06-01' })])).toEqual({});
    const dates = ['2020-01-01', '2023-05-06', '2021-07'];
    const all = dates.map((performedDateTime) => procedure('snomed', '415070008', { performedDateTime }));
    expect(read(all).facts.priorPci).toEqual({ is: 'known', value: { date: '2023-05-06' }, from: ['Procedure/1'] });
  });
});

describe('answers and measures of the chart', () => {
  const history = coded('loinc', '88654-9');
  test.each([
    [{ valueCodeableConcept: coded('loinc', 'LA33-6') }, { priorCabg: {}, knownCad: true }],
    [{ valueBoolean: true }, { priorCabg: {}, knownCad: true }],
    [{ valueCodeableConcept: coded('loinc', 'LA32-8') }, { priorCabg: null }],
    [{ valueString: 'see note' }, {}],
    [{}, {}],
  ])('bypass history %j', (value, facts) => {
    expect(readValues([observation(history, value)])).toEqual(facts);
  });

  test('body mass index', () => {
    const bmi = (value: number, on: string) =>
      observation(coded('loinc', '39156-5'), { effectiveDateTime: on, valueQuantity: { value, code: 'kg/m2' } });
    expect(read([bmi(41, '2025-12-01'), bmi(36, '2026-04-01')]).facts.bmi).toEqual({
      is: 'known',
      value: 36,
      from: ['Observation/1'],
    });
    expect(readValues([bmi(36, '2024-04-01')])).toEqual({});
  });

  test.each([
    { valueQuantity: { value: 240, code: '[lb_av]' } },
    { valueQuantity: { value: 40, comparator: '>', code: 'kg/m2' } },
    { valueString: '40' },
    { dataAbsentReason: { text: 'not done' } },
  ])('a measure that is none: %j', (value) => {
    expect(readValues([observation(coded('loinc', '39156-5'), value)])).toEqual({});
  });
});

describe('digoxin', () => {
  const DIGOXIN = { ecgReadable: false };
  const request = { status: 'active', intent: 'order', medicationCodeableConcept: coded('rxnorm', '3407') };
  test.each([
    ['a statement', [medication('rxnorm', '3407')], DIGOXIN],
    ['by ATC', [medication('atc', 'C01AA05')], DIGOXIN],
    ['a prescription', [other('MedicationRequest', request)], DIGOXIN],
    ['stopped', [medication('rxnorm', '3407', { status: 'stopped' })], {}],
    ['ended before the service', [medication('rxnorm', '3407', { effectivePeriod: { end: '2026-05-11' } })], {}],
    ['ends on the day', [medication('rxnorm', '3407', { effectivePeriod: { end: '2026-05-12' } })], DIGOXIN],
    ['begins later', [medication('rxnorm', '3407', { effectiveDateTime: '2026-05-13' })], {}],
    ['only proposed', [other('MedicationRequest', { ...request, intent: 'proposal' })], {}],
    ['forbidden', [other('MedicationRequest', { ...request, doNotPerform: true })], {}],
    ['prescribed later', [other('MedicationRequest', { ...request, authoredOn: '2026-06-01' })], {}],
    ['another drug', [medication('rxnorm', '309362')], {}],
  ] as const)('%s', (_, resources, facts) => {
    expect(readValues(resources)).toEqual(facts);
  });

  test('found through the Medication, in the message or contained, and its ingredients', () => {
    const drug = {
      resourceType: 'Medication',
      id: 'm1',
      ingredient: [{ itemCodeableConcept: coded('rxnorm', '3407') }],
    };
    const taken = { medicationCodeableConcept: undefined };
    const contained = medication('rxnorm', '', {
      ...taken,
      medicationReference: { reference: '#m1' },
      contained: [drug],
    });
    expect(read([contained])).toMatchObject({
      facts: { ecgReadable: { value: false } },
      reasons: { ecgReadable: 'digoxin' },
    });
    const referring = medication('rxnorm', '', { ...taken, medicationReference: { reference: 'Medication/m1' } });
    expect(readValues([referring, other('Medication', drug)])).toEqual(DIGOXIN);
    expect(readValues([referring, other('Medication', { ...drug, id: 'm2' })])).toEqual({});
  });
});

test('reports of anything but ECGs and stress tests say nothing', () => {
  expect(readValues([report('loinc', '57698-3', { conclusionCode: [coded('snomed', '63467002')] })])).toEqual({});
});
