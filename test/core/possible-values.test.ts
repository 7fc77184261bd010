import { describe, expect, test } from 'vitest';
import { askedFacts } from '../../shared/core/criteria/asked-facts.ts';
import { compileDefinitions, readingsOf } from '../../shared/core/criteria/criteria.ts';
import { Evaluation } from '../../shared/core/criteria/evaluation.ts';
import { possibleValues } from '../../shared/core/explain/possible-values.ts';
import { type Fact, type FactName, type Facts, known } from '../../shared/core/model/facts.ts';
import type { Expression } from '../../shared/core/model/program.ts';
import { all, DEFINITIONS, isTrue } from '../support/rules.ts';
import { codebook } from '../support/service-lines.ts';

const valuesOf = (name: FactName, expression: Expression, now?: Fact<unknown>, facts: Facts = {}) => {
  const asked = askedFacts(readingsOf(expression, DEFINITIONS)).find((one) => one.name === name);
  const evaluation = new Evaluation(facts, '2026-05-12', compileDefinitions(DEFINITIONS), codebook);
  return asked && possibleValues(asked, now, evaluation).map(({ to }) => to);
};
const interval = (op: 'withinDays' | 'withinMonths' | 'passedYears', value: number, fact = 'priorPci'): Expression => ({
  fact,
  op,
  value,
});

describe('values on both sides of every threshold', () => {
  test('numbers', () => {
    expect(valuesOf('bmi', { fact: 'bmi', op: 'atLeast', value: 45 })).toEqual(['30', '45']);
    expect(
      valuesOf('bmi', all({ fact: 'bmi', op: 'atLeast', value: 40 }, { fact: 'bmi', op: 'atMost', value: 35 })),
    ).toEqual(['30', '36', '40']);
  });
  test('words', () => {
    expect(valuesOf('cadRisk', { fact: 'cadRisk', op: 'is', value: 'high' })).toEqual(['low', 'high']);
    expect(valuesOf('cadRisk', { fact: 'cadRisk', op: 'in', value: ['low', 'high'] })).toEqual(['low', 'intermediate']);
  });
  test('yes and no', () => {
    expect(valuesOf('syncope', isTrue('syncope'))).toEqual(['true', 'false']);
  });
  test('events: none, and a day in every interval', () => {
    expect(valuesOf('priorPci', { fact: 'priorPci', op: 'exists' })).toEqual(['none', 'yes']);
    expect(valuesOf('priorPci', all(interval('passedYears', 2), interval('passedYears', 5)))).toEqual([
      'none',
      'at most 2 years ago',
      'more than 2 years ago',
      'more than 5 years ago',
    ]);
    expect(valuesOf('priorPci', all(interval('withinDays', 60), interval('withinMonths', 12)))).toEqual([
      'none',
      'within 60 days',
      'more than 60 days ago',
      'more than 12 months ago',
    ]);
  });
  test('an event counts for the latest of two as well', () => {
    expect(valuesOf('priorCabg', interval('passedYears', 2, 'latestRevasc'))).toEqual([
      'none',
      'at most 2 years ago',
      'more than 2 years ago',
    ]);
  });
  test('earlier tests by day, kind and result, as far as rules tell them apart', () => {
    const repeat = all(interval('withinDays', 60, 'priorIschemiaTest'), {
      fact: 'priorIschemiaTest.modality',
      op: 'is',
      value: 'ecg',
    });
    expect(valuesOf('priorIschemiaTest', repeat, undefined, { modality: known('spect') })).toEqual([
      'none',
      'normal spect, within 60 days',
      'normal ecg, within 60 days',
      'normal spect, more than 60 days ago',
      'normal ecg, more than 60 days ago',
    ]);
  });
});

describe('what is left out', () => {
  test('what no rule tells from what is known', () => {
    const passed = interval('passedYears', 2);
    expect(valuesOf('priorPci', passed, known({ date: '2025-03-12' }))).toEqual(['none', 'more than 2 years ago']);
    expect(valuesOf('syncope', isTrue('syncope'), known(false))).toEqual(['true']);
    expect(valuesOf('priorPci', passed, { is: 'absent' })).toEqual(['at most 2 years ago', 'more than 2 years ago']);
  });
  test('nothing of what a pretest probability is computed from tells apart', () => {
    const band: Expression = { fact: 'pretestBand', op: 'is', value: 'high' };
    expect(valuesOf('chestPain', band)).toEqual(['cardiac', 'noncardiac']);
    expect(valuesOf('age', band)).toEqual(['35', '45', '55', '65', '75']);
    expect(valuesOf('priorPci', band)).toEqual(['none', 'yes']);
  });
  test('facts nobody can be asked for', () => {
    expect(valuesOf('diagnoses', { fact: 'diagnoses', op: 'anyCodeIn', value: 'dx-a' })).toBeUndefined();
    expect(valuesOf('modality', { fact: 'modality', op: 'is', value: 'ecg' })).toBeUndefined();
  });
});
