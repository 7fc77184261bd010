import { ok, type Result, refused } from '../../core/model/result.ts';
import { findJsonError } from './find-json-error.ts';

/** Nesting limit. R4 content in use stays below 30; deeper text can only be an attack on the stack. */
const MAX_DEPTH = 60;

const QUOTE = 0x22;
const BACKSLASH = 0x5c;

/** The quote that ends the string that began before `from`; the end of the text if there is none. */
const endOfString = (text: string, from: number): number => {
  for (let end = text.indexOf('"', from); end >= 0; end = text.indexOf('"', end + 1)) {
    let escapes = 0;
    while (text.charCodeAt(end - 1 - escapes) === BACKSLASH) escapes += 1;
    if (escapes % 2 === 0) return end;
  }
  return text.length;
};

const isTooDeep = (text: string): boolean => {
  let depth = 0;
  for (let index = 0; index < text.length; index += 1) {
    const unit = text.charCodeAt(index);
    if (unit === QUOTE) index = endOfString(text, index + 1);
    else if (unit === 0x7b || unit === 0x5b) depth += 1;
    else if (unit === 0x7d || unit === 0x5d) depth -= 1;
    if (depth > MAX_DEPTH) return true;
  }
  return false;
};

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

const refuse = (says: string): Result<never> => refused({ code: 'structure', says });

const tooDeep = () => refuse(`The body is nested deeper than ${MAX_DEPTH} levels.`);
const asObject = (value: unknown): Result<unknown> =>
  isContainer(value) && !Array.isArray(value) ? ok(value) : refuse('The body must be a JSON object.');

/** The text of a body as a JSON object. Says where it stops being JSON, never what it contains. */
export const parseJson = (body: string): Result<unknown> => {
  const text = body.startsWith('\uFEFF') ? body.slice(1) : body;
  if (!text.trim()) return refuse('The body is empty; a JSON object is expected.');
  if (isTooDeep(text)) return tooDeep();
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return refuse(`The body is not JSON: ${findJsonError(text)}.`);
  }
  return asObject(value);
};

/** The checks of `parseJson` for a value that was parsed elsewhere. */
export const checkJson = (value: unknown): Result<unknown> => (isNestedTooDeep(value) ? tooDeep() : asObject(value));
