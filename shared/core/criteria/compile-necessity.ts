import type { CriterionOutcome, CriterionResult } from '../model/determination.ts';
import type { FactName } from '../model/facts.ts';
import type { Band, Criterion, Definitions, Program } from '../model/program.ts';
import type { Necessity, RulesetBundle } from '../model/ruleset.ts';
import { compileExpression, type FactReading, factsOf, type Parameters, readingsOf, type Test } from './criteria.ts';
import { type CompiledScores, compileScoreTable } from './score-table.ts';
import { BANDS } from './sets.ts';

export interface CompiledCriterion {
  readonly band: Band;
  readonly criterion: Criterion;
  readonly parameters: Parameters;
  readonly test: Test;
  readonly facts: readonly FactName[];
  readonly readings: readonly FactReading[];
  /** Its trace entry for each outcome, without evidence references. */
  readonly traced: Readonly<Record<CriterionOutcome, CriterionResult>>;
}

/** A policy's criteria, merged from its programs and compiled once. */
export interface CompiledNecessity {
  readonly criteria: readonly CompiledCriterion[];
  readonly scores: readonly CompiledScores[];
  readonly otherwise: Necessity['otherwise'];
  readonly otherwiseSays: Necessity['otherwiseSays'];
  /** Every comparison any criterion makes; questions are about the facts they read. */
  readonly readings: readonly FactReading[];
}

const parametersOf = (
  program: Program,
  given: Parameters | undefined,
  overriding: Parameters | undefined,
): Parameters => ({
  ...Object.fromEntries(Object.entries(program.parameters ?? {}).map(([name, parameter]) => [name, parameter.default])),
  ...given,
  ...overriding,
});

const compileCriterion = (
  id: string,
  band: Band,
  criterion: Criterion,
  parameters: Parameters,
  definitions: Definitions,
): CompiledCriterion => {
  const { says, cite, evidence } = criterion;
  const readings = readingsOf(criterion, definitions, parameters);
  const traced = (result: CriterionOutcome): CriterionResult => ({ id, result, says, cite, level: evidence });
  return {
    band,
    criterion,
    parameters,
    test: compileExpression(criterion, parameters),
    facts: factsOf(readings),
    readings,
    traced: { met: traced('met'), 'not-met': traced('not-met'), unknown: traced('unknown') },
  };
};

/** Merges the programs a policy names: the union of their criteria. */
export const compileNecessity = (necessity: Necessity, bundle: RulesetBundle): CompiledNecessity => {
  const { definitions } = bundle;
  const criteria: CompiledCriterion[] = [];
  const scores: CompiledScores[] = [];
  for (const use of necessity.use) {
    const program = bundle.programs[use.program];
    if (!program) throw new Error(`Program ${use.program} is missing from ruleset ${bundle.ruleset.id}.`);
    const parameters = parametersOf(program, use.with, necessity.parameters?.[use.program]);
    for (const band of BANDS)
      for (const id of program[band]) {
        const criterion = program.criteria[id];
        if (!criterion) throw new Error(`Criterion ${id} is missing from program ${program.id}.`);
        criteria.push(compileCriterion(id, band, criterion, parameters, definitions));
      }
    if (program.scoreTable) scores.push(compileScoreTable(program.scoreTable, parameters, definitions));
  }
  return {
    criteria,
    scores,
    otherwise: necessity.otherwise,
    otherwiseSays: necessity.otherwiseSays,
    readings: [...criteria, ...scores].flatMap(({ readings }) => readings),
  };
};
