import { describe, expect, test } from 'vitest';
import { condition, read, readValues, reasonsOf, valuesOf } from './clinical-chart.ts';

const CARDIAC = { chestPain: 'cardiac' };
const CAD = { knownCad: true };
const TRANSPLANT = { heartTransplant: true };
const STENT = { priorPci: {}, knownCad: true };
const BYPASS = { priorCabg: {}, knownCad: true };

/** ICD-10-CM, row by row: what a code says about the facts, and nothing else. */
const ROWS: readonly (readonly [codes: string, facts: object])[] = [
  ['I20.2 I20.81 I20.89 I20.9', CARDIAC],
  ['I20.1', { ...CARDIAC, vasospasticAngina: true }],
  ['I20.0', { ...CARDIAC, unstableAngina: true }],
  ['I25.112 I25.118 I25.119', { ...CARDIAC, ...CAD }],
  ['I25.110', { ...CARDIAC, ...CAD, unstableAngina: true }],
  ['I25.111', { ...CARDIAC, ...CAD, vasospasticAngina: true }],
  ['I25.708 I25.719 I25.728 I25.739 I25.798', { ...CARDIAC, ...BYPASS }],
  ['I25.700 I25.710 I25.790', { ...CARDIAC, ...BYPASS, unstableAngina: true }],
  ['I25.701 I25.731', { ...CARDIAC, ...BYPASS, vasospasticAngina: true }],
  ['I25.758 I25.769', { ...CARDIAC, ...CAD, ...TRANSPLANT }],
  ['I25.750 I25.760', { ...CARDIAC, ...CAD, ...TRANSPLANT, unstableAngina: true }],
  ['I25.811 I25.812', { ...CAD, ...TRANSPLANT }],
  ['I25.10 I25.5 I25.82 I25.83 I25.84', CAD],
  ['I25.810', BYPASS],
  ['I25.6', { ...CAD, silentIschemiaHistory: true }],
  ['I25.3 I25.41 I25.42 I51.89', {}],
  ['I25.2', { ...CAD, priorMi: true }],
  ['I21.01 I21.4 I21.A1 I22.0 I22.9', { ...CAD, priorMi: true, acsWithin90Days: true }],
  ['I24.81 I24.89 I24.9', CAD],
  ['Z95.5 Z98.61', STENT],
  ['Z95.1', BYPASS],
  ['R07.2 R07.89 R07.9', { chestPain: 'possible-cardiac' }],
  ['R07.1 R07.81 R07.82', { chestPain: 'noncardiac' }],
  ['R06.00 R06.02 R06.09', { exertionalDyspnea: true }],
  ['R06.01 R06.03 R06.1 R06.2 R06.4', {}],
  ['R55', { syncope: true }],
  ['R00.2', { palpitations: true }],
  ['I44.7 Z95.0 I45.6', { ecgReadable: false }],
  ['Z01.810', {}],
  ['Z99.3 Z74.01 Z89.431 Z89.442 Z89.511 Z89.611 G82.20 R26.0 R26.1', { canExercise: false }],
  ['M16.11 M17.0 R26.2 R26.89 R54 I70.211 J44.9', {}],
  ['Z94.1 Z94.3 T86.21 T86.290 T86.33', TRANSPLANT],
];
const CODES = ROWS.flatMap(([codes, facts]) => codes.split(' ').map((code) => [code, facts] as const));

describe('ICD-10-CM codes', () => {
  test.each(CODES)('%s as an active problem', (code, facts) => {
    expect(readValues([condition('icd', code)])).toEqual(facts);
  });

  test.each(CODES)('%s as the reason of the order', (code, facts) => {
    const { facts: found } = read([], { reasons: reasonsOf('icd', code) });
    expect(valuesOf(found)).toEqual(facts);
    for (const fact of Object.values(found)) expect(fact).toMatchObject({ is: 'known', from: ['ServiceRequest/o1'] });
  });

  test('are read without dot and case, by the old system OID, and as a reason without system', () => {
    expect(readValues([condition('icd', 'r0789')])).toEqual({ chestPain: 'possible-cardiac' });
    const oid = { coding: [{ system: 'urn:oid:2.16.840.1.113883.6.90', code: 'R55' }] };
    expect(readValues([condition('icd', '', { code: oid })])).toEqual({ syncope: true });
    expect(readValues([], { reasons: [{ code: 'R55', reference: 'Claim/c1' }] })).toEqual({ syncope: true });
  });

  test('several codes of one order are read together', () => {
    const reasons = reasonsOf('icd', 'R06.09', 'Z95.1', 'I44.7', 'M17.0');
    expect(readValues([], { reasons })).toEqual({ ...BYPASS, exertionalDyspnea: true, ecgReadable: false });
  });
});

describe('what a code leaves open', () => {
  test.each([
    ['I44.7', 'lbbb'],
    ['Z95.0', 'paced'],
    ['I45.6', 'wpw'],
  ])('%s says why the ECG cannot be read', (code, reason) => {
    expect(read([condition('icd', code)]).reasons).toEqual({ ecgReadable: reason });
  });

  test.each([
    ['Z95.0', 'confirm that the ECG is paced'],
    ['R06.09', 'write it in the note'],
  ])('%s comes with a caution', (code, says) => {
    expect(read([condition('icd', code)]).warnings).toEqual([expect.stringContaining(says)]);
  });

  test('an acute event without a date is open even after a complete search', () => {
    const complete = ['Condition'];
    expect(readValues([condition('icd', 'I24.9')], { complete })).not.toHaveProperty('acsWithin90Days');
    expect(readValues([condition('icd', 'I25.10')], { complete })).toHaveProperty('acsWithin90Days', null);
  });

  test('other systems and unknown codes say nothing', () => {
    expect(readValues([condition('loinc', 'R55'), condition('snomed', 'R55'), condition('icd', 'Q99.9')])).toEqual({});
    expect(readValues([], { reasons: [{ system: 'urn:local', code: 'R55', reference: 'x' }] })).toEqual({});
  });
});
