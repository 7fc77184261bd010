import { describe, expect, test } from 'vitest';
import { compileDefinitions, readingsOf } from '../../shared/core/criteria/criteria.ts';
import { Evaluation } from '../../shared/core/criteria/evaluation.ts';
import { abstractFacts, mayBe } from '../../shared/core/explain/abstract-facts.ts';
import { absent, type Fact, type FactName, type Facts, known } from '../../shared/core/model/facts.ts';
import type { Expression } from '../../shared/core/model/program.ts';
import { all, DEFINITIONS, isTrue } from '../support/rules.ts';
import { codebook } from '../support/service-lines.ts';

const abstracted = (name: FactName, expression: Expression, facts: Facts = {}) => {
  const evaluation = new Evaluation(facts, '2026-05-12', compileDefinitions(DEFINITIONS), codebook);
  const all = abstractFacts(readingsOf(expression, DEFINITIONS), evaluation, DEFINITIONS.pretest);
  return all.find(({ fact }) => fact === name);
};
const valuesOf = (name: FactName, expression: Expression, facts: Facts = {}) =>
  abstracted(name, expression, facts)?.values.map(({ to }) => to);
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
    expect(valuesOf('priorIschemiaTest', repeat, { modality: known('spect') })).toEqual([
      'none',
      'normal spect, within 60 days',
      'normal ecg, within 60 days',
      'normal spect, more than 60 days ago',
      'normal ecg, more than 60 days ago',
    ]);
  });
});

describe('what no rule tells apart', () => {
  const read = (name: FactName, expression: Expression, fact: Fact<unknown>) =>
    abstracted(name, expression)?.signatureOf(fact).join();
  test('is read alike', () => {
    const passed = interval('passedYears', 2);
    const recent = read('priorPci', passed, known({ date: '2025-03-12' }));
    expect(read('priorPci', passed, known({ date: '2026-03' }))).toBe(recent);
    expect(read('priorPci', passed, known({ date: '2020' }))).not.toBe(recent);
    expect(read('priorPci', passed, absent)).not.toBe(recent);
    expect(read('syncope', isTrue('syncope'), absent)).toBe(read('syncope', isTrue('syncope'), known(false)));
  });
  test('and what is known in part may be what it does not exclude', () => {
    const passed = all(interval('passedYears', 2), interval('passedYears', 5));
    const own = abstracted('priorPci', passed);
    const mayBeAny = (fact: Fact<unknown>) =>
      own?.values.flatMap(({ to, signature }) => (mayBe(own.signatureOf(fact), signature) ? to : []));
    expect(mayBeAny(known({}))).toEqual(['at most 2 years ago', 'more than 2 years ago', 'more than 5 years ago']);
    expect(mayBeAny(known({ date: '2024' }))).toEqual(['at most 2 years ago', 'more than 2 years ago']);
    expect(mayBeAny(known({ date: '2020-01' }))).toEqual(['more than 5 years ago']);
    expect(mayBeAny(absent)).toEqual(['none']);
  });
  test('what a pretest probability is computed from', () => {
    const band: Expression = { fact: 'pretestBand', op: 'is', value: 'high' };
    expect(valuesOf('chestPain', band)).toEqual(['cardiac', 'noncardiac']);
    expect(valuesOf('age', band)).toEqual(['29', '50', '70']);
  });
  test('what comes with the order in one piece: whether the comparison holds', () => {
    const group: Expression = { fact: 'diagnoses', op: 'anyCodeIn', value: 'dx-a' };
    expect(valuesOf('diagnoses', group)).toEqual(['true', 'false']);
    expect(abstracted('diagnoses', group)?.askable).toBe(false);
    expect(valuesOf('modality', { fact: 'modality', op: 'is', value: 'ecg' })).toBeUndefined();
  });
});
