import { describe, expect, test } from 'vitest';
import { answerOf, goldenCases, outcomeOf } from '../support/cases.ts';

/**
 * Cases are documentation: the file name is the situation, `says` why the answer is right. Each has a twin in which
 * one thing is different and the word is another. Expectations come from the fact sheets, not from the code.
 */
describe('golden cases', () => {
  for (const { name, says, given, expect: expected } of goldenCases())
    test(`${name}: ${says}`, () => {
      const outcome = outcomeOf(answerOf(given), expected);
      expect({ ...outcome, met: [...outcome.met].sort() }).toEqual({ ...expected, met: [...expected.met].sort() });
    });
});

describe('a twin', () => {
  const cases = goldenCases();
  cases.forEach(({ name, but, expect: expected }, index) => {
    if (!but) return;
    test(`${name} differs in one thing and in the word`, () => {
      const { facts = {}, ...rest } = but;
      expect(Object.keys(facts).length + Object.keys(rest).length).toBe(1);
      expect(expected.advice).not.toBe(cases[index - 1]?.expect.advice);
    });
  });
});
