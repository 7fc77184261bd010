import { type HookResponse, NO_ADVICE } from '../../cds-hooks/write-hook-response.ts';
import type { Problem } from '../../core/model/result.ts';
import type { Reply } from '../handler.ts';
import { answer, refuseMessage, refuseWith } from '../reply.ts';

/** Outcome of a call. */
export type HookOutcome =
  | { readonly is: 'answered'; readonly response: HookResponse }
  /** Not a stress test, or nothing to answer. */
  | { readonly is: 'not-ours' }
  /** The call or its orders cannot be read or are not for this service: 400. */
  | { readonly is: 'refused'; readonly problems: readonly Problem[] }
  /** Something required was not sent and cannot be read: 412. */
  | { readonly is: 'not-there'; readonly what: string };

export const NOT_OURS: HookOutcome = { is: 'not-ours' };

/** `write`: renders a response as JSON text. */
export const replyOf = (outcome: HookOutcome, write: (response: HookResponse) => unknown): Reply => {
  if (outcome.is === 'answered') return answer(write(outcome.response));
  if (outcome.is === 'not-ours') return answer(write(NO_ADVICE));
  if (outcome.is === 'refused') return refuseMessage(outcome.problems);
  const says = `${outcome.what} is neither in prefetch nor to be had from fhirServer.`;
  return refuseWith(412, { code: 'required', says, expression: 'prefetch' });
};
