import { COMPUTED, type CompiledDefinitions, type Evaluation } from './evaluation.ts';
import type { FactName } from './facts.ts';
import { compareAbsentHistory, OPERATORS } from './operators.ts';
import type { Definitions, Expression, Leaf } from './program.ts';
import { MET, NOT_MET, not, type Truth, UNKNOWN } from './truth.ts';
import { isFactName, VOCABULARY } from './vocabulary.ts';

export type Test = (evaluation: Evaluation) => Truth;
export type Parameters = Readonly<Record<string, number>>;

const guarded = (test: Test, unknownAs: 'not-met' | undefined): Test =>
  unknownAs === undefined
    ? test
    : (evaluation) => {
        const truth = test(evaluation);
        return truth === UNKNOWN ? NOT_MET : truth;
      };

const isHistory = (name: string) => (isFactName(name) ? VOCABULARY[name].kind === 'history' : name in COMPUTED);

const operandOf = (value: unknown, parameters: Parameters): unknown =>
  typeof value === 'object' && value !== null && 'parameter' in value ? parameters[String(value.parameter)] : value;

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

/** Compiles once what is evaluated often; a criterion is met, not-met or unknown, unknown travels by Kleene's table. */
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
  const all = 'all' in expression;
  const tests = (all ? expression.all : expression.any).map((part) => compileExpression(part, parameters));
  const decisive = all ? NOT_MET : MET;
  return (evaluation) => {
    let result: Truth = all ? MET : NOT_MET;
    for (const test of tests) {
      const truth = test(evaluation);
      if (truth === decisive) return truth;
      if (truth === UNKNOWN) result = UNKNOWN;
    }
    return result;
  };
};

const compiled = new WeakMap<Definitions, CompiledDefinitions>();

export const compileDefinitions = (definitions: Definitions): CompiledDefinitions => {
  const before = compiled.get(definitions);
  if (before) return before;
  const derived: Record<string, Test> = {};
  for (const [name, expression] of Object.entries(definitions.derived))
    derived[name] = compileExpression(expression, {});
  const made = { derived, pretest: definitions.pretest };
  compiled.set(definitions, made);
  return made;
};

/** Every fact an expression reads, through definitions and computed facts. */
export const factsRead = (
  expression: Expression,
  definitions: Definitions,
  into: Set<FactName> = new Set(),
): Set<FactName> => {
  if ('fact' in expression) {
    const [name = ''] = expression.fact.split('.');
    if (isFactName(name)) into.add(name);
    for (const source of COMPUTED[name] ?? []) into.add(source);
    if (expression.op === 'sameModalityAs' && isFactName(String(expression.value)))
      into.add(String(expression.value) as FactName);
  } else if ('derived' in expression) {
    const definition = definitions.derived[expression.derived];
    if (definition) factsRead(definition, definitions, into);
  } else if ('not' in expression) factsRead(expression.not, definitions, into);
  else for (const part of 'all' in expression ? expression.all : expression.any) factsRead(part, definitions, into);
  return into;
};
