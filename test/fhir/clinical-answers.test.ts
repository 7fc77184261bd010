import { describe, expect, test } from 'vitest';
import { clinicalQuestionnaire } from '../../shared/fhir/definitions/clinical-questionnaire.ts';
import { CANONICALS, read, readValues, response, word } from './clinical-chart.ts';

const URL = CANONICALS.questionnaire;
const yes = { valueBoolean: true };
const no = { valueBoolean: false };
const day = (valueDate: string) => ({ valueDate });
const parts = (given: Record<string, object>) =>
  Object.entries(given).map(([part, answer]) => ({ linkId: `priorIschemiaTest.${part}`, answer: [answer] }));

describe('answers by type', () => {
  test.each([
    ['chestPain', word('noncardiac'), { chestPain: 'noncardiac' }],
    ['chestPain', word('none'), { chestPain: 'none' }],
    ['chestPain', { valueString: 'cardiac' }, { chestPain: 'cardiac' }],
    ['chestPain', { valueCoding: { code: 'cardiac' } }, { chestPain: 'cardiac' }],
    ['exertionalDyspnea', yes, { exertionalDyspnea: true }],
    ['syncope', no, { syncope: false }],
    ['knownCad', no, { knownCad: false, priorMi: false, priorPci: null, priorCabg: null }],
    ['priorMi', no, { priorMi: false }],
    ['priorPci', day('2025-03-12'), { priorPci: { date: '2025-03-12' }, knownCad: true }],
    ['priorPci', day('2025'), { priorPci: { date: '2025' }, knownCad: true }],
    ['priorCabg', day('2020-04'), { priorCabg: { date: '2020-04' }, knownCad: true }],
    ['priorPci', word('none'), { priorPci: null }],
    ['priorCabg', { valueString: 'none' }, { priorCabg: null }],
    ['priorIschemiaTest', word('none'), { priorIschemiaTest: null }],
    ['priorIschemiaTest', day('2025-01-02'), { priorIschemiaTest: { date: '2025-01-02' } }],
    ['functionalCapacityMets', { valueDecimal: 3.5 }, { functionalCapacityMets: 3.5 }],
    ['functionalCapacityMets', { valueInteger: 5 }, { functionalCapacityMets: 5, canExercise: true }],
    ['dasi', { valueDecimal: 0 }, { dasi: 0 }],
    ['cadRisk', word('high'), { cadRisk: 'high' }],
    ['preOpSurgeryRisk', word('none'), { preOpSurgeryRisk: 'none' }],
    ['lastClinicalVisit', day('2026-04-30'), { lastClinicalVisit: { date: '2026-04-30' } }],
    ['testPurpose', word('graft-patency'), { testPurpose: 'graft-patency' }],
    ['plannedStress', word('drug'), { plannedStress: 'drug' }],
    ['restingEcgOnFile', no, { restingEcgOnFile: false }],
    ['compensableInjury', yes, { compensableInjury: true }],
    ['highRiskPci', yes, { highRiskPci: true }],
  ] as const)('%s %j', (linkId, answer, facts) => {
    const found = read([response({ [linkId]: answer })]);
    expect(found.warnings).toEqual([]);
    expect(readValues([response({ [linkId]: answer })])).toEqual(facts);
    for (const fact of Object.values(found.facts)) expect(fact).toMatchObject({ from: ['QuestionnaireResponse/0'] });
  });

  test.each([
    ['chestPain', word('terrible')],
    ['chestPain', yes],
    ['chestPain', { valueCoding: { system: 'http://snomed.info/sct', code: 'cardiac' } }],
    ['exertionalDyspnea', { valueString: 'true' }],
    ['exertionalDyspnea', word('none')],
    ['priorPci', yes],
    ['priorPci', { valueString: '2020-01-01' }],
    ['dasi', { valueString: '30' }],
    ['dasi', { valueDecimal: -2 }],
    ['priorIschemiaTest.result', word('fine')],
    ['priorIschemiaTest.modality', word('pulmonary')],
    ['age', { valueInteger: 50 }],
    ['payer', { valueString: 'somebody' }],
    ['unstableAngina', no],
  ])('%s does not take %j: ignored, with a warning that names only the question', (linkId, answer) => {
    const { facts, warnings } = read([response({ [linkId]: answer })]);
    expect(facts).toEqual({});
    expect(warnings).toEqual([`The answer to ${linkId} was ignored: it is not a value of this question.`]);
  });

  test.each([
    ['priorPci', '2026-05-13'],
    ['priorIschemiaTest', '2026-05-12'],
    ['priorCabg', '2027'],
  ])('%s cannot lie at %s', (linkId, date) => {
    const { facts, warnings } = read([response({ [linkId]: day(date) })]);
    expect(facts).toEqual({});
    expect(warnings).toEqual([`The answer to ${linkId} was ignored: its date is not before the service.`]);
  });

  test('questions that are not ours are skipped, unanswered ones say nothing', () => {
    const other = response({ 'doseGiven.J2785': { valueDecimal: 0.4 }, constructor: yes, 'x.reason': yes });
    expect(read([other])).toEqual({ facts: {}, reasons: {}, warnings: [] });
    expect(read([response({}, { item: [{ linkId: 'syncope' }, { linkId: 'priorPci', answer: [] }] })]).facts).toEqual(
      {},
    );
  });

  test('every question of our form is read', () => {
    for (const { linkId, type, answerOption } of clinicalQuestionnaire(CANONICALS).item ?? []) {
      const [option] = answerOption ?? [];
      const answer = { boolean: no, decimal: { valueDecimal: 1 }, date: day('2025-01-01'), choice: option }[
        String(type)
      ];
      expect(readValues([response({ [linkId]: { ...answer } })]), linkId).toHaveProperty(linkId);
    }
  });
});

