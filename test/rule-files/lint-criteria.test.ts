import { describe, expect, test } from 'vitest';
import type { Modality } from '../../shared/core/model/facts.ts';
import type { Band, Expression, Leaf, ScoreTable } from '../../shared/core/model/program.ts';
import { VOCABULARY } from '../../shared/core/model/vocabulary.ts';
import { lintCriteria } from '../../shared/rule-files/lint/lint-criteria.ts';
import { MODALITIES_OF, programUses } from '../../shared/rule-files/lint/program-uses.ts';
import type { Use } from '../../shared/rule-files/lint/rule-trial.ts';
import { all, any, bundle, DEFINITIONS, derived, guard, isTrue, not, program } from '../support/rules.ts';
import { codebook } from '../support/service-lines.ts';

const IMAGING: readonly Modality[] = ['stress-echo', 'spect', 'planar', 'pet', 'cmr'];
const use = (more: Partial<Use> = {}): Use => ({
  definitions: DEFINITIONS,
  parameters: {},
  modalities: IMAGING,
  ...more,
});

type Sets = Partial<Record<Band, readonly Expression[]>>;
const said = (sets: Sets, uses: readonly Use[] = [use()], scoreTable?: ScoreTable): readonly string[] =>
  lintCriteria({ path: 'x.json', program: program(sets, scoreTable ? { scoreTable } : {}), uses }, codebook).map(
    ({ level, says }) => `${level}: ${says}`,
  );

const leaf = (fact: string, op: Leaf['op'], value?: unknown): Expression => ({ fact, op, value });
const NEVER = ['error: criteria.supports-0: no patient can ever meet it'];

describe('a criterion no patient can meet is an error', () => {
  /** An interval is certain for every date; for an event without a date it never is. */
  const ofNoKnownDay = not(
    any(
      ...[1, 5].flatMap((years) => [
        sure(leaf('priorPci', 'withinMonths', 12 * years)),
        sure(leaf('priorPci', 'passedYears', years)),
      ]),
    ),
  );
  const test60 = leaf('priorIschemiaTest', 'withinDays', 60);
  test.each<[string, Expression, Expression]>([
    ['yes and no at once', isTrue('canExercise'), leaf('canExercise', 'is', false)],
    ['a number below and above', leaf('bmi', 'below', 30), leaf('bmi', 'atLeast', 30)],
    ['an interval within and past', test60, not(leaf('priorIschemiaTest', 'withinMonths', 12))],
    ['a word and its opposite through a definition', leaf('chestPain', 'is', 'cardiac'), derived('asymptomatic')],
    ['a part of an event two ways', part('result', 'normal'), part('result', 'abnormal')],
    ['codes all of one kind and one of another', codes('allCodesIn', 'dx-screening'), codes('anyCodeIn', 'dx-a')],
    ['a probability no patient of that age has', leaf('pretestBand', 'is', 'high'), leaf('age', 'below', 70)],
    ['a kind of test this program is never asked about', leaf('modality', 'is', 'ecg'), isTrue('canExercise')],
    ['the latest of two events before either', leaf('latestRevasc', 'passedYears', 2), none('priorPci', 'priorCabg')],
  ])('%s', (_, one, other) => {
    expect(said({ supports: [all(one, other)] })).toEqual(NEVER);
  });

  test.each<[string, Expression, Expression]>([
    ['between two numbers', leaf('bmi', 'above', 34), leaf('bmi', 'below', 35)],
    ['between two intervals', not(test60), leaf('priorIschemiaTest', 'withinMonths', 12)],
    ['codes of two kinds', codes('anyCodeIn', 'dx-screening'), codes('anyCodeIn', 'unstable-angina')],
    ['one code of two groups', codes('allCodesIn', 'dx-a'), codes('allCodesIn', 'unstable-angina')],
    ['a probability of that age', leaf('pretestBand', 'is', 'high'), leaf('age', 'atLeast', 70)],
    ['the same kind of test before', leaf('priorIschemiaTest.modality', 'sameModalityAs', 'modality'), test60],
    ['an event of unknown day, though no interval is sure of it', leaf('priorPci', 'exists'), ofNoKnownDay],
  ])('not: %s', (_, one, other) => {
    expect(said({ supports: [all(one, other)] })).toEqual([]);
  });

  test('only if true for every policy that uses the program', () => {
    const criterion = all(leaf('bmi', 'atLeast', { parameter: 'limit' }), leaf('bmi', 'atMost', 35));
    const limit = (value: number) => use({ parameters: { limit: value } });
    expect(said({ supports: [criterion] }, [limit(40)])).toEqual(NEVER);
    expect(said({ supports: [criterion] }, [limit(40), limit(30)])).toEqual([]);
    const ofEcg = all(leaf('modality', 'is', 'ecg'), isTrue('canExercise'));
    expect(said({ supports: [ofEcg] }, [use(), use({ modalities: ['ecg'] })])).toEqual([]);
  });

  test('and is not claimed where there are too many patients to try', () => {
    const flags = Object.entries(VOCABULARY).filter(([, { type }]) => type === 'boolean');
    const wide = all(...flags.map(([name]) => isTrue(name)), leaf('age', 'above', 50), leaf('age', 'below', 40));
    expect(said({ supports: [wide] })).toEqual([]);
  });
});

