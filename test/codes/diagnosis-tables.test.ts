import { describe, expect, test } from 'vitest';
import factMaps from '../../rules/codes/fact-maps.json' with { type: 'json' };
import { loadCodebook } from '../../shared/codes/codebook.ts';
import { diagnosisValidityTable } from '../../shared/codes/diagnosis-validity-table.ts';
import { MODALITIES } from '../../shared/core/model/facts.ts';
import { isFactName, VOCABULARY } from '../../shared/core/model/vocabulary.ts';

const codebook = loadCodebook();
const SCT = 'http://snomed.info/sct';
const setBy = (code: string) =>
  Object.fromEntries((codebook.diagnosisFacts(code)?.sets ?? []).map(({ fact, value }) => [fact, value]));

describe('diagnosis groups', () => {
  test.each([
    ['dx-a', ['R07.9', 'I25.10', 'I25.119', 'I25.708', 'I50.32', 'R94.31'], ['R07.82', 'Z95.5', 'I25.3', 'I10']],
    ['dx-b', ['Z95.5', 'I48.91', 'R55', 'E11.9', 'Z01.810', 'I10'], ['R07.9', 'Z51.89', 'I11.0']],
    ['dx-screening', ['Z13.6', 'Z00.00', 'Z02.1'], ['Z13.5', 'Z00.5', 'Z51.89']],
    ['dx-weak', ['Z51.89', 'Z71.3'], ['Z13.6', 'Z09']],
    ['dx-preop', ['Z01.810'], ['Z01.811', 'Z01.818']],
    ['unstable-angina', ['I20.0', 'I25.110', 'I25.790'], ['I20.1', 'I25.111', 'I25.10']],
    ['vasospastic-angina', ['I20.1', 'I25.111', 'I25.751'], ['I20.0', 'I25.110']],
  ])('%s', (group, members, others) => {
    for (const code of members) {
      expect(codebook.inDiagnosisGroup(group, code), code).toBe(true);
      expect(codebook.inDiagnosisGroup(group, code.replace('.', '').toLowerCase()), code).toBe(true);
    }
    for (const code of others) expect(codebook.inDiagnosisGroup(group, code), code).toBe(false);
  });

  test('an unknown group contains nothing', () => {
    expect(codebook.inDiagnosisGroup('dx-z', 'R07.9')).toBe(false);
  });
});

describe('validity by date', () => {
  test('a known code is valid, a heading never, an unlisted code unknown', () => {
    expect(codebook.diagnosisOn('R07.9', '2026-05-12').status).toBe('valid');
    expect(codebook.diagnosisOn('I25.11', '2026-05-12')).toMatchObject({
      status: 'invalid',
      says: expect.stringContaining('I25.110'),
    });
    expect(codebook.diagnosisOn('S72.001A', '2026-05-12').status).toBe('unknown');
  });

  test('I20.8 in 2023 and in 2025, and a day the list does not cover', () => {
    expect(codebook.diagnosisOn('I20.8', '2023-06-01').status).toBe('valid');
    expect(codebook.diagnosisOn('I20.8', '2025-03-04')).toMatchObject({
      status: 'invalid',
      says: expect.stringContaining('I20.89'),
    });
    expect(codebook.diagnosisOn('I20.8', '2027-10-01').status).toBe('unknown');
  });
});

describe('a year imported whole from the published code set', () => {
  const header = { name: 'diagnosis-validity', source: 'made up', retrieved: '2026-11-23', evidence: 'verified' };
  const { diagnosisOn } = diagnosisValidityTable({
    editions: [
      {
        dataSet: { ...header, from: '2015-10-01', to: '2026-09-30' },
        valid: ['R07.9', 'I20.9'],
        special: [{ code: 'I20.8', to: '2023-09-30', replacedBy: ['I20.81', 'I20.89'] }],
      },
    ],
    years: [
      {
        dataSet: { ...header, from: '2025-10-01', to: '2027-09-30' },
        categories: ['I20'],
        billable: ['I20.0', 'I20.81', 'I20.89'],
        headings: ['I20', 'I20.8'],
      },
    ],
  });

  test('decides its categories: unlisted codes do not exist', () => {
    expect(diagnosisOn('I20.81', '2026-12-01').status).toBe('valid');
    expect(diagnosisOn('I20.8', '2026-12-01')).toEqual({
      status: 'invalid',
      says: 'I20.8 is a heading, not a billable code. Use I20.81, I20.89, whichever the record supports.',
    });
    expect(diagnosisOn('I20.7', '2026-12-01').status).toBe('invalid');
    expect(diagnosisOn('I20.9', '2026-01-01').status).toBe('invalid');
  });

  test('leaves the rest, and other years, to the list maintained by hand', () => {
    expect(diagnosisOn('R07.9', '2026-01-01').status).toBe('valid');
    expect(diagnosisOn('R07.9', '2026-12-01').status).toBe('unknown');
    expect(diagnosisOn('I20.9', '2025-09-30').status).toBe('valid');
    expect(diagnosisOn('I20.8', '2026-01-01').says).toContain('until 2023-09-30');
    expect(diagnosisOn('I20.81', '2027-10-01').status).toBe('unknown');
  });
});

