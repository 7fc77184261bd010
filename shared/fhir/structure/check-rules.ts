import { checkDateTime } from './check-date.ts';
import type { Flaw, JsonObject } from './flaw.ts';

/** How many of these elements are present; a choice counts once under its base name. */
const countOf = (value: JsonObject, plain: readonly string[], choice?: string): number => {
  const chosen = Object.keys(value).some((key) => choice && key.replace(/^_/, '').startsWith(choice));
  return plain.filter((name) => value[name] !== undefined).length + (chosen ? 1 : 0);
};

const exactlyOne = (says: string, plain: readonly string[], choice: string) => (value: JsonObject) =>
  countOf(value, plain, choice) === 1 ? undefined : ({ code: 'invariant', says } as const);

const atLeastOne = (says: string, plain: readonly string[]) => (value: JsonObject) =>
  countOf(value, plain) ? undefined : ({ code: 'invariant', says } as const);

const isDateTime = (value: unknown): value is string => typeof value === 'string' && checkDateTime(value) === undefined;

// Leap seconds are legal in FHIR but JavaScript's Date rejects them.
const momentOf = (text: string) => Date.parse(text.replace(':60', ':59'));

/** As instants where both have a time, else by the written day to the precision both share. */
const isAfter = (start: string, end: string): boolean => {
  if (start.includes('T') && end.includes('T')) return momentOf(start) > momentOf(end);
  const shared = Math.min(start.length, end.length, 'YYYY-MM-DD'.length);
  return start.slice(0, shared) > end.slice(0, shared);
};

/** per-1: a period does not end before it starts. */
const checkPeriod = ({ start, end }: JsonObject): Flaw | undefined =>
  isDateTime(start) && isDateTime(end) && isAfter(start, end)
    ? { code: 'invariant', says: 'starts after it ends (per-1)' }
    : undefined;

type Rule = (value: JsonObject) => Flaw | undefined;

const RULES: ReadonlyMap<string, Rule> = new Map<string, Rule>([
  ['Period', checkPeriod],
  ['Extension', exactlyOne('must hold either a value or nested extensions (ext-1)', ['extension'], 'value')],
  [
    'Parameters.parameter',
    exactlyOne('must hold one of value, resource or part (inv-1)', ['resource', 'part'], 'value'),
  ],
  [
    'Bundle.entry',
    atLeastOne('must hold a resource, a request or a response (bdl-5)', ['resource', 'request', 'response']),
  ],
  ['Condition.evidence', atLeastOne('must hold a code or a detail (con-2)', ['code', 'detail'])],
]);

/** The invariants that need no surrounding resource; malformed parts are reported by the walk and skipped here. */
export const checkRule = (type: string, value: JsonObject): Flaw | undefined => RULES.get(type)?.(value);
