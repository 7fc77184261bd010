import type { FactName } from '../model/facts.ts';
import { isObject } from '../model/is-object.ts';
import type { Definitions, Expression, Leaf } from '../model/program.ts';
import { MET, NOT_MET, not, type Truth, UNKNOWN } from '../model/truth.ts';
import { isFactName, VOCABULARY } from '../model/vocabulary.ts';
import { COMPUTED, type CompiledDefinitions, type Evaluation } from './evaluation.ts';
import { compareAbsentHistory, OPERATORS } from './operators.ts';

export type Test = (evaluation: Evaluation) => Truth;
export type Parameters = Readonly<Record<string, number>>;

const guarded = (test: Test, unknownAs: 'not-met' | undefined): Test =>
  unknownAs === undefined
    ? test
    : (evaluation) => {
        const truth = test(evaluation);
        return truth === UNKNOWN ? NOT_MET : truth;
      };

/** A computed fact is absent only if every fact it is computed from was looked for. */
const isHistory = (name: string) => (isFactName(name) ? VOCABULARY[name].kind === 'history' : name in COMPUTED);

/** What a comparison compares with, parameters filled in. */
export const operandOf = (value: unknown, parameters: Parameters): unknown =>
  isObject(value) && 'parameter' in value ? parameters[String(value.parameter)] : value;

const compileLeaf = (leaf: Leaf, parameters: Parameters): Test => {
  const [name = '', part] = leaf.fact.split('.');
  const compare = OPERATORS[leaf.op];
  const operand = operandOf(leaf.value, parameters);
  const whenAbsent = isHistory(name) ? compareAbsentHistory(leaf.op, operand) : UNKNOWN;
  return guarded((evaluation) => {
    const fact = evaluation.factOf(name);
    if (fact === undefined || fact.is === 'unknown') return UNKNOWN;
    if (fact.is === 'absent') return whenAbsent;
    if (part === undefined) return compare(fact.value, operand, evaluation);
    const value = (fact.value as Readonly<Record<string, unknown>>)[part];
    return value === undefined ? UNKNOWN : compare(value, operand, evaluation);
  }, leaf.unknownAs);
};

/** `all` is the least of its parts, `any` the greatest; evaluation stops at the extreme value. */
const compileSet = (tests: readonly Test[], kind: 'all' | 'any'): Test => {
  const decisive = kind === 'all' ? NOT_MET : MET;
  const neutral = kind === 'all' ? MET : NOT_MET;
  return (evaluation) => {
    let result: Truth = neutral;
    for (const test of tests) {
      const truth = test(evaluation);
      if (truth === decisive) return truth;
      if (truth === UNKNOWN) result = UNKNOWN;
    }
    return result;
  };
};

/** Compiles an expression once for repeated evaluation. Results are met, not-met or unknown, by Kleene's table. */
export const compileExpression = (expression: Expression, parameters: Parameters): Test => {
  if ('fact' in expression) return compileLeaf(expression, parameters);
  if ('derived' in expression) {
    const name = expression.derived;
    return guarded((evaluation) => evaluation.derived(name), expression.unknownAs);
  }
  if ('not' in expression) {
    const inner = compileExpression(expression.not, parameters);
    return (evaluation) => not(inner(evaluation));
  }
  const compile = (part: Expression) => compileExpression(part, parameters);
  return 'all' in expression
    ? compileSet(expression.all.map(compile), 'all')
    : compileSet(expression.any.map(compile), 'any');
};

const compiled = new WeakMap<Definitions, CompiledDefinitions>();

export const compileDefinitions = (definitions: Definitions): CompiledDefinitions => {
  const before = compiled.get(definitions);
  if (before) return before;
  const all = Object.entries(definitions.derived);
  const reads = all.map(([, expression]) => factsOf(readingsOf(expression, definitions)));
  const made: CompiledDefinitions = {
    places: new Map(all.map(([name], place) => [name, place])),
    tests: all.map(([, expression]) => compileExpression(expression, {})),
    readers: new Map(reads.flat().map((fact) => [fact, reads.map((facts) => facts.includes(fact))])),
    pretest: definitions.pretest,
  };
  compiled.set(definitions, made);
  return made;
};

/** One comparison: the fact it reads (without part) and its operand, parameters filled in. */
export interface FactReading {
  readonly fact: string;
  readonly part?: string;
  readonly op: Leaf['op'];
  readonly operand: unknown;
}

/** Every comparison an expression makes, including those inside definitions. */
export const readingsOf = (
  expression: Expression,
  definitions: Definitions,
  parameters: Parameters = {},
): readonly FactReading[] => {
  if ('fact' in expression) {
    const [fact = '', part] = expression.fact.split('.');
    return [{ fact, ...(part ? { part } : {}), op: expression.op, operand: operandOf(expression.value, parameters) }];
  }
  if ('derived' in expression) {
    const definition = definitions.derived[expression.derived];
    return definition ? readingsOf(definition, definitions) : [];
  }
  if ('not' in expression) return readingsOf(expression.not, definitions, parameters);
  const parts = 'all' in expression ? expression.all : expression.any;
  return parts.flatMap((part) => readingsOf(part, definitions, parameters));
};

/** The facts these comparisons read; a computed fact is replaced by the facts it is computed from. */
export const factsOf = (readings: readonly FactReading[]): readonly FactName[] => {
  const names = readings.flatMap(({ fact, op, operand }) => [
    ...(COMPUTED[fact] ?? [fact]),
    ...(op === 'sameModalityAs' ? [String(operand)] : []),
  ]);
  return [...new Set(names.filter(isFactName))];
};