describe('codes to facts', () => {
  type Row = { codes: readonly string[]; sets?: readonly { fact: string; value: unknown }[] };
  const rows = factMaps.maps as readonly (Row & { asks?: readonly string[]; measures?: string; setsWhen?: Row })[];

  test('use only facts of the vocabulary, with allowed values', () => {
    for (const { codes, sets, asks, measures, setsWhen } of rows) {
      for (const name of [...(asks ?? []), ...(measures ? [measures] : [])]) expect(isFactName(name), name).toBe(true);
      for (const { fact, value } of [...(sets ?? []), ...(setsWhen?.sets ?? [])]) {
        if (!isFactName(fact)) throw new Error(`${codes} sets ${fact}`);
        const { type, words } = VOCABULARY[fact];
        if (type === 'boolean') expect(typeof value, fact).toBe('boolean');
        else if (type === 'word') expect(words, fact).toContain(value);
        else {
          expect(type, fact).toBe('event');
          const { modality, result, ...rest } = value as { modality?: never; result?: never };
          expect(rest).toEqual({});
          if (modality !== undefined) expect(MODALITIES).toContain(modality);
          if (result !== undefined) expect(['normal', 'abnormal', 'equivocal']).toContain(result);
        }
      }
    }
  });

  test('every row says something', () => {
    for (const { codes, sets, asks, measures, setsWhen } of rows)
      expect(sets ?? asks ?? measures ?? setsWhen, codes.join()).toBeDefined();
  });

  test.each<[string, Record<string, unknown>]>([
    ['I20.9', { chestPain: 'cardiac' }],
    ['I20.0', { chestPain: 'cardiac', unstableAngina: true }],
    ['I25.119', { chestPain: 'cardiac', knownCad: true }],
    ['I25.110', { chestPain: 'cardiac', knownCad: true, unstableAngina: true }],
    ['I25.708', { chestPain: 'cardiac', knownCad: true, priorCabg: {} }],
    ['I25.711', { chestPain: 'cardiac', knownCad: true, priorCabg: {}, vasospasticAngina: true }],
    ['I25.750', { chestPain: 'cardiac', knownCad: true, unstableAngina: true, heartTransplant: true }],
    ['T86.290', { heartTransplant: true }],
    ['I25.810', { knownCad: true, priorCabg: {} }],
    ['I25.6', { knownCad: true, silentIschemiaHistory: true }],
    ['I21.4', { priorMi: true, knownCad: true, acsWithin90Days: true }],
    ['Z95.5', { priorPci: {}, knownCad: true }],
    ['Z95.1', { priorCabg: {}, knownCad: true }],
    ['R07.82', { chestPain: 'noncardiac' }],
    ['r0602', { exertionalDyspnea: true }],
    ['Z89.511', { canExercise: false }],
    ['Z94.1', { heartTransplant: true }],
  ])('%s', (code, facts) => {
    expect(setBy(code)).toEqual(facts);
  });

  test.each(['R94.31', 'I45.10', 'Z95.810', 'I25.41', 'I51.89', 'I10', 'E11.9', 'R06.01', 'M17.11', 'I42.0'])(
    '%s sets nothing',
    (code) => {
      expect(setBy(code)).toEqual({});
    },
  );

  test('an uncertain meaning raises a question and sets nothing', () => {
    expect(codebook.diagnosisFacts('M17.11')?.asks).toEqual(['canExercise']);
    expect(codebook.diagnosisFacts('R06.01')?.asks).toEqual(['exertionalDyspnea']);
    expect(codebook.diagnosisFacts('I24.89')?.asks).toEqual(['acsWithin90Days']);
  });

  test('dyspnea codes have a warning, readable-ECG codes a reason', () => {
    expect(codebook.diagnosisFacts('R06.02')?.warning).toContain('on exertion');
    expect(codebook.diagnosisFacts('I44.7')?.sets).toEqual([{ fact: 'ecgReadable', value: false, reason: 'lbbb' }]);
    expect(codebook.clinicalFacts('http://www.whocc.no/atc', 'C01AA05')?.sets?.[0]?.reason).toBe('digoxin');
    expect(codebook.clinicalFacts('http://www.nlm.nih.gov/research/umls/rxnorm', '3407')?.sets?.[0]?.reason).toBe(
      'digoxin',
    );
  });

  test('a SNOMED code is found under SNOMED only; a mammography projection is no bypass', () => {
    expect(codebook.clinicalFacts(SCT, '399261000')?.sets).toEqual([{ fact: 'priorCabg', value: {} }]);
    expect(codebook.clinicalFacts('http://loinc.org', '399261000')).toBeUndefined();
    expect(codebook.clinicalFacts(SCT, '399260004')).toBeUndefined();
  });

  test('some codes set a fact only when found as the reason, on an ECG, or answered yes', () => {
    expect(codebook.clinicalFacts(SCT, '19829001')).toMatchObject({
      asks: ['canExercise'],
      setsWhen: { foundAs: 'order-reason' },
    });
    expect(codebook.clinicalFacts(SCT, '19829001')?.sets).toBeUndefined();
    expect(codebook.clinicalFacts(SCT, '26141007')?.setsWhen?.foundAs).toBe('resting-ecg');
    expect(codebook.clinicalFacts('http://loinc.org', '88654-9')?.setsWhen?.foundAs).toBe('answered-yes');
    expect(codebook.clinicalFacts('http://loinc.org', '39156-5')?.measures).toBe('bmi');
  });
});
