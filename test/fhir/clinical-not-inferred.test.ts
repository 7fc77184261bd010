import type { FhirResource } from 'fhir/r4';
import { describe, expect, test } from 'vitest';
import type { FactName } from '../../shared/core/model/facts.ts';
import {
  coded,
  condition,
  type Given,
  medication,
  observation,
  other,
  procedure,
  read,
  readValues,
  reasonsOf,
  report,
} from './clinical-chart.ts';

const EVERYTHING = [
  'Condition',
  'Observation',
  'Procedure',
  'DiagnosticReport',
  'ImagingStudy',
  'MedicationStatement',
  'MedicationRequest',
  'DocumentReference',
  'Encounter',
];
const icd = (...codes: readonly string[]) => codes.map((code) => condition('icd', code));
const RHYTHM = coded('loinc', '8601-7');
const SINUS = { valueCodeableConcept: coded('snomed', '426783006') };
const ECG = { effectiveDateTime: '2026-05-01' };
const TEST_DONE = { effectiveDateTime: '2025-09-01' };
const METS = {
  coding: [{ system: 'https://stresspass.example/fhir/CodeSystem/fact', code: 'functionalCapacityMets' }],
};

type Row = readonly [what: string, fact: FactName, resources: readonly FhirResource[], given?: Given];

/** Everything that looks like evidence but is not: the fact stays unknown, whatever else is read. */
const ROWS: readonly Row[] = [
  ['a readable ECG from silence', 'ecgReadable', [], { complete: EVERYTHING }],
  ['a readable ECG from an abnormal-ECG code', 'ecgReadable', icd('R94.31')],
  ['a readable ECG from sinus rhythm', 'ecgReadable', [observation(RHYTHM, SINUS)]],
  ['a readable ECG from a resting ECG without findings', 'ecgReadable', [report('loinc', '11524-6', ECG)]],
  [
    'a readable ECG from "no left bundle branch block"',
    'ecgReadable',
    [observation(coded('snomed', '63467002'), { valueBoolean: false })],
  ],
  ['an unreadable ECG from R94.31 as reason', 'ecgReadable', [], { reasons: reasonsOf('icd', 'R94.31') }],
  ['an unreadable ECG from right bundle branch block', 'ecgReadable', icd('I45.10')],
  ['an unreadable ECG from "abnormal ECG" in SNOMED', 'ecgReadable', [condition('snomed', '102594003')]],
  ['an unreadable ECG from a defibrillator', 'ecgReadable', icd('Z95.810')],
  [
    'an unreadable ECG from ST depression under stress',
    'ecgReadable',
    [observation(coded('loinc', '18752-6'), { valueCodeableConcept: coded('snomed', '26141007') })],
  ],
  ['ability to exercise from silence', 'canExercise', [], { complete: EVERYTHING }],
  ['ability to exercise from an earlier treadmill', 'canExercise', [report('cpt', '93015', TEST_DONE)]],
  ['ability to exercise from 3.9 METs', 'canExercise', [observation(METS, { valueQuantity: { value: 3.9 } })]],
  ['inability to exercise from 2 METs', 'canExercise', [observation(METS, { valueQuantity: { value: 2 } })]],
  ['inability from arthritis or lung disease', 'canExercise', icd('M17.0', 'J44.9')],
  ['no chest pain from absence of its codes', 'chestPain', icd('I10'), { complete: EVERYTHING }],
  ['no breathlessness from absence of its codes', 'exertionalDyspnea', icd('I10'), { complete: EVERYTHING }],
  ['coronary risk from risk factors', 'cadRisk', icd('I10', 'E11.9', 'E78.5', 'F17.210')],
  [
    'changed symptoms from a new order',
    'symptomsChanged',
    [
      other('ServiceRequest', {
        status: 'active',
        intent: 'order',
        authoredOn: '2026-05-11',
        reasonCode: [coded('icd', 'R07.9')],
      }),
    ],
    { reasons: reasonsOf('icd', 'R07.9') },
  ],
  [
    'stability from an ambulatory visit',
    'stableNow',
    [other('Encounter', { status: 'finished', class: { code: 'AMB' }, period: { end: '2026-05-01' } })],
  ],
  [
    'an acute event from a troponin',
    'acsWithin90Days',
    [observation(coded('loinc', '10839-9'), { valueQuantity: { value: 12 } })],
  ],
  [
    'coronary disease from nitroglycerin and clopidogrel',
    'knownCad',
    [medication('rxnorm', '705129'), medication('rxnorm', '309362')],
  ],
  [
    'coronary disease from a relative',
    'knownCad',
    [observation(coded('loinc', '8670-2'), { valueCodeableConcept: coded('snomed', '22298006') })],
  ],
  [
    'a heart attack from the words of an ECG',
    'priorMi',
    [report('loinc', '11524-6', { ...ECG, conclusionCode: [coded('snomed', '1755008')] })],
  ],
  ['surgery risk from a surgeon and a pre-operative code', 'preOpSurgeryRisk', icd('Z01.810')],
  [
    'an accepted injury from an accident',
    'compensableInjury',
    [other('Claim', { status: 'active', accident: { date: '2026-04-01' } })],
  ],
  ['purpose of the test from a bypass', 'testPurpose', icd('Z95.1')],
  ['kind of stress from inability to exercise', 'plannedStress', icd('G82.20')],
  [
    'SPECT limits from body mass',
    'habitusLimitsSpect',
    [observation(coded('loinc', '39156-5'), { valueQuantity: { value: 45 } })],
  ],
  ['an angiogram from a stent', 'highRiskPci', icd('Z95.5'), { complete: EVERYTHING }],
  ['complete revascularization from silence', 'incompleteRevascularization', icd('Z95.5'), { complete: EVERYTHING }],
];

describe('deliberately not inferred', () => {
  for (const [what, fact, resources, given] of ROWS)
    test(what, () => {
      expect(read(resources, given).facts[fact]).toBeUndefined();
    });

  test('the same sources are read where intended', () => {
    expect(readValues([observation(METS, { valueQuantity: { value: 4 } })])).toMatchObject({ canExercise: true });
    const lbbb = { valueCodeableConcept: coded('snomed', '63467002') };
    expect(readValues([observation(RHYTHM, lbbb)])).toMatchObject({ ecgReadable: false });
    expect(readValues([], { complete: EVERYTHING })).toMatchObject({ knownCad: null, syncope: null });
  });
});

describe('an interval or result is never invented', () => {
  test('a Z code has no date, however it is recorded', () => {
    const entered = { onsetDateTime: '2020-01-01', recordedDate: '2020-01-05' };
    expect(readValues([condition('icd', 'Z95.5', entered)])).toMatchObject({ priorPci: {} });
    expect(readValues([condition('icd', 'Z95.1', entered)])).toMatchObject({ priorCabg: {} });
  });

  test('a report, its text or a procedure have no result', () => {
    const told = { conclusion: 'Normal stress test.' };
    expect(readValues([report('cpt', '78452', { ...TEST_DONE, ...told })])).toMatchObject({
      priorIschemiaTest: { date: '2025-09-01', modality: 'spect' },
    });
    expect(readValues([procedure('cpt', '93015', { performedDateTime: '2025-09-01' })])).toEqual({
      priorIschemiaTest: { date: '2025-09-01', modality: 'ecg' },
    });
  });
});
