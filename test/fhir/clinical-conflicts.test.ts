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
  response,
  word,
} from './clinical-chart.ts';

const yes = { valueBoolean: true };
const no = { valueBoolean: false };
const FACT = (code: string) => ({ coding: [{ system: 'https://stresspass.example/fhir/CodeSystem/fact', code }] });
const says = (fact: string, value: object, effectiveDateTime = '2026-05-01') =>
  observation(FACT(fact), { ...value, effectiveDateTime });
const stent = (performedDateTime: string) => procedure('snomed', '415070008', { performedDateTime });

describe('rank of sources', () => {
  test('an answer ranks above the chart, the chart above a diagnosis', () => {
    const lbbb = condition('icd', 'I44.7');
    const chart = says('ecgReadable', yes);
    const answer = response({ ecgReadable: no });
    expect(read([lbbb, chart]).facts.ecgReadable).toMatchObject({ value: true, from: ['Observation/1'] });
    expect(read([lbbb, chart, answer]).facts.ecgReadable).toMatchObject({
      value: false,
      from: ['QuestionnaireResponse/2'],
    });
  });

  test('the difference is a conflict, reported without values', () => {
    const { facts, warnings } = read([condition('icd', 'I44.7'), response({ ecgReadable: yes })]);
    const conflict = 'The sources contradict each other on ecgReadable (clinician’s answers, diagnoses or drugs).';
    const rejected = [{ is: 'known', value: false }];
    expect(facts.ecgReadable).toEqual({
      is: 'known',
      value: true,
      from: ['QuestionnaireResponse/1'],
      conflict,
      rejected,
    });
    expect(warnings).toEqual([conflict]);
  });

  test('sources that agree are no conflict, and only the strongest is cited', () => {
    const { facts, warnings } = read([
      condition('icd', 'R55'),
      observation(coded('snomed', '271594007')),
      response({ syncope: yes }),
    ]);
    expect(facts.syncope).toEqual({ is: 'known', value: true, from: ['QuestionnaireResponse/2'] });
    expect(warnings).toEqual([]);
  });

  test('agreeing sources of one rank are cited together', () => {
    const { facts } = read([medication('rxnorm', '3407'), condition('icd', 'I44.7')], {
      reasons: reasonsOf('icd', 'I44.7'),
    });
    expect(facts.ecgReadable).toEqual({
      is: 'known',
      value: false,
      from: ['Condition/1', 'MedicationStatement/0', 'ServiceRequest/o1'],
    });
  });

  test('the newest within a rank replaces the older; on one day they contradict', () => {
    const older = says('cadRisk', { valueString: 'low' }, '2025-09-01');
    const newer = says('cadRisk', { valueString: 'high' }, '2026-02-01');
    const same = says('cadRisk', { valueString: 'low' }, '2026-02-01');
    expect(read([older, newer]).facts.cadRisk).toEqual({ is: 'known', value: 'high', from: ['Observation/1'] });
    expect(read([newer, same]).facts.cadRisk).toMatchObject({ conflict: expect.any(String) });
    const answers = [response({ syncope: yes }), response({ syncope: no }, { authored: '2026-05-11' })];
    expect(read(answers).facts.syncope).toEqual({ is: 'known', value: false, from: ['QuestionnaireResponse/1'] });
  });
});

describe('kinds of chest pain', () => {
  const PAIN = { cardiac: 'I20.9', 'possible-cardiac': 'R07.9', noncardiac: 'R07.82' } as const;
  const diagnosed = (kind: keyof typeof PAIN) => condition('icd', PAIN[kind]);

  test.each([
    ['cardiac', 'possible-cardiac', 'cardiac', false],
    ['possible-cardiac', 'noncardiac', 'possible-cardiac', false],
    ['cardiac', 'noncardiac', 'cardiac', true],
  ] as const)('%s and %s diagnosed: %s, conflict %s', (a, b, value, conflict) => {
    for (const both of [
      [a, b],
      [b, a],
    ] as const) {
      const { chestPain } = read(both.map(diagnosed)).facts;
      expect(chestPain).toMatchObject({ value });
      expect(chestPain && 'conflict' in chestPain).toBe(conflict);
    }
  });

  test.each([
    ['none', 'cardiac', true],
    ['none', 'possible-cardiac', true],
    ['none', 'noncardiac', false],
    ['noncardiac', 'cardiac', true],
    ['noncardiac', 'possible-cardiac', false],
    ['possible-cardiac', 'cardiac', false],
    ['cardiac', 'possible-cardiac', false],
  ] as const)('answered %s, diagnosed %s: conflict %s', (answer, kind, conflict) => {
    const { chestPain } = read([diagnosed(kind), response({ chestPain: word(answer) })]).facts;
    expect(chestPain).toMatchObject({ value: answer });
    expect(chestPain && 'conflict' in chestPain).toBe(conflict);
  });
});

