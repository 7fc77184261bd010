import { isObject } from '../../core/model/is-object.ts';
import type { Expression, Leaf } from '../../core/model/program.ts';

/** `priorIschemiaTest.result` -> `prior ischemia test result`. */
export const withSpaces = (name: string): string =>
  name
    .replaceAll('.', ' ')
    .replace(/([a-z0-9])([A-Z])/g, '$1 $2')
    .toLowerCase();

type Parameters = Readonly<Record<string, number>>;

const sayOperand = (value: unknown, parameters: Parameters): string => {
  if (Array.isArray(value)) return value.join(' or ');
  if (isObject(value) && 'parameter' in value)
    return String(parameters[String(value.parameter)] ?? `the parameter ${value.parameter}`);
  return String(value);
};

const SAYS: Readonly<Record<Leaf['op'], (fact: string, operand: string) => string>> = {
  is: (fact, operand) => `${fact} is ${operand === 'true' ? 'yes' : operand === 'false' ? 'no' : operand}`,
  in: (fact, operand) => `${fact} is ${operand}`,
  exists: (fact) => `${fact} is on record`,
  below: (fact, operand) => `${fact} is below ${operand}`,
  atLeast: (fact, operand) => `${fact} is at least ${operand}`,
  above: (fact, operand) => `${fact} is above ${operand}`,
  atMost: (fact, operand) => `${fact} is at most ${operand}`,
  withinDays: (fact, operand) => `${fact} was within ${operand} days`,
  withinMonths: (fact, operand) => `${fact} was within ${operand} months`,
  passedYears: (fact, operand) => `${fact} was more than ${operand} years ago`,
  anyCodeIn: (fact, operand) => `one of ${fact} is in ${operand}`,
  allCodesIn: (fact, operand) => `all of ${fact} are in ${operand}`,
  sameModalityAs: (fact) => `${fact} is that of this test`,
};

const guarded = (says: string, unknownAs: Leaf['unknownAs']): string => (unknownAs ? `${says} (unknown: no)` : says);

/** What is denied stands in brackets, lest `not stable now is yes` be read as it stands. */
const sayDenied = (part: Expression, parameters: Parameters): string =>
  'derived' in part ? sayExpression(part, parameters) : `(${sayExpression(part, parameters)})`;

const sayPart = (part: Expression, parameters: Parameters): string =>
  'all' in part || 'any' in part ? `(${sayExpression(part, parameters)})` : sayExpression(part, parameters);

/** An expression in plain words; parameters by name where their values are not given. */
export const sayExpression = (expression: Expression, parameters: Parameters = {}): string => {
  if ('fact' in expression) {
    const { fact, op, value, unknownAs } = expression;
    return guarded(SAYS[op](withSpaces(fact), sayOperand(value, parameters)), unknownAs);
  }
  if ('derived' in expression) return guarded(withSpaces(expression.derived), expression.unknownAs);
  if ('not' in expression) return `not ${sayDenied(expression.not, parameters)}`;
  return 'all' in expression
    ? expression.all.map((part) => sayPart(part, parameters)).join(' and ')
    : expression.any.map((part) => sayPart(part, parameters)).join(' or ');
};
