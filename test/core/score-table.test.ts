import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { compileDefinitions } from '../../shared/core/criteria/criteria.ts';
import { Evaluation } from '../../shared/core/criteria/evaluation.ts';
import { bandsOf, compileScoreTable, traceRows } from '../../shared/core/criteria/score-table.ts';
import { absent, type Facts, known } from '../../shared/core/model/facts.ts';
import type { ScoreRow, ScoreTable } from '../../shared/core/model/program.ts';
import { outcomeOf } from '../../shared/core/model/truth.ts';
import { DEFINITIONS, derived, guard, isTrue } from '../support/rules.ts';
import { codebook, SERVICE_DATE } from '../support/service-lines.ts';

const row = (id: string, when: ScoreRow['when'], score: number, more: Partial<ScoreRow> = {}): ScoreRow => ({
  id,
  label: `Row ${id}`,
  when,
  scores: { mpi: score },
  cite: 'test',
  evidence: 'verified',
  ...more,
});
const table = (...rows: readonly ScoreRow[]): ScoreTable => ({
  onlyIf: derived('asymptomatic'),
  bands: { supports: [7, 9], review: [4, 6], against: [1, 3] },
  modalityColumn: { spect: 'mpi', planar: 'mpi', pet: 'mpi' },
  rows,
});
const NO_SYMPTOMS: Facts = { chestPain: known('none'), exertionalDyspnea: known(false), modality: known('spect') };
const on = (facts: Facts) => new Evaluation(facts, SERVICE_DATE, compileDefinitions(DEFINITIONS), codebook);
const judge = (scores: ScoreTable, facts: Facts) => {
  const rows = compileScoreTable(scores, {}, DEFINITIONS).rows(on(facts));
  const { against, supports, review } = bandsOf(scores, rows);
  return [against, supports, review].map(outcomeOf).join(' ');
};

const early = row('early', isTrue('knownCad'), 2);
const middle = row('middle', isTrue('priorMi'), 5);
const strong = row('strong', isTrue('syncope'), 7);
const ALL = table(early, middle, strong);

describe('against, supports, review', () => {
  test.each<[string, Facts, string]>([
    ['no row applies: no word', { knownCad: absent, priorMi: absent, syncope: absent }, 'not-met not-met not-met'],
    ['one row', { knownCad: known(true), priorMi: absent, syncope: absent }, 'met not-met not-met'],
    ['the higher of two', { knownCad: known(true), priorMi: known(true), syncope: absent }, 'not-met not-met met'],
    [
      'the highest of three',
      { knownCad: known(true), priorMi: known(true), syncope: known(true) },
      'not-met met not-met',
    ],
    ['an unknown row that could lift the band', { knownCad: known(true), priorMi: absent }, 'unknown unknown not-met'],
    ['an unknown row below the best', { priorMi: absent, syncope: known(true) }, 'not-met met not-met'],
    ['an unknown row alone', { knownCad: absent, priorMi: absent }, 'not-met unknown not-met'],
    ['nothing known', {}, 'unknown unknown unknown'],
  ])('%s', (_, facts, expected) => {
    expect(judge(ALL, { ...NO_SYMPTOMS, ...facts })).toBe(expected);
  });
  test('an unknown row of the same band changes nothing', () => {
    const twins = table(early, row('late', isTrue('priorMi'), 3));
    expect(judge(twins, { ...NO_SYMPTOMS, knownCad: known(true) })).toBe('met not-met not-met');
  });
});

describe('the gate', () => {
  const applies: Facts = { knownCad: known(true), priorMi: absent, syncope: absent };
  test('a symptom silences the table', () => {
    expect(judge(ALL, { ...NO_SYMPTOMS, ...applies, exertionalDyspnea: known(true) })).toBe('not-met not-met not-met');
  });
  test('an unknown symptom leaves the row open', () => {
    expect(judge(ALL, { modality: known('spect'), ...applies })).toBe('unknown not-met not-met');
  });
  test('a modality the table does not rate gets no word', () => {
    expect(judge(ALL, { ...NO_SYMPTOMS, ...applies, modality: known('cmr') })).toBe('not-met not-met not-met');
  });
  test('a row that does not rate the modality is left out', () => {
    const partial = table(row('ecg only', isTrue('knownCad'), 2, { scores: { ecg: 2 } }));
    expect(judge(partial, { ...NO_SYMPTOMS, ...applies })).toBe('not-met not-met not-met');
  });
});

test('a guard row that is not known does not apply', () => {
  expect(judge(table(early, row('guarded', guard('syncope'), 7)), { ...NO_SYMPTOMS, knownCad: known(true) })).toBe(
    'met not-met not-met',
  );
});

test('the order of rows never matters', () => {
  const value = fc.constantFrom(known(true), known(false), absent, undefined);
  fc.assert(
    fc.property(
      fc.shuffledSubarray([early, middle, strong], { minLength: 3 }),
      value,
      value,
      value,
      (rows, a, b, c) => {
        const facts = { ...NO_SYMPTOMS, ...(a && { knownCad: a }), ...(b && { priorMi: b }), ...(c && { syncope: c }) };
        expect(judge(table(...rows), facts)).toBe(judge(ALL, facts));
      },
    ),
  );
});

test('the trace says the row, its score, the word and where its facts came from', () => {
  const facts: Facts = { ...NO_SYMPTOMS, knownCad: known(true, 'Condition/1'), priorMi: absent };
  const scores = table(row('early', isTrue('knownCad'), 2, { noTest: 7 }), strong);
  const evaluation = on(facts);
  const traced = traceRows(scores, compileScoreTable(scores, {}, DEFINITIONS).rows(evaluation), evaluation);
  expect(traced).toEqual([
    [
      'against',
      {
        id: 'early',
        result: 'met',
        says: 'Row early: rated 2 of 9 for this test (rarely appropriate); no test is rated 7.',
        cite: 'test',
        level: 'verified',
        evidence: ['Condition/1'],
      },
    ],
    [
      'supports',
      {
        id: 'strong',
        result: 'unknown',
        says: 'Row strong: rated 7 of 9 for this test (appropriate).',
        cite: 'test',
        level: 'verified',
      },
    ],
  ]);
});
