import fc from 'fast-check';
import { absent, type Fact, type FactName, type Facts, known, unknown } from '../../shared/core/model/facts.ts';
import type { Expression, Program, ScoreTable } from '../../shared/core/model/program.ts';
import { derived, program } from './rules.ts';

/** Yes/no facts random programs ask for; some are history, some judgement. */
export const FLAGS = ['syncope', 'palpitations', 'canExercise', 'ecgReadable', 'priorMi', 'stableNow'] as const;
/** Facts only guard leaves read. */
export const GUARDS = ['highRiskPci', 'silentIschemiaHistory'] as const;

const leaf: fc.Arbitrary<Expression> = fc.oneof(
  {
    weight: 5,
    arbitrary: fc
      .constantFrom<FactName>(...FLAGS)
      .chain((fact) => fc.boolean().map((value) => ({ fact, op: 'is' as const, value }))),
  },
  {
    weight: 1,
    arbitrary: fc
      .constantFrom<FactName>(...GUARDS)
      .map((fact) => ({ fact, op: 'is' as const, value: true, unknownAs: 'not-met' as const })),
  },
  { weight: 1, arbitrary: fc.constantFrom(derived('symptomatic'), derived('asymptomatic')) },
);

export const expression: fc.Arbitrary<Expression> = fc.letrec<{ node: Expression }>((tie) => ({
  node: fc.oneof(
    { maxDepth: 2, withCrossShrink: true },
    leaf,
    fc.array(tie('node'), { minLength: 1, maxLength: 3 }).map((all) => ({ all })),
    fc.array(tie('node'), { minLength: 1, maxLength: 3 }).map((any) => ({ any })),
    tie('node').map((not) => ({ not })),
  ),
})).node;

const band = fc.array(expression, { maxLength: 2 });
const scoreTable: fc.Arbitrary<ScoreTable> = fc.record({
  onlyIf: fc.constant(derived('asymptomatic')),
  bands: fc.constant({ supports: [7, 9], review: [4, 6], against: [1, 3] } as const),
  modalityColumn: fc.constant({ spect: 'mpi' }),
  rows: fc.array(
    fc.tuple(expression, fc.integer({ min: 1, max: 9 }), fc.uuid()).map(([when, score, id]) => ({
      id,
      label: id,
      when,
      scores: { mpi: score },
      cite: 'test',
      evidence: 'verified' as const,
    })),
    { maxLength: 3 },
  ),
});

export const someProgram: fc.Arbitrary<Program> = fc
  .record({
    against: band,
    hold: band,
    supports: band,
    review: band,
    scoreTable: fc.option(scoreTable, { nil: undefined }),
  })
  .map(({ scoreTable: scores, ...sets }) => program(sets, scores ? { scoreTable: scores } : {}));

export const otherwise = fc.constantFrom('not-met' as const, 'review' as const);

const flag: fc.Arbitrary<Fact<boolean>> = fc.constantFrom(known(true), known(false), absent, unknown);

/** Facts of every flag, guards and symptoms included. */
export const someFacts: fc.Arbitrary<Facts> = fc.record({
  ...Object.fromEntries([...FLAGS, ...GUARDS, 'exertionalDyspnea'].map((name) => [name, flag])),
  chestPain: fc.constantFrom<Fact<'cardiac' | 'none'>>(known('cardiac'), known('none'), unknown),
  modality: fc.constant(known('spect' as const)),
});

/** A fact learned: what was open gets a value. */
export const learn = (facts: Facts, name: FactName, value: boolean): Facts => ({
  ...facts,
  [name]: name === 'chestPain' ? known(value ? 'cardiac' : 'none') : known(value),
});
