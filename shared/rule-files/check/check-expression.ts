import diagnosisGroups from '../../../rules/codes/diagnosis-groups.json' with { type: 'json' };
import { type IschemiaTest, TEST_MODALITIES } from '../../core/model/facts.ts';
import { isObject } from '../../core/model/is-object.ts';
import type { Expression, Leaf, Operator } from '../../core/model/program.ts';
import { type FactDefinition, isFactName, VOCABULARY } from '../../core/model/vocabulary.ts';

/** Names an expression may use besides facts. */
export interface Names {
  readonly derived: ReadonlySet<string>;
  readonly parameters: ReadonlySet<string>;
}

type Shape = Pick<FactDefinition, 'type' | 'words'>;

const RESULTS: readonly NonNullable<IschemiaTest['result']>[] = ['normal', 'abnormal', 'equivocal'];
const SHAPES: Readonly<Record<string, Shape>> = {
  ...VOCABULARY,
  'priorIschemiaTest.modality': { type: 'word', words: TEST_MODALITIES },
  'priorIschemiaTest.result': { type: 'word', words: RESULTS },
  pretestBand: { type: 'word', words: ['low', 'intermediate', 'high'] },
  pretestProbability: { type: 'number' },
  latestRevasc: { type: 'event' },
};

const COMPARISONS: readonly Operator[] = ['below', 'atLeast', 'above', 'atMost'];
const INTERVALS: readonly Operator[] = ['withinDays', 'withinMonths', 'passedYears'];
const OPERATORS_OF: Readonly<Record<Shape['type'], readonly Operator[]>> = {
  boolean: ['is', 'exists'],
  word: ['is', 'in', 'exists', 'sameModalityAs'],
  number: [...COMPARISONS, 'exists'],
  event: [...INTERVALS, 'exists'],
  date: [],
  text: ['is', 'in', 'exists'],
  codes: ['anyCodeIn', 'allCodesIn', 'exists'],
};

const isParameter = (value: unknown): value is { readonly parameter: string } =>
  isObject(value) && 'parameter' in value;

/** Whether this operator can compare a fact of this shape with the operand. */
const operandFits = ({ op, value }: Leaf, { type, words }: Shape, names: Names): boolean => {
  const isWord = (one: unknown) => typeof one === 'string' && (words?.includes(one) ?? true);
  if (op === 'exists') return value === undefined;
  if (op === 'is') return type === 'boolean' ? typeof value === 'boolean' : isWord(value);
  if (op === 'in') return Array.isArray(value) && value.every(isWord);
  if (op === 'sameModalityAs') return value === 'modality' && words === TEST_MODALITIES;
  if (op === 'anyCodeIn' || op === 'allCodesIn')
    return typeof value === 'string' && Object.hasOwn(diagnosisGroups.groups, value);
  if (isParameter(value)) return names.parameters.has(value.parameter);
  return typeof value === 'number' && (!INTERVALS.includes(op) || (Number.isInteger(value) && value > 0));
};

const checkLeaf = (leaf: Leaf, at: string, names: Names): readonly string[] => {
  const shape = Object.hasOwn(SHAPES, leaf.fact) ? SHAPES[leaf.fact] : undefined;
  if (!shape) return [`${at}: there is no fact ${leaf.fact}`];
  if (!OPERATORS_OF[shape.type].includes(leaf.op)) return [`${at}: ${leaf.op} cannot compare ${leaf.fact}`];
  if (!operandFits(leaf, shape, names))
    return [`${at}: ${leaf.fact} ${leaf.op} ${JSON.stringify(leaf.value)} compares with a value it can never have`];
  return [];
};

/** Every fact, part, operator, word, diagnosis group, parameter and definition used exists, and the types match. */
export const checkExpression = (expression: Expression, at: string, names: Names): readonly string[] => {
  if ('fact' in expression) return checkLeaf(expression, at, names);
  if ('derived' in expression)
    return names.derived.has(expression.derived) ? [] : [`${at}: there is no definition ${expression.derived}`];
  if ('not' in expression) return checkExpression(expression.not, `${at}.not`, names);
  const [word, parts] = 'all' in expression ? ['all', expression.all] : ['any', expression.any];
  return parts.flatMap((part, index) => checkExpression(part, `${at}.${word}[${index}]`, names));
};

/** Whether a value is allowed for the fact (for `where` of an exception). */
export const isValueOf = (fact: string, value: string | boolean): boolean => {
  if (!isFactName(fact)) return false;
  const { type, words } = VOCABULARY[fact];
  if (type === 'boolean') return typeof value === 'boolean';
  return typeof value === 'string' && (type === 'text' || (type === 'word' && (words?.includes(value) ?? false)));
};
