import { isObject } from '../core/model/is-object.ts';
import type { CardFeedback } from '../core/model/message/card-feedback.ts';
import { ok, type Problem, type Result, refused } from '../core/model/result.ts';

const MOST = 100;
const ID = /^[A-Za-z0-9\-.]{1,64}$/;
const idIn = (value: unknown): string | undefined => (typeof value === 'string' && ID.test(value) ? value : undefined);

/** Only the code, never the free text: it can name a patient. */
const reasonIn = (override: unknown): Pick<CardFeedback, 'reason'> => {
  const reason: unknown = isObject(override) ? override.reason : undefined;
  const code = isObject(reason) ? idIn(reason.code) : undefined;
  return code ? { reason: code } : {};
};

const instantIn = (value: unknown, receivedAt: string): string =>
  typeof value === 'string' && !Number.isNaN(Date.parse(value)) ? new Date(value).toISOString() : receivedAt;

const readOne = (value: unknown, service: string, receivedAt: string): CardFeedback | undefined => {
  if (!isObject(value)) return undefined;
  const { outcome, acceptedSuggestions } = value;
  const card = idIn(value.card);
  if (!card || (outcome !== 'accepted' && outcome !== 'overridden')) return undefined;
  const chosen: readonly unknown[] = Array.isArray(acceptedSuggestions) ? acceptedSuggestions : [];
  const suggestions = chosen.flatMap((one) => (isObject(one) ? (idIn(one.id) ?? []) : []));
  const at = instantIn(value.outcomeTimestamp, receivedAt);
  return { service, card, outcome, suggestions, ...reasonIn(value.overrideReason), at };
};

/** Body of `POST /cds-services/{id}/feedback`. Source: CDS Hooks 2.0 "Feedback". */
export const readFeedback = (body: unknown, service: string, receivedAt: string): Result<readonly CardFeedback[]> => {
  const given: unknown = isObject(body) ? body.feedback : undefined;
  if (!Array.isArray(given) || given.length === 0 || given.length > MOST)
    return refused({ code: 'required', says: `feedback must be a list of 1 to ${MOST}.`, expression: 'feedback' });
  const read = given.map((one: unknown) => readOne(one, service, receivedAt));
  const problems = read.flatMap((one, index): readonly Problem[] =>
    one
      ? []
      : [{ code: 'value', says: 'Needs card and outcome accepted or overridden.', expression: `feedback[${index}]` }],
  );
  return problems.length ? refused(...problems) : ok(read.flatMap((one) => one ?? []));
};
