import { ok, type Result, refused } from '../../core/result.ts';
import { findJsonError } from './find-json-error.ts';

/** Brackets within brackets. R4 content in use stays below 30; deeper text only wants to exhaust a stack. */
const DEEPEST = 60;

const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const OPENING: ReadonlySet<number> = new Set([0x5b, 0x7b]);
const CLOSING: ReadonlySet<number> = new Set([0x5d, 0x7d]);

const isTooDeep = (text: string): boolean => {
  let depth = 0;
  let quoted = false;
  for (let index = 0; index < text.length; index += 1) {
    const unit = text.charCodeAt(index);
    if (quoted && unit === BACKSLASH) index += 1;
    else if (unit === QUOTE) quoted = !quoted;
    else if (!quoted && OPENING.has(unit)) depth += 1;
    else if (!quoted && CLOSING.has(unit)) depth -= 1;
    if (depth > DEEPEST) return true;
  }
  return false;
};

const refuse = (says: string): Result<never> => refused({ code: 'structure', says });

/** The text of a body as a JSON object. Says where it stops being JSON, never what stands there. */
export const parseJson = (body: string): Result<unknown> => {
  const text = body.startsWith('\uFEFF') ? body.slice(1) : body;
  if (!text.trim()) return refuse('The body is empty; a JSON object is expected.');
  if (isTooDeep(text)) return refuse(`The body is nested deeper than ${DEEPEST} levels.`);
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return refuse(`The body is not JSON: ${findJsonError(text)}.`);
  }
  const isObject = typeof value === 'object' && value !== null && !Array.isArray(value);
  return isObject ? ok(value) : refuse('The body must be a JSON object.');
};
