import { describe, expect, test } from 'vitest';
import { coded, observation, other, procedure, read, readValues, report } from './clinical-chart.ts';

const DAY = '2025-09-01';
const on = (effectiveDateTime: string, more = {}) => ({ effectiveDateTime, ...more });
const concludes = (...codes: readonly string[]) => ({ conclusionCode: [coded('snomed', ...codes)] });

describe('an earlier test for ischemia', () => {
  test.each([
    ['cpt', '93015', 'ecg'],
    ['cpt', '93018', 'ecg'],
    ['cpt', '93351', 'stress-echo'],
    ['cpt', 'C8930', 'stress-echo'],
    ['cpt', '78452', 'spect'],
    ['cpt', '78454', 'planar'],
    ['cpt', '78431', 'pet'],
    ['cpt', '75563', 'cmr'],
    ['loinc', '18752-6', 'ecg'],
    ['loinc', '18107-3', 'stress-echo'],
    ['loinc', '49569-7', 'spect'],
    ['loinc', '58750-1', 'cmr'],
    ['snomed', '165079009', 'ecg'],
    ['snomed', '433233004', 'stress-echo'],
    ['snomed', '252432008', 'spect'],
    ['snomed', '431609005', 'cmr'],
  ] as const)('%s %s is %s', (system, code, modality) => {
    const expected = { priorIschemiaTest: { date: DAY, modality } };
    const { facts } = read([report(system, code, on(DAY))]);
    expect(facts).toEqual({
      documentsOnFile: { is: 'known', value: ['prior-reports'], from: ['DiagnosticReport/0'] },
      priorIschemiaTest: { is: 'known', value: { date: DAY, modality }, from: ['DiagnosticReport/0'] },
    });
    expect(readValues([procedure(system, code, { performedDateTime: DAY })])).toEqual(expected);
    const images = { status: 'available', started: `${DAY}T09:00:00Z`, procedureCode: [coded(system, code)] };
    expect(readValues([other('ImagingStudy', images)])).toEqual(expected);
    expect(readValues([other('ImagingStudy', { ...images, status: 'registered' })])).toEqual({});
  });

  test.each([
    ['snomed', '76746007'],
    ['snomed', '428685003'],
  ] as const)('%s %s leaves the kind open', (system, code) => {
    expect(readValues([report(system, code, on(DAY))])).toMatchObject({ priorIschemiaTest: { date: DAY } });
  });

  test.each([
    ['cpt', '94618'],
    ['cpt', '93024'],
    ['cpt', '93025'],
    ['cpt', '93306'],
    ['cpt', '78429'],
    ['cpt', '93000'],
    ['snomed', '40701008'],
    ['snomed', '241439007'],
  ] as const)('%s %s is none', (system, code) => {
    expect(read([report(system, code, on(DAY))]).facts.priorIschemiaTest).toBeUndefined();
  });

  test.each(['registered', 'partial', 'preliminary', 'cancelled', 'entered-in-error', 'unknown'])(
    'a %s report is not read',
    (status) => {
      expect(readValues([report('cpt', '78452', on(DAY, { status }))])).toEqual({});
    },
  );

  test.each([
    ['17621005', 'normal'],
    ['260385009', 'normal'],
    ['263654008', 'abnormal'],
    ['10828004', 'abnormal'],
    ['165084003', 'abnormal'],
    ['42425007', 'equivocal'],
    ['419984006', 'equivocal'],
    ['29857009', undefined],
  ])('conclusion %s: %s', (code, result) => {
    const { priorIschemiaTest } = readValues([report('cpt', '93015', on(DAY, concludes(code)))]);
    expect(priorIschemiaTest).toEqual({ date: DAY, modality: 'ecg', ...(result ? { result } : {}) });
  });

  test('differing conclusions give no result; our own code gives one', () => {
    const mixed = report('cpt', '93015', on(DAY, concludes('17621005', '263654008')));
    expect(readValues([mixed]).priorIschemiaTest).toEqual({ date: DAY, modality: 'ecg' });
    const own = { coding: [{ system: 'https://stresspass.example/fhir/CodeSystem/fact-values', code: 'equivocal' }] };
    expect(readValues([report('cpt', '78452', on(DAY, { conclusionCode: [own] }))])).toMatchObject({
      priorIschemiaTest: { result: 'equivocal' },
    });
  });

  test('the newest before the service counts, never the test itself or a later one', () => {
    const dates = ['2024-03-01', '2026-01-20', '2026-05-12', '2026-07-01'];
    const all = dates.map((date) => report('cpt', '78452', on(date)));
    expect(readValues(all)).toMatchObject({ priorIschemiaTest: { date: '2026-01-20', modality: 'spect' } });
    expect(readValues(all.slice(2))).toEqual({});
    expect(read(all).warnings).toEqual([]);
  });

  test('the imaging code names the test, its ECG part does not; a report adds the result', () => {
    const whole = [
      procedure('cpt', '93017', { performedDateTime: DAY }),
      procedure('cpt', '78452', { performedDateTime: DAY }),
      report('loinc', '49569-7', on(DAY, concludes('17621005'))),
    ];
    expect(read(whole).facts.priorIschemiaTest).toMatchObject({
      value: { date: DAY, modality: 'spect', result: 'normal' },
      from: ['DiagnosticReport/2', 'Procedure/1'],
    });
    expect(readValues(whole.slice(0, 2))).toEqual({ priorIschemiaTest: { date: DAY, modality: 'spect' } });
    const strip = report('cpt', '93018', on(DAY, concludes('263654008')));
    expect(readValues([strip, whole[1]!])).toMatchObject({ priorIschemiaTest: { date: DAY, modality: 'spect' } });
    const vague = coded('snomed', '76746007', '165079009');
    expect(readValues([procedure('cpt', '', { code: vague, performedDateTime: DAY })])).toEqual({
      priorIschemiaTest: { date: DAY, modality: 'ecg' },
    });
    const bill = { coding: [...coded('cpt', '93017').coding, ...coded('cpt', '78452').coding] };
    expect(readValues([procedure('cpt', '', { code: bill, performedDateTime: DAY })])).toMatchObject({
      priorIschemiaTest: { modality: 'spect' },
    });
  });
});

