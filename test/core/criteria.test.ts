import { describe, expect, test } from 'vitest';
import { compileDefinitions, compileExpression } from '../../shared/core/criteria/criteria.ts';
import { Evaluation } from '../../shared/core/criteria/evaluation.ts';
import { absent, type Fact, type Facts, known, unknown } from '../../shared/core/model/facts.ts';
import type { Expression } from '../../shared/core/model/program.ts';
import { outcomeOf } from '../../shared/core/model/truth.ts';
import { all, any, DEFINITIONS, derived, guard, isTrue, not } from '../support/rules.ts';
import { codebook, SERVICE_DATE } from '../support/service-lines.ts';

const evaluate = (expression: Expression, facts: Facts, parameters = {}) => {
  const evaluation = new Evaluation(facts, SERVICE_DATE, compileDefinitions(DEFINITIONS), codebook);
  return outcomeOf(compileExpression(expression, parameters)(evaluation));
};

const VALUES: readonly (readonly [string, Fact<boolean>])[] = [
  ['met', known(true)],
  ['not-met', known(false)],
  ['unknown', unknown],
];
const KLEENE = {
  all: ['met', 'not-met', 'unknown', 'not-met', 'not-met', 'not-met', 'unknown', 'not-met', 'unknown'],
  any: ['met', 'met', 'met', 'met', 'not-met', 'unknown', 'met', 'unknown', 'unknown'],
};

describe('Kleene’s tables', () => {
  const pairs = VALUES.flatMap(([a, first]) => VALUES.map(([b, second]) => ({ a, b, first, second })));
  test.each(pairs.map((pair, index) => ({ ...pair, both: KLEENE.all[index], either: KLEENE.any[index] })))(
    'all of $a and $b is $both, any is $either',
    ({ first, second, both, either }) => {
      const facts = { syncope: first, palpitations: second };
      expect(evaluate(all(isTrue('syncope'), isTrue('palpitations')), facts)).toBe(both);
      expect(evaluate(any(isTrue('syncope'), isTrue('palpitations')), facts)).toBe(either);
    },
  );
  test.each([
    ['met', 'not-met'],
    ['not-met', 'met'],
    ['unknown', 'unknown'],
  ])('not %s is %s', (given, expected) => {
    const fact = VALUES.find(([word]) => word === given)?.[1] ?? unknown;
    expect(evaluate(not(isTrue('syncope')), { syncope: fact })).toBe(expected);
  });
  test('of nothing, all is met and any is not', () => {
    expect(evaluate(all(), {})).toBe('met');
    expect(evaluate(any(), {})).toBe('not-met');
  });
});

describe('what a look that found nothing says', () => {
  test('a history fact is no', () => {
    expect(evaluate(isTrue('syncope'), { syncope: absent })).toBe('not-met');
    expect(evaluate(not({ fact: 'priorPci', op: 'exists' }), { priorPci: absent })).toBe('met');
    expect(
      evaluate({ fact: 'priorIschemiaTest.modality', op: 'is', value: 'spect' }, { priorIschemiaTest: absent }),
    ).toBe('not-met');
  });
  test('a judgement nobody made stays open', () => {
    expect(evaluate(isTrue('canExercise'), { canExercise: absent })).toBe('unknown');
    expect(evaluate(derived('symptomatic'), { chestPain: absent, exertionalDyspnea: known(false) })).toBe('unknown');
  });
  test('what a message does not mention is unknown', () => {
    expect(evaluate(isTrue('syncope'), {})).toBe('unknown');
  });
});

describe('a guard leaf', () => {
  test('counts unknown as not met, and a known value as it is', () => {
    expect(evaluate(guard('syncope'), {})).toBe('not-met');
    expect(evaluate(not(guard('syncope')), {})).toBe('met');
    expect(evaluate(guard('syncope'), { syncope: known(true) })).toBe('met');
  });
  test('may stand on a definition', () => {
    expect(evaluate({ derived: 'symptomatic', unknownAs: 'not-met' }, {})).toBe('not-met');
  });
});

describe('parts and parameters', () => {
  const modality: Expression = { fact: 'priorIschemiaTest.modality', op: 'is', value: 'spect' };
  test('a part of an event is compared, a missing part is unknown', () => {
    expect(evaluate(modality, { priorIschemiaTest: known({ modality: 'spect' }) })).toBe('met');
    expect(evaluate(modality, { priorIschemiaTest: known({ date: '2026-01-01' }) })).toBe('unknown');
  });
  test('an operand may be a parameter of the program', () => {
    const late: Expression = { fact: 'priorCabg', op: 'passedYears', value: { parameter: 'cabgYears' } };
    const facts = { priorCabg: known({ date: '2023-01-01' }) };
    expect(evaluate(late, facts, { cabgYears: 2 })).toBe('met');
    expect(evaluate(late, facts, { cabgYears: 5 })).toBe('not-met');
    expect(evaluate(late, facts)).toBe('unknown');
  });
});

describe('definitions', () => {
  test('without symptoms means both are known to be missing', () => {
    const none: Facts = { chestPain: known('none'), exertionalDyspnea: known(false) };
    expect(evaluate(derived('asymptomatic'), none)).toBe('met');
    expect(evaluate(derived('asymptomatic'), { ...none, chestPain: known('noncardiac') })).toBe('met');
    expect(evaluate(derived('asymptomatic'), { chestPain: known('none') })).toBe('unknown');
    expect(evaluate(derived('asymptomatic'), { ...none, exertionalDyspnea: known(true) })).toBe('not-met');
  });
  test('pre-operative is never unknown', () => {
    expect(evaluate(derived('preop'), {})).toBe('not-met');
    expect(evaluate(derived('preop'), { diagnoses: known(['R07.9']), preOpSurgeryRisk: absent })).toBe('not-met');
    expect(evaluate(derived('preop'), { diagnoses: known(['Z01.810']) })).toBe('met');
    expect(evaluate(derived('preop'), { preOpSurgeryRisk: known('low') })).toBe('met');
  });
  test('one that nobody wrote is unknown', () => {
    expect(evaluate(derived('no-such-thing'), {})).toBe('unknown');
  });
});

describe('the latest revascularization', () => {
  const late: Expression = { fact: 'latestRevasc', op: 'passedYears', value: 2 };
  const at = (date: string) => known({ date });
  test.each<[string, Facts, string]>([
    ['the later of the two counts', { priorPci: at('2020-01-01'), priorCabg: at('2025-01-01') }, 'not-met'],
    ['whichever it is', { priorPci: at('2025-01-01'), priorCabg: at('2020-01-01') }, 'not-met'],
    ['both long ago', { priorPci: at('2020-01-01'), priorCabg: at('2019-01-01') }, 'met'],
    ['one alone, the other looked for', { priorPci: at('2020-01-01'), priorCabg: absent }, 'met'],
    ['one not looked for', { priorPci: at('2020-01-01') }, 'unknown'],
    ['one without a date', { priorPci: at('2020-01-01'), priorCabg: known({}) }, 'unknown'],
    ['none at all', { priorPci: absent, priorCabg: absent }, 'not-met'],
    ['a year that may hold the later one', { priorPci: at('2024'), priorCabg: at('2024-03') }, 'unknown'],
  ])('%s', (_, facts, expected) => {
    expect(evaluate(late, facts)).toBe(expected);
  });
});
