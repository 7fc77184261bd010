import { describe, expect, test } from 'vitest';
import { clinicalStatus, coded, condition, read, readValues, reasonsOf } from './clinical-chart.ts';

const verified = (code: string) => ({
  verificationStatus: { coding: [{ system: 'http://terminology.hl7.org/CodeSystem/condition-ver-status', code }] },
});
const ended = (code: string) => ({ clinicalStatus: clinicalStatus(code) });
const VISIT = {
  clinicalStatus: undefined,
  category: [
    { coding: [{ system: 'http://terminology.hl7.org/CodeSystem/condition-category', code: 'encounter-diagnosis' }] },
  ],
};
/** A symptom, an old infarction and an ECG finding: current, history, current. */
const ALL = (more: object) => ['R07.9', 'I25.2', 'I44.7'].map((code) => condition('icd', code, { ...more }));
const NOW = { chestPain: 'possible-cardiac', ecgReadable: false };
const HISTORY = { priorMi: true, knownCad: true };

describe('status of a condition', () => {
  test.each([
    ['active', ended('active'), { ...NOW, ...HISTORY }],
    ['recurrent', ended('recurrence'), { ...NOW, ...HISTORY }],
    ['recorded without status', { clinicalStatus: undefined }, { ...NOW, ...HISTORY }],
    ['resolved', ended('resolved'), HISTORY],
    ['inactive', ended('inactive'), HISTORY],
    ['in remission', ended('remission'), HISTORY],
    ['ended before the service', { abatementDateTime: '2026-05-01' }, HISTORY],
    ['ended on the day', { abatementDateTime: '2026-05-12' }, HISTORY],
    ['ended some time that month', { abatementDateTime: '2026-05' }, HISTORY],
    ['ends after the service', { ...ended('resolved'), abatementDateTime: '2026-06-01' }, { ...NOW, ...HISTORY }],
    ['ended in words', { abatementString: 'last winter' }, HISTORY],
    ['ended by period', { abatementPeriod: { end: '2026-04-30' } }, HISTORY],
    ['ended at an age', { abatementAge: { value: 50, code: 'a' } }, HISTORY],
    ['refuted', verified('refuted'), {}],
    ['entered in error', verified('entered-in-error'), {}],
    ['one possibility', verified('differential'), {}],
    ['confirmed', verified('confirmed'), { ...NOW, ...HISTORY }],
    ['provisional', verified('provisional'), { ...NOW, ...HISTORY }],
    ['begins after the service', { onsetDateTime: '2026-05-13' }, {}],
    ['recorded after the service, without onset', { recordedDate: '2026-05-20' }, {}],
    [
      'recorded after, begun before',
      { onsetDateTime: '2026-04-01', recordedDate: '2026-05-20' },
      { ...NOW, ...HISTORY },
    ],
    ['diagnosis of a recent visit', { ...VISIT, recordedDate: '2026-03-01' }, { ...NOW, ...HISTORY }],
    ['diagnosis of last year’s visit', { ...VISIT, recordedDate: '2025-07-01' }, { ecgReadable: false, ...HISTORY }],
    ['an old problem that is still active', { recordedDate: '2015-07-01' }, { ...NOW, ...HISTORY }],
    [
      'an old one recorded without status',
      { clinicalStatus: undefined, recordedDate: '2015-07-01' },
      { ...NOW, ...HISTORY },
    ],
    [
      'diagnosis of an old visit, still active',
      { ...VISIT, ...ended('active'), recordedDate: '2023-07-01' },
      { ...NOW, ...HISTORY },
    ],
    ['diagnosis of an old visit', { ...VISIT, recordedDate: '2023-07-01' }, HISTORY],
  ])('%s', (_, more, facts) => {
    expect(readValues(ALL(more))).toEqual(facts);
  });

  test('resolved or uncertain is not absent either', () => {
    const complete = ['Condition'];
    expect(readValues([condition('icd', 'R55', ended('resolved'))], { complete })).not.toHaveProperty('syncope');
    expect(readValues([condition('icd', 'I25.10', verified('differential'))], { complete })).not.toHaveProperty(
      'knownCad',
    );
    expect(readValues([condition('icd', 'I25.10', verified('refuted'))], { complete })).toHaveProperty(
      'knownCad',
      null,
    );
  });

  test('a refuted condition is no reason, a suspected one only a question, a resolved one the order names is a reason', () => {
    const reasons = [{ ...reasonsOf('icd', 'R07.9')[0]!, reference: 'Condition/0' }];
    expect(readValues([condition('icd', 'R07.9', verified('refuted'))], { reasons })).toEqual({});
    const suspected = [condition('icd', 'R07.9', verified('differential'))];
    expect(readValues(suspected, { reasons })).toEqual({});
    expect(readValues([condition('icd', 'R07.9', ended('resolved'))], { reasons })).toEqual({
      chestPain: 'possible-cardiac',
    });
  });
});

describe('an acute event in the last 90 days', () => {
  const mi = (more: object) => read([condition('snomed', '22298006', { ...more })], { complete: ['Condition'] }).facts;
  const coded4 = (more: object) => read([condition('icd', 'I21.4', { ...more })], { complete: ['Condition'] }).facts;
  const YES = { is: 'known', value: true };
  const NO = { is: 'absent' };

  test.each([
    ['2026-05-01', YES],
    ['2026-02-11', YES],
    ['2026-02-10', NO],
    ['2015-04-01', NO],
    ['2026-03', YES],
    ['2026-02', undefined],
    ['2026', undefined],
  ])('onset %s', (onsetDateTime, expected) => {
    for (const facts of [mi({ onsetDateTime }), coded4({ onsetDateTime })])
      if (expected) expect(facts.acsWithin90Days).toMatchObject(expected);
      else expect(facts.acsWithin90Days).toBeUndefined();
  });

  test('an undated infarction leaves it open; the acute code alone says four weeks', () => {
    expect(mi({}).acsWithin90Days).toBeUndefined();
    expect(mi({ recordedDate: '2026-05-01' }).acsWithin90Days).toBeUndefined();
    expect(coded4({}).acsWithin90Days).toMatchObject(YES);
    expect(coded4({ recordedDate: '2016-05-01' }).acsWithin90Days).toMatchObject(NO);
  });

  test('a code for an old infarction is not a recent one', () => {
    const old = condition('icd', 'I25.2', { onsetDateTime: '2026-04-01' });
    expect(read([old], { complete: ['Condition'] }).facts.acsWithin90Days).toEqual(NO);
  });
});

test('several codings of one condition are read together', () => {
  const code = { coding: [...coded('icd', 'R07.9').coding, ...coded('snomed', '429559004').coding] };
  const { facts, warnings } = read([condition('icd', '', { code })]);
  expect(facts.chestPain).toEqual({ is: 'known', value: 'cardiac', from: ['Condition/0'] });
  expect(warnings).toEqual([]);
});

test('another patient’s condition is ignored', () => {
  const patient = (id: string) => ({ resourceType: 'Patient' as const, id });
  const theirs = condition('icd', 'I25.10', { subject: { reference: 'https://ehr.example/fhir/Patient/p2' } });
  const own = condition('icd', 'R55');
  expect(readValues([patient('p1'), theirs, own])).toEqual({ syncope: true });
  expect(readValues([theirs, own])).toEqual({ syncope: true, knownCad: true });
});