describe('the resting ECG', () => {
  const LBBB = concludes('63467002');
  test.each([
    ['loinc', '11524-6'],
    ['loinc', '34534-8'],
    ['snomed', '29303009'],
    ['snomed', '268400002'],
    ['cpt', '93000'],
    ['cpt', '93010'],
  ] as const)('%s %s is on file and its findings count', (system, code) => {
    const { facts, reasons } = read([report(system, code, on('2026-05-01', LBBB))]);
    expect(facts).toMatchObject({ restingEcgOnFile: { value: true }, ecgReadable: { is: 'known', value: false } });
    expect(reasons).toEqual({ ecgReadable: 'lbbb' });
  });

  test.each([
    ['2025-05-12', { restingEcgOnFile: true, ecgReadable: false, documentsOnFile: ['resting-ecg'] }],
    ['2025-05-11', {}],
    ['2026-05-12', { restingEcgOnFile: true, ecgReadable: false, documentsOnFile: ['resting-ecg'] }],
    ['2026-05-13', {}],
    ['2025', {}],
  ])('of %s', (date, facts) => {
    expect(readValues([report('loinc', '11524-6', on(date, LBBB))])).toEqual(facts);
  });

  test('an older one after a complete search: none within the year; an undated one leaves it open', () => {
    const complete = ['DiagnosticReport', 'Observation', 'Procedure'];
    expect(readValues([report('loinc', '11524-6', on('2020-01-01'))], { complete })).toMatchObject({
      restingEcgOnFile: null,
    });
    expect(readValues([report('loinc', '11524-6')], { complete })).not.toHaveProperty('restingEcgOnFile');
  });

  test.each([
    ['441509002', 'paced'],
    ['10370003', 'paced'],
    ['74390002', 'wpw'],
    ['26141007', 'st-depression'],
  ])('finding %s, also as the value of an ECG Observation', (code, reason) => {
    expect(read([report('loinc', '11524-6', on('2026-05-01', concludes(code)))]).reasons).toEqual({
      ecgReadable: reason,
    });
    const impression = { valueCodeableConcept: coded('snomed', code) };
    expect(read([observation(coded('loinc', '8601-7'), impression)])).toMatchObject({
      facts: { restingEcgOnFile: { value: true }, ecgReadable: { value: false } },
      reasons: { ecgReadable: reason },
    });
  });

  test('ST depression elsewhere is not one at rest', () => {
    expect(
      readValues([observation({ text: 'exercise' }, { valueCodeableConcept: coded('snomed', '26141007') })]),
    ).toEqual({});
    expect(readValues([report('cpt', '93015', on(DAY, concludes('26141007')))])).not.toHaveProperty('ecgReadable');
  });
});

describe('the last visit', () => {
  const visit = (more: object) =>
    other('Encounter', {
      status: 'finished',
      class: { system: 'http://terminology.hl7.org/CodeSystem/v3-ActCode', code: 'AMB' },
      period: { start: '2026-04-01T09:00:00Z', end: '2026-04-01T09:30:00Z' },
      ...more,
    });
  test.each([
    ['finished', {}, { lastClinicalVisit: { date: '2026-04-01' } }],
    ['still going on', { status: 'in-progress' }, {}],
    ['planned', { status: 'planned' }, {}],
    ['on the day of the test', { period: { start: '2026-05-12' } }, {}],
    ['an emergency', { class: { system: 'http://terminology.hl7.org/CodeSystem/v3-ActCode', code: 'EMER' } }, {}],
    ['of unknown class', { class: { code: 'AMB' } }, {}],
    ['undated', { period: undefined }, {}],
  ])('%s', (_, more, facts) => {
    expect(readValues([visit(more)])).toEqual(facts);
  });
  test('the newest counts', () => {
    const older = visit({ period: { end: '2026-01-01' } });
    expect(readValues([older, visit({})])).toEqual({ lastClinicalVisit: { date: '2026-04-01' } });
  });
});