test('a criterion every patient meets is a warning', () => {
  const either = any(guard('canExercise'), not(guard('canExercise')));
  expect(said({ supports: [either] })).toEqual(['warning: criteria.supports-0: every patient meets it']);
});

describe('a criterion that never decides is a warning', () => {
  const wide = any(isTrue('syncope'), isTrue('palpitations'));
  test('beside a wider one of its own set', () => {
    expect(said({ supports: [isTrue('syncope'), wide] })).toEqual([
      'warning: criteria.supports-0: whoever meets it is decided by criteria.supports-1 already; only its sentence is added',
    ]);
  });
  test('of two equivalent ones only one is reported', () => {
    expect(said({ supports: [isTrue('syncope'), isTrue('syncope')] })).toHaveLength(1);
  });
  test('after an earlier set that is met wherever it could be', () => {
    const sure = not(guard('syncope'));
    const open = all(sure, isTrue('palpitations'));
    expect(said({ hold: [sure], supports: [open] })).toEqual([
      'warning: criteria.supports-0: whoever meets it is decided by criteria.hold-0 already; it is never looked at',
    ]);
  });
  test('not after an earlier set that may be unknown there', () => {
    expect(said({ hold: [wide], supports: [isTrue('syncope')] })).toEqual([]);
  });
  test('not for a later set, nor one that only overlaps', () => {
    expect(said({ supports: [isTrue('syncope')], review: [wide, isTrue('knownCad')] })).toEqual([]);
    expect(
      said({ supports: [all(isTrue('syncope'), isTrue('knownCad')), all(isTrue('syncope'), isTrue('priorMi'))] }),
    ).toEqual([]);
  });
});

describe('rows of a score table', () => {
  const row = (id: string, when: Expression, mpi: number) =>
    ({ id, label: id, when, scores: { mpi }, cite: 'test', evidence: 'verified' }) as const;
  const table = (...rows: ScoreTable['rows']): ScoreTable => ({
    onlyIf: not(guard('priorMi')),
    bands: { supports: [7, 9], review: [4, 6], against: [1, 3] },
    modalityColumn: { spect: 'mpi' },
    rows,
  });
  test('one that the gate always excludes is an error', () => {
    expect(said({}, [use()], table(row('a', guard('priorMi'), 5)))).toEqual([
      'error: scoreTable.rows.a: no patient can ever meet it',
    ]);
  });
  test('one without a column for the tests it is used for is an error', () => {
    expect(said({}, [use({ modalities: ['pet'] })], table(row('a', guard('syncope'), 5)))).toHaveLength(1);
  });
  test('one always outscored by a higher row is a warning', () => {
    const wide = any(guard('syncope'), guard('palpitations'));
    expect(said({}, [use()], table(row('a', guard('syncope'), 3), row('b', wide, 7)))).toEqual([
      'warning: scoreTable.rows.a: whoever meets it is decided by scoreTable.rows.b already; it is never looked at',
    ]);
    expect(said({}, [use()], table(row('a', guard('syncope'), 8), row('b', wide, 7)))).toEqual([]);
  });
});

test('uses are collected over groups, exceptions and parameters', () => {
  const made = program({ supports: [isTrue('syncope')] });
  const [used] = programUses([bundle({ programs: [made] })]);
  expect(used).toMatchObject({ path: 'programs/program/2020-01-01.json', uses: [{ parameters: {} }] });
  expect([...used!.uses[0]!.modalities].sort()).toEqual([...IMAGING, 'ecg'].sort());
});

test('groups cover the tests the code table assigns to them', () => {
  for (const { group, modality, code } of codebook.typicalTests)
    expect(group && modality && MODALITIES_OF[group], code).toContain(modality);
});

function sure(one: Expression): Expression {
  return { ...one, unknownAs: 'not-met' } as Expression;
}
function part(name: string, value: string): Expression {
  return leaf(`priorIschemiaTest.${name}`, 'is', value);
}
function codes(op: Leaf['op'], group: string): Expression {
  return leaf('diagnoses', op, group);
}
function none(...events: readonly string[]): Expression {
  return all(...events.map((event) => not(leaf(event, 'exists'))));
}
