import { describe, expect, test } from 'vitest';
import { coded, other, read, readValues, report, type SystemName } from './clinical-chart.ts';

const OWN = (code: string) => ({
  coding: [{ system: 'https://stresspass.example/fhir/CodeSystem/document-kind', code }],
});
const document = (type: object, more: object = {}) =>
  other('DocumentReference', { status: 'current', type, date: '2026-05-01T10:00:00Z', content: [], ...more });
const kinds = (...resources: Parameters<typeof read>[0]) => readValues(resources).documentsOnFile;

describe('documents by type', () => {
  test.each([
    ['loinc', '11506-3', 'office-note'],
    ['loinc', '34117-2', 'office-note'],
    ['loinc', '34124-8', 'office-note'],
    ['loinc', '11488-4', 'office-note'],
    ['loinc', '11524-6', 'resting-ecg'],
    ['cpt', '93000', 'resting-ecg'],
    ['loinc', '18745-0', 'prior-reports'],
    ['loinc', '18836-7', 'prior-reports'],
    ['loinc', '18752-6', 'prior-reports'],
    ['cpt', '78452', 'prior-reports'],
  ] as const)('%s %s is %s', (system: SystemName, code, kind) => {
    expect(kinds(document(coded(system, code)))).toEqual([kind]);
  });

  test.each(['office-note', 'resting-ecg', 'prior-reports', 'exercise-ability', 'surgery-plan'])(
    'our own code %s',
    (kind) => {
      expect(kinds(document(OWN(kind)))).toEqual([kind]);
    },
  );

  test.each([
    ['a discharge summary', coded('loinc', '18842-5')],
    ['a note of a dentist', coded('loinc', '28617-9')],
    ['an unknown code', OWN('toString')],
    ['text only', { text: 'Office note' }],
  ])('%s is none of them', (_, type) => {
    expect(kinds(document(type))).toBeUndefined();
  });

  test.each([
    ['superseded', { status: 'superseded' }],
    ['entered in error', { status: 'entered-in-error' }],
    ['a draft', { docStatus: 'preliminary' }],
    ['of a visit long ago', { context: { period: { start: '2024-01-01', end: '2024-01-01' } } }],
    ['older than 60 days', { date: '2026-03-12' }],
    ['undated', { date: undefined }],
    ['written later', { date: '2026-05-13' }],
  ])('an office note that is %s does not count', (_, more) => {
    expect(kinds(document(OWN('office-note'), more))).toBeUndefined();
  });

  test('an office note 60 days old still counts', () => {
    expect(kinds(document(OWN('office-note'), { date: '2026-03-13' }))).toEqual(['office-note']);
  });

  test('reports of tests do not expire, later ones are not earlier reports', () => {
    expect(kinds(document(coded('cpt', '78452'), { date: '2019-01-01' }))).toEqual(['prior-reports']);
    expect(kinds(document(coded('cpt', '78452'), { date: '2026-05-12' }))).toBeUndefined();
    expect(kinds(report('cpt', '78452', { status: 'preliminary', effectiveDateTime: '2020-01-01' }))).toBeUndefined();
  });
});

describe('attached to a claim', () => {
  const claim = (info: object) =>
    other('Claim', {
      status: 'active',
      patient: { reference: 'Patient/p1' },
      subject: undefined,
      supportingInfo: [{ sequence: 1, category: { text: 'attachment' }, ...info }],
    });
  const attached = { valueAttachment: { contentType: 'application/pdf' } };

  test('counts when something is attached or referred to', () => {
    expect(kinds(claim({ code: coded('loinc', '11506-3'), ...attached }))).toEqual(['office-note']);
    expect(kinds(claim({ code: OWN('surgery-plan'), valueReference: { reference: 'DocumentReference/d' } }))).toEqual([
      'surgery-plan',
    ]);
    expect(kinds(claim({ category: OWN('resting-ecg'), ...attached }))).toEqual(['resting-ecg']);
  });

  test('does not count when only named', () => {
    expect(kinds(claim({ code: coded('loinc', '11506-3') }))).toBeUndefined();
    expect(kinds(claim({ code: coded('loinc', '11506-3'), valueBoolean: false }))).toBeUndefined();
  });
});

test('several documents are one list, in a fixed order, with their references', () => {
  const resources = [document(OWN('surgery-plan')), document(OWN('office-note')), document(OWN('office-note'))];
  expect(read(resources).facts.documentsOnFile).toEqual({
    is: 'known',
    value: ['office-note', 'surgery-plan'],
    from: ['DocumentReference/0', 'DocumentReference/1', 'DocumentReference/2'],
  });
});
