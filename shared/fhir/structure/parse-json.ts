import { isObject } from '../../core/model/is-object.ts';
import { ok, type Result, refused } from '../../core/model/result.ts';
import { findJsonError } from './find-json-error.ts';
import { findRepeatedName, shapeOf } from './json-shape.ts';

/** Nesting limit. R4 content in use stays below 30; deeper text can only be an attack on the stack. */
const MAX_DEPTH = 60;

const isContainer = (value: unknown): value is object => typeof value === 'object' && value !== null;

/** Level by level, without recursion, so no stack can overflow. */
const isNestedTooDeep = (value: unknown): boolean => {
  let level = [value].filter(isContainer);
  for (let depth = 1; level.length > 0; depth += 1) {
    if (depth > MAX_DEPTH) return true;
    level = level.flatMap((one): unknown[] => Object.values(one)).filter(isContainer);
  }
  return false;
};

/** Members of every object inside; recursion is safe, the depth was checked. */
const membersIn = (value: unknown): number => {
  if (!isContainer(value)) return 0;
  const inside: readonly unknown[] = Array.isArray(value) ? value : Object.values(value);
  let members = Array.isArray(value) ? 0 : inside.length;
  for (const one of inside) if (isContainer(one)) members += membersIn(one);
  return members;
};

const refuse = (says: string): Result<never> => refused({ code: 'structure', says });

const tooDeep = () => refuse(`The body is nested deeper than ${MAX_DEPTH} levels.`);
const asObject = (value: unknown): Result<unknown> =>
  isObject(value) ? ok(value) : refuse('The body must be a JSON object.');

/** The text of a body as a JSON object. Says where it stops being JSON or repeats a name, never what it contains. */
export const parseJson = (body: string): Result<unknown> => {
  const text = body.startsWith('\uFEFF') ? body.slice(1) : body;
  if (!text.trim()) return refuse('The body is empty; a JSON object is expected.');
  const { depth, members } = shapeOf(text);
  if (depth > MAX_DEPTH) return tooDeep();
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return refuse(`The body is not JSON: ${findJsonError(text)}.`);
  }
  // RFC 8259 leaves open which of two members of one name counts: another reader may have seen the other one.
  if (members !== membersIn(value)) return refuse(`The body names an element twice: ${findRepeatedName(text)}.`);
  return asObject(value);
};

/** The checks of `parseJson` for a value that was parsed elsewhere. */
export const checkJson = (value: unknown): Result<unknown> => (isNestedTooDeep(value) ? tooDeep() : asObject(value));