describe('nested items', () => {
  const reason = (fact: string, answer: object) => ({ linkId: `${fact}.reason`, answer: [answer] });

  test.each([
    [
      'under the answer',
      [{ linkId: 'canExercise', answer: [{ ...no, item: [reason('canExercise', word('arthritis'))] }] }],
    ],
    [
      'under the item',
      [{ linkId: 'canExercise', answer: [no], item: [reason('canExercise', { valueString: 'arthritis' })] }],
    ],
    ['beside it', [{ linkId: 'canExercise', answer: [no] }, reason('canExercise', word('arthritis'))]],
    [
      'in groups',
      [
        {
          linkId: 'g',
          item: [
            { linkId: 'g.1', item: [{ linkId: 'canExercise', answer: [no] }] },
            reason('canExercise', word('arthritis')),
          ],
        },
      ],
    ],
  ])('a reason %s', (_, item) => {
    const { facts, reasons } = read([response({}, { item })]);
    expect(facts.canExercise).toMatchObject({ is: 'known', value: false });
    expect(reasons).toEqual({ canExercise: 'arthritis' });
  });

  test('a reason for "yes", or alone, is ignored', () => {
    expect(read([response({ ecgReadable: yes, 'ecgReadable.reason': word('lbbb') })]).reasons).toEqual({});
    expect(read([response({ 'ecgReadable.reason': word('lbbb') })]).facts).toEqual({});
  });

  const PARTS = { date: day('2025-06'), modality: word('spect'), result: word('equivocal') };
  test('an earlier test of another kind is a test, and of no kind that can be ordered', () => {
    const other = parts({ date: day('2026-04-20'), modality: word('other'), result: word('normal') });
    const value = { date: '2026-04-20', modality: 'other', result: 'normal' };
    expect(readValues([response({}, { item: other })])).toEqual({ priorIschemiaTest: value });
  });

  const WHOLE = { priorIschemiaTest: { date: '2025-06', modality: 'spect', result: 'equivocal' } };
  test.each([
    ['under the item', [{ linkId: 'priorIschemiaTest', item: parts(PARTS) }], WHOLE],
    ['beside each other', parts(PARTS), WHOLE],
    [
      'the date above',
      [
        {
          linkId: 'priorIschemiaTest',
          answer: [{ ...day('2025-06'), item: parts({ modality: word('spect'), result: word('equivocal') }) }],
        },
      ],
      WHOLE,
    ],
    ['only a result', parts({ result: word('normal') }), { priorIschemiaTest: { result: 'normal' } }],
  ])('a test in parts %s', (_, item, facts) => {
    expect(readValues([response({}, { item })])).toEqual(facts);
  });

  test('"none" and parts of a test contradict each other', () => {
    const { facts, warnings } = read([
      response({ priorIschemiaTest: word('none'), 'priorIschemiaTest.result': word('normal') }),
    ]);
    expect(facts.priorIschemiaTest).toMatchObject({
      is: 'known',
      conflict: expect.stringContaining('priorIschemiaTest'),
    });
    expect(warnings).toHaveLength(1);
  });
});

describe('the response', () => {
  const syncope = (more: object) => read([response({ syncope: yes }, { ...more })]);

  test.each([URL, `${URL}|1.0.0`])('to %s is ours', (questionnaire) => {
    expect(syncope({ questionnaire }).facts).toHaveProperty('syncope');
  });
  test.each([undefined, `${URL}-2`, 'https://other.example/Questionnaire/stress-test-clinical', '#absent'])(
    'to %s is not',
    (questionnaire) => {
      expect(syncope({ questionnaire })).toEqual({ facts: {}, reasons: {}, warnings: [] });
    },
  );
  test.each([{ url: `${URL}|2` }, { derivedFrom: [URL] }])('to a contained form %j is ours (adaptive DTR)', (form) => {
    const contained = [{ resourceType: 'Questionnaire', id: 'q', status: 'active', ...form }];
    expect(syncope({ questionnaire: '#q', contained }).facts).toHaveProperty('syncope');
    expect(syncope({ questionnaire: '#r', contained }).facts).toEqual({});
  });

  test.each(['completed', 'amended'])('is read when %s', (status) => {
    expect(syncope({ status }).facts).toHaveProperty('syncope');
  });
  test.each(['in-progress', 'stopped'])('is not read when %s, and says so', (status) => {
    expect(syncope({ status })).toEqual({
      facts: {},
      reasons: {},
      warnings: ['An unfinished response to the clinical questions was not read.'],
    });
  });
  test.each([
    ['2025-05-12', true],
    ['2025-05', true],
    ['2025-05-11', false],
    ['2027-01-01', true],
    [undefined, true],
  ])('of %s is read: %s', (authored, isRead) => {
    const { facts, warnings } = syncope({ authored });
    expect('syncope' in facts).toBe(isRead);
    expect(warnings).toEqual(isRead ? [] : ['A response to the clinical questions from over a year ago was not read.']);
  });
  test('is ignored when entered in error', () => {
    expect(syncope({ status: 'entered-in-error' })).toEqual({ facts: {}, reasons: {}, warnings: [] });
  });

  test('two different answers to one question count as none, the same twice as one', () => {
    const item = (...answer: readonly object[]) => ({ item: [{ linkId: 'syncope', answer }] });
    expect(syncope(item(yes, yes)).facts).toHaveProperty('syncope');
    expect(syncope(item(yes, no))).toMatchObject({ facts: {}, warnings: [expect.stringContaining('syncope')] });
    const apart = [
      { linkId: 'syncope', answer: [yes] },
      { linkId: 'g', item: [{ linkId: 'syncope', answer: [no] }] },
    ];
    expect(syncope({ item: apart }).facts).toEqual({});
  });
});
