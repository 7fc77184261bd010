import type { Parameters, ParametersParameter } from 'fhir/r4';
import { isObject } from '../../core/model/is-object.ts';
import { ok, type Problem, type Result, refused } from '../../core/model/result.ts';

/** What an operation accepts: the value element of a parameter, and whether it repeats. */
export interface ParameterRule {
  readonly value: Extract<keyof ParametersParameter, `value${string}` | 'part'>;
  readonly repeats?: boolean;
}

const parameterPath = (index: number, element = 'value') => `Parameters.parameter[${index}].${element}`;

const ELEMENT_KEYS = new Set(['id', 'extension']);

/** Unknown names, repeated parameters, and values of another datatype than the operation defines. */
const checkParameters = (
  { parameter = [] }: Parameters,
  rules: Readonly<Record<string, ParameterRule>>,
): readonly Problem[] => {
  const names = Object.keys(rules).join(', ');
  const met = new Set<string>();
  return parameter.flatMap(({ name, ...rest }, index): readonly Problem[] => {
    const rule = Object.hasOwn(rules, name) ? rules[name] : undefined;
    const isRepeated = met.has(name);
    met.add(name);
    if (!rule)
      return [
        { code: 'structure', says: `Unknown parameter; known are ${names}.`, expression: parameterPath(index, 'name') },
      ];
    if (!rule.repeats && isRepeated)
      return [{ code: 'duplicate', says: `${name} may be given once.`, expression: parameterPath(index, 'name') }];
    const given = Object.keys(rest).filter((key) => !ELEMENT_KEYS.has(key));
    return given.length === 1 && given[0] === rule.value
      ? []
      : [
          {
            code: 'structure',
            says: `${name} takes ${rule.value} and nothing else.`,
            expression: parameterPath(index),
          },
        ];
  });
};

type ReadPart<T> = (part: ParametersParameter, at: string) => Result<T>;

/** Reads named parts and collects problems, so that a caller sees all of them at once. */
interface PartReader<Name extends string> {
  all<T>(name: Name, read: ReadPart<T>): readonly T[];
  one<T>(name: Name, read: ReadPart<T>): T | undefined;
  /** A required part; `says` completes "<name> is missing". */
  required<T>(name: Name, says: string, read: ReadPart<T>): T | undefined;
  readonly problems: readonly Problem[];
}

const partReader = <Name extends string>({ parameter = [] }: Parameters): PartReader<Name> => {
  const problems: Problem[] = [];
  const reader: PartReader<Name> = {
    problems,
    all: (name, read) =>
      parameter.flatMap((part, index) => {
        const result = part.name === name ? read(part, parameterPath(index)) : undefined;
        if (result && !result.ok) problems.push(...result.problems);
        return result?.ok ? [result.value] : [];
      }),
    one: (name, read) => reader.all(name, read)[0],
    required: (name, says, read) => {
      if (!parameter.some((part) => part.name === name))
        problems.push({
          code: 'required',
          says: `${name} is missing: ${says}.`,
          expression: `Parameters.parameter.where(name = '${name}')`,
        });
      return reader.one(name, read);
    },
  };
  return reader;
};

const isParameters = (message: unknown): message is Parameters =>
  isObject(message) &&
  message.resourceType === 'Parameters' &&
  (message.parameter === undefined || Array.isArray(message.parameter));

/** A reader over the parts of an operation's Parameters; refuses unknown names and wrong datatypes. */
export const openParts = <Name extends string>(
  message: unknown,
  rules: Readonly<Record<Name, ParameterRule>>,
): Result<PartReader<Name>> => {
  if (!isParameters(message))
    return refused({ code: 'structure', says: 'Send a Parameters resource.', expression: 'Parameters' });
  const misshapen = checkParameters(message, rules);
  return misshapen.length ? refused(...misshapen) : ok(partReader<Name>(message));
};
