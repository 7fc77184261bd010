import type { CodeableConcept, Coding, Period, Reference } from 'fhir/r4';
import { CPT, HCPCS, HCPCS_ALIAS, NPI } from '../../codes/systems.ts';
import { BOUNDS } from '../../core/model/bounds.ts';
import { firstDay, lastDay } from '../../core/model/dates.ts';
import { ok, type Problem, type Result, refused } from '../../core/model/result.ts';

/** Readers for values of operation parameters; `at` is the FHIRPath of the parameter's value. */

const wrong = (says: string, expression: string): Result<never> =>
  refused({ code: 'value', says, expression } satisfies Problem);

export const readWord = <W extends string>(given: string, words: readonly W[], at: string): Result<W> => {
  const word = words.find((one) => one === given);
  return word ? ok(word) : wrong(`Must be one of ${words.join(', ')}.`, at);
};

/** A text as it is kept: in the record or a request, where one number or name of a megabyte would be with every copy. */
const bounded = (text: string, at: string): Result<string> =>
  text.length <= BOUNDS.textCharacters
    ? ok(text)
    : refused({ code: 'too-long', says: `Must have at most ${BOUNDS.textCharacters} characters.`, expression: at });

export const readText = (given: string, at: string): Result<string> => {
  const text = given.trim();
  return text ? bounded(text, at) : wrong('Must not be empty.', at);
};

/** Whole days, both included; a month or a year means all its days. */
export const readWindow = ({ start, end }: Period, at: string): Result<{ start?: string; end?: string }> => {
  if (!start && !end) return wrong('Must have a start or an end.', at);
  const window = { ...(start ? { start: firstDay(start) } : {}), ...(end ? { end: lastDay(end) } : {}) };
  return window.start && window.end && window.start > window.end ? wrong('Ends before it starts.', at) : ok(window);
};

const BILLING_SYSTEMS: readonly string[] = [CPT, HCPCS, HCPCS_ALIAS];

export const readBillingCode = ({ system, code }: Coding, at: string): Result<string> => {
  if (!code) return wrong('Must have a code.', `${at}.code`);
  if (system && !BILLING_SYSTEMS.includes(system)) return wrong('Must be a CPT or HCPCS code.', `${at}.system`);
  return bounded(code.toUpperCase(), `${at}.code`);
};

export const readCodeParameter = ({ code }: Coding, at: string): Result<string> =>
  code ? bounded(code, `${at}.code`) : wrong('Must have a code.', `${at}.code`);

export const readUnitsParameter = (given: number, at: string): Result<number> =>
  Number.isInteger(given) && given >= 1 ? ok(given) : wrong('Must be a whole number of at least 1.', at);

/** Key of a provider or place: NPI if known, else the reference, else any other identifier. */
export const readKey = ({ reference, identifier }: Reference, at: string): Result<string> => {
  const npi = identifier?.system === NPI ? identifier.value : undefined;
  const key = npi ?? reference ?? identifier?.value;
  return key ? bounded(key, at) : wrong('Must have a reference or an identifier.', at);
};

export const readReason = ({ text, coding }: CodeableConcept, at: string): Result<string> => {
  const said = text ?? coding?.find(({ display }) => display)?.display ?? coding?.find(({ code }) => code)?.code;
  return said?.trim() ? bounded(said.trim(), at) : wrong('Must have a text or a coding.', at);
};

const ZONED = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d+)?(Z|[+-]\d{2}:\d{2})$/;

/** An instant in UTC with milliseconds. */
export const readInstant = (given: string, at: string): Result<string> => {
  const instant = ZONED.test(given) ? Date.parse(given) : Number.NaN;
  return Number.isNaN(instant)
    ? wrong('Must be a date and time with seconds and a time zone.', at)
    : ok(new Date(instant).toISOString());
};

/** An instant, and the local date it was written with; no local date when written in UTC. */
export const readReceivedAt = (given: string, at: string): Result<{ receivedAt: string; issued?: string }> => {
  const read = readInstant(given, at);
  if (!read.ok) return read;
  return ok(given.endsWith('Z') ? { receivedAt: read.value } : { receivedAt: read.value, issued: given.slice(0, 10) });
};
