import * as z from 'zod/mini';
import { isObject } from '../../core/model/is-object.ts';
import type { Problem } from '../../core/model/result.ts';

type Path = readonly PropertyKey[];

/** `sources.0.fhir.writeback`, as people find it in the file. */
const expressionOf = (path: Path): string => path.map(String).join('.') || 'file';

const isThere = (value: unknown, path: Path): boolean => {
  let at = value;
  for (const name of path) {
    if (!(isObject(at) || Array.isArray(at)) || !Object.hasOwn(at, name)) return false;
    at = Reflect.get(at, name);
  }
  return true;
};

/** Names of the fields the shape has at a place. */
const fieldsAt = (shape: z.core.$ZodType, path: Path): readonly string[] => {
  let at: unknown = z.toJSONSchema(shape, { io: 'input', unrepresentable: 'any' });
  const step = (from: unknown, name: string): unknown => (isObject(from) ? from[name] : undefined);
  for (const name of path)
    at = typeof name === 'number' ? step(at, 'items') : step(step(at, 'properties'), String(name));
  const properties = step(at, 'properties');
  return isObject(properties) ? Object.keys(properties) : [];
};

const KIND_SAYS: Readonly<Record<string, string>> = {
  string: 'Must be a text.',
  number: 'Must be a number.',
  int: 'Must be a whole number.',
  boolean: 'Must be true or false.',
  array: 'Must be a list.',
  object: 'Must be an object.',
};

/** What is wrong with a file of settings: unknown and missing fields by name, everything else by what it must be. */
export const settingsProblems = (
  shape: z.core.$ZodType,
  value: unknown,
  issues: readonly z.core.$ZodIssue[],
): readonly Problem[] =>
  issues.flatMap((issue): readonly Problem[] => {
    const { path, message } = issue;
    const at = (says: string, where: Path = path): Problem => ({
      code: 'value',
      says,
      expression: expressionOf(where),
    });
    if (issue.code === 'unrecognized_keys') {
      const known = fieldsAt(shape, path).join(', ');
      return issue.keys.map((key) => at(`Unknown field; known here are ${known}.`, [...path, key]));
    }
    if (path.length && !isThere(value, path)) return [at('Is missing.')];
    if (issue.code === 'invalid_type') return [at(KIND_SAYS[issue.expected] ?? message)];
    if (issue.code === 'invalid_value') return [at(`Must be one of ${issue.values.map(String).join(', ')}.`)];
    if (issue.code === 'too_small')
      return [at(`Must be ${issue.inclusive ? 'at least' : 'more than'} ${issue.minimum}.`)];
    if (issue.code === 'too_big') return [at(`Must be at most ${issue.maximum}.`)];
    return [at(message)];
  });