describe('events and measures', () => {
  const pci = (answer: Readonly<Record<string, unknown>>, ...chart: Parameters<typeof read>[0]) =>
    read([...chart, response({ priorPci: answer })]).facts.priorPci;

  test.each([
    ['an earlier stent beside the last one', { valueDate: '2025-03-12' }, stent('2019-01-01'), false],
    ['the month of the same one', { valueDate: '2025-03' }, stent('2025-03-12'), false],
    ['an undated one', { valueDate: '2025-03' }, condition('icd', 'Z95.5'), false],
    ['a later one', { valueDate: '2019' }, stent('2025-03-12'), true],
  ] as const)('%s', (_, answer, entry, conflict) => {
    const fact = pci(answer, entry);
    expect(fact).toMatchObject({ is: 'known', value: { date: answer.valueDate }, from: ['QuestionnaireResponse/1'] });
    expect(fact && 'conflict' in fact).toBe(conflict);
  });

  test('none answered, a stent in the chart: the answer is used, marked as a conflict', () => {
    expect(pci(word('none'), stent('2025-03-12'))).toEqual({
      is: 'absent',
      from: ['QuestionnaireResponse/1'],
      conflict: expect.stringContaining('priorPci'),
      rejected: [{ is: 'known', value: { date: '2025-03-12' } }],
    });
  });

  test.each([
    [36, 37, false],
    [34, 41, true],
  ])('body mass index %d answered, %d measured: conflict %s', (valueDecimal, value, conflict) => {
    const { bmi } = read([says('bmi', { valueQuantity: { value } }), response({ bmi: { valueDecimal } })]).facts;
    expect(bmi).toMatchObject({ value: valueDecimal });
    expect(bmi && 'conflict' in bmi).toBe(conflict);
  });

  const SPECT = report('cpt', '78452', {
    effectiveDateTime: '2025-09-01',
    conclusionCode: [coded('snomed', '263654008')],
  });
  const parts = (given: Readonly<Record<string, Readonly<Record<string, unknown>>>>) =>
    response(Object.fromEntries(Object.entries(given).map(([part, answer]) => [`priorIschemiaTest.${part}`, answer])));

  test.each([
    [
      'the month, the report the rest',
      { date: { valueDate: '2025-09' } },
      { date: '2025-09', modality: 'spect', result: 'abnormal' },
      false,
    ],
    [
      'the kind only',
      { modality: word('spect') },
      { date: '2025-09-01', modality: 'spect', result: 'abnormal' },
      false,
    ],
    [
      'another result',
      { date: { valueDate: '2025-09' }, result: word('normal') },
      { date: '2025-09', modality: 'spect', result: 'normal' },
      true,
    ],
    [
      'a newer test',
      { date: { valueDate: '2026-01' }, modality: word('ecg') },
      { date: '2026-01', modality: 'ecg' },
      false,
    ],
    ['an older test', { date: { valueDate: '2024-01' } }, { date: '2024-01' }, true],
  ])('of a test the clinician tells %s', (_, given, value, conflict) => {
    const { priorIschemiaTest } = read([SPECT, parts(given)]).facts;
    expect(priorIschemiaTest).toMatchObject({ is: 'known', value });
    expect(priorIschemiaTest && 'conflict' in priorIschemiaTest).toBe(conflict);
  });

  test('an undated abnormal exercise test adds nothing to a dated one', () => {
    const treadmill = procedure('cpt', '93015', { performedDateTime: '2025-09-01' });
    expect(readValues([condition('snomed', '165084003'), treadmill])).toEqual({
      priorIschemiaTest: { date: '2025-09-01', modality: 'ecg' },
    });
  });

  test('a later visit than the one answered is no conflict', () => {
    const visit = other('Encounter', {
      status: 'finished',
      class: { system: 'http://terminology.hl7.org/CodeSystem/v3-ActCode', code: 'AMB' },
      period: { end: '2026-05-02' },
    });
    expect(read([visit, response({ lastClinicalVisit: { valueDate: '2026-04-01' } })]).warnings).toEqual([]);
  });
});

