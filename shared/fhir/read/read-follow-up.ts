import type { ParametersParameter } from 'fhir/r4';
import { DESK_FIELDS, type DeskChange } from '../../core/authorization/desk.ts';
import { compact } from '../../core/model/compact.ts';
import { ok, type Problem, type Result, refused } from '../../core/model/result.ts';
import { checkDate } from '../structure/check-date.ts';
import { openParts, type ParameterRule } from './parameter-parts.ts';
import { readWord } from './parameter-values.ts';

/** Parameters of `$follow-up`, as `definitions/follow-up-operation.ts` publishes them. */
const FOLLOW_UP_PARAMETERS = {
  assignee: { value: 'valueString' },
  followUp: { value: 'valueDate' },
  waitingOn: { value: 'valueString' },
  clear: { value: 'valueCode', repeats: true },
  note: { value: 'valueString' },
  call: { value: 'part' },
} as const satisfies Readonly<Record<string, ParameterRule>>;

/** A name of a person, a team or a plan; and what one person writes about one call. */
const MOST_NAME = 200;
const MOST_NOTE = 2_000;
const WHOLE_DAY = 10;
const CALL_PARTS = { with: MOST_NAME, says: MOST_NOTE, number: MOST_NAME } as const;
type CallPart = keyof typeof CALL_PARTS;

// biome-ignore lint/suspicious/noControlCharactersInRegex: they are taken out
const UNSEEN = /[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]+/g;

const readLine = (given: string | undefined, most: number, at: string): Result<string> => {
  const text = (given ?? '').replace(/\r\n?/g, '\n').replace(UNSEEN, ' ').trim();
  if (text && text.length <= most) return ok(text);
  const says = text ? `Must have at most ${most} characters.` : 'Must not be empty.';
  return refused({ code: text ? 'too-long' : 'value', says, expression: at });
};

const readDay = (given: string, at: string): Result<string> => {
  const says = checkDate(given) ?? (given.length < WHOLE_DAY ? 'must be a whole date such as 2026-05-12' : undefined);
  return says ? refused({ code: 'value', says: `The date ${says}.`, expression: at }) : ok(given);
};

const isCallPart = (name: string): name is CallPart => Object.hasOwn(CALL_PARTS, name);

const readCall = ({ part = [] }: ParametersParameter, at: string): Result<Partial<Record<CallPart, string>>> => {
  const problems: Problem[] = [];
  const read: Partial<Record<CallPart, string>> = {};
  for (const { name, valueString, ...rest } of part) {
    const isKnown = isCallPart(name) && read[name] === undefined && Object.keys(rest).length === 0;
    const text = isKnown ? readLine(valueString, CALL_PARTS[name], at) : undefined;
    if (text?.ok && isCallPart(name)) read[name] = text.value;
    else if (text) problems.push(...(text.ok ? [] : text.problems));
    else
      problems.push({
        code: 'structure',
        says: 'A call has with, says and number, each once and a string.',
        expression: at,
      });
  }
  return problems.length ? refused(...problems) : ok(read);
};

const EMPTY = 'Says nothing to keep: give an assignee, a date, whom it waits on, a note or a call.';

/** What the desk keeps from now on. Refused when it cannot be read, says nothing, or sets what it clears. */
export const readFollowUp = (
  message: unknown,
  { at, by }: { readonly at: string; readonly by: string },
): Result<DeskChange> => {
  const opened = openParts(message, FOLLOW_UP_PARAMETERS);
  if (!opened.ok) return opened;
  const { all, one, problems } = opened.value;
  const assignee = one('assignee', ({ valueString }, place) => readLine(valueString, MOST_NAME, place));
  const followUp = one('followUp', ({ valueDate = '' }, place) => readDay(valueDate, place));
  const waitingOn = one('waitingOn', ({ valueString }, place) => readLine(valueString, MOST_NAME, place));
  const clear = all('clear', ({ valueCode }, place) => readWord(valueCode ?? '', DESK_FIELDS, place));
  const note = one('note', ({ valueString }, place) => readLine(valueString, MOST_NOTE, place));
  const call = one('call', readCall);
  if (problems.length) return refused(...problems);
  const { says = 'No words were kept.', ...called } = call ?? {};
  const set = compact({ assignee, followUp, waitingOn });
  const both = clear.find((name) => set[name] !== undefined);
  if (both)
    return refused({ code: 'value', says: `Sets and clears ${both} at once.`, expression: 'Parameters.parameter' });
  const notes = [...(call ? [{ at, by, says, call: called }] : []), ...(note ? [{ at, by, says: note }] : [])];
  if (Object.keys(set).length + clear.length + notes.length === 0)
    return refused({ code: 'required', says: EMPTY, expression: 'Parameters.parameter' });
  return ok({ ...set, clear: [...new Set(clear)], notes });
};
