import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { compileNecessity } from '../../shared/core/criteria/compile-necessity.ts';
import { compileDefinitions } from '../../shared/core/criteria/criteria.ts';
import { Evaluation } from '../../shared/core/criteria/evaluation.ts';
import { judgeNecessity } from '../../shared/core/criteria/necessity.ts';
import type { FactName, Facts } from '../../shared/core/model/facts.ts';
import type { Program } from '../../shared/core/model/program.ts';
import type { Necessity } from '../../shared/core/model/ruleset.ts';
import { FLAGS, learn, otherwise, someFacts, someProgram } from '../support/random-rules.ts';
import { bundle } from '../support/rules.ts';
import { codebook, SERVICE_DATE } from '../support/service-lines.ts';

const judge = (programs: readonly Program[], word: Necessity['otherwise'], facts: Facts) => {
  const rules = bundle({ programs, otherwise: word });
  const compiled = compileNecessity(rules.ruleset.policies.mpi.necessity, rules);
  const evaluation = new Evaluation(facts, SERVICE_DATE, compileDefinitions(rules.definitions), codebook);
  return judgeNecessity(compiled, evaluation, false);
};
const isOpen = (facts: Facts, name: FactName) => facts[name] === undefined || facts[name]?.is === 'unknown';
const LEARNABLE: readonly FactName[] = [...FLAGS, 'exertionalDyspnea', 'chestPain'];

describe('for any program and any facts', () => {
  test('learning a fact never reopens what is decided, guard facts held fixed', () => {
    fc.assert(
      fc.property(
        someProgram,
        otherwise,
        someFacts,
        fc.constantFrom(...LEARNABLE),
        fc.boolean(),
        (program, word, facts, name, value) => {
          fc.pre(isOpen(facts, name));
          const before = judge([program], word, facts);
          fc.pre(before !== 'unknown');
          expect(judge([program], word, learn(facts, name, value))).toBe(before);
        },
      ),
      { numRuns: 500 },
    );
  });

  test('the order of criteria, sets and rows never matters', () => {
    const reversed = (program: Program): Program => ({
      ...program,
      criteria: Object.fromEntries(Object.entries(program.criteria).reverse()),
      against: program.against.toReversed(),
      hold: program.hold.toReversed(),
      supports: program.supports.toReversed(),
      review: program.review.toReversed(),
      ...(program.scoreTable
        ? { scoreTable: { ...program.scoreTable, rows: program.scoreTable.rows.toReversed() } }
        : {}),
    });
    fc.assert(
      fc.property(someProgram, someProgram, otherwise, someFacts, (a, b, word, facts) => {
        const second = { ...b, id: 'second' };
        expect(judge([reversed(second), reversed(a)], word, facts)).toBe(judge([a, second], word, facts));
      }),
      { numRuns: 300 },
    );
  });

  test('knowing everything decides', () => {
    fc.assert(
      fc.property(someProgram, otherwise, someFacts, (program, word, facts) => {
        const all = [...LEARNABLE].reduce((known, name) => learn(known, name, known[name]?.is !== 'absent'), facts);
        expect(judge([program], word, all)).not.toBe('unknown');
      }),
      { numRuns: 300 },
    );
  });
});
