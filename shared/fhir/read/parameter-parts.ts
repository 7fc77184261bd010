import type { Parameters, ParametersParameter } from 'fhir/r4';
import type { Problem } from '../../core/result.ts';

/** What an operation accepts: the value element of a parameter, and whether it repeats. */
export interface ParameterRule {
  readonly value: Extract<keyof ParametersParameter, `value${string}`>;
  readonly repeats?: boolean;
}

export const pathOf = (index: number, element = 'value') => `Parameters.parameter[${index}].${element}`;

const BESIDE_VALUE = new Set(['id', 'extension']);

/** Unknown names, repeated parameters, and values of another datatype than the operation defines. */
export const checkParameters = (
  { parameter = [] }: Parameters,
  rules: Readonly<Record<string, ParameterRule>>,
): readonly Problem[] =>
  parameter.flatMap(({ name, ...rest }, index): readonly Problem[] => {
    const rule = Object.hasOwn(rules, name) ? rules[name] : undefined;
    const names = Object.keys(rules).join(', ');
    if (!rule)
      return [{ code: 'structure', says: `Unknown parameter; known are ${names}.`, expression: pathOf(index, 'name') }];
    if (!rule.repeats && parameter.findIndex((one) => one.name === name) < index)
      return [{ code: 'duplicate', says: `${name} may be given once.`, expression: pathOf(index, 'name') }];
    const given = Object.keys(rest).filter((key) => !BESIDE_VALUE.has(key));
    return given.length === 1 && given[0] === rule.value
      ? []
      : [{ code: 'structure', says: `${name} takes ${rule.value} and nothing else.`, expression: pathOf(index) }];
  });