describe('what facts imply', () => {
  test('no coronary disease: no infarction, stent or bypass, unless another source says so', () => {
    const from = ['QuestionnaireResponse/0'];
    expect(read([response({ knownCad: no })]).facts).toEqual({
      knownCad: { is: 'known', value: false, from },
      priorMi: { is: 'known', value: false, from },
      priorPci: { is: 'absent', from },
      priorCabg: { is: 'absent', from },
    });
  });

  test('a stent in the chart conflicts with it, and with everything implied by it', () => {
    const { facts } = read([response({ knownCad: no }), stent('2020-01-01')]);
    const conflict = expect.stringContaining('knownCad');
    expect(facts.knownCad).toMatchObject({ value: false, conflict });
    expect(facts.priorPci).toEqual({ is: 'known', value: { date: '2020-01-01' }, from: ['Procedure/1'] });
    expect(facts.priorMi).toMatchObject({ value: false, conflict });
    expect(facts.priorCabg).toMatchObject({ is: 'absent', conflict });
  });

  test.each([
    ['priorMi', yes],
    ['priorPci', { valueDate: '2020' }],
    ['priorCabg', { valueDate: '2020' }],
  ])('%s proves disease, also against the same answers', (fact, answer) => {
    expect(readValues([response({ [fact]: answer })])).toMatchObject({ knownCad: true });
    expect(read([response({ [fact]: answer, knownCad: no })]).facts.knownCad).toMatchObject({
      value: false,
      conflict: expect.any(String),
    });
  });

  test('four METs are ability to exercise; a limiting diagnosis contradicts them', () => {
    expect(
      read([response({ functionalCapacityMets: { valueInteger: 4 } }), condition('icd', 'G82.20')]).facts.canExercise,
    ).toMatchObject({
      value: true,
      conflict: expect.any(String),
    });
    expect(readValues([response({ functionalCapacityMets: { valueInteger: 6 }, canExercise: no })])).toMatchObject({
      canExercise: false,
    });
  });
});

describe('absent is not unknown', () => {
  const absent = (...complete: readonly string[]) => Object.keys(read([], { complete }).facts);

  test('nothing was searched', () => expect(absent()).toEqual([]));
  test('conditions were', () => {
    expect(absent('Condition')).toEqual(
      'acsWithin90Days heartTransplant knownCad palpitations priorMi silentIschemiaHistory syncope unstableAngina vasospasticAngina'.split(
        ' ',
      ),
    );
  });
  test('a stent may be among procedures or problems: both must be searched', () => {
    expect(absent('Procedure')).toEqual([]);
    expect(absent('Procedure', 'Condition')).toEqual(expect.arrayContaining(['priorPci', 'priorCabg']));
    expect(absent('Procedure', 'DiagnosticReport')).toEqual(['priorIschemiaTest']);
    expect(absent('Observation', 'DiagnosticReport')).toEqual(['restingEcgOnFile']);
    expect(absent('DocumentReference', 'DiagnosticReport')).toEqual(['documentsOnFile']);
  });
  test('a fact that is found is not absent, nor is one it proves', () => {
    const facts = readValues([stent('2020-01-01')], { complete: ['Condition', 'Procedure'] });
    expect(facts).toMatchObject({ priorPci: { date: '2020-01-01' }, knownCad: true, priorMi: null, priorCabg: null });
  });
});
