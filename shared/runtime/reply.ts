import type { Problem, ProblemCode } from '../core/result.ts';
import { writeOutcome } from '../fhir/issues.ts';
import type { Reply } from './door.ts';

/** What an expected failure of a use case means to an HTTP caller; anything unlisted is the caller's message: 400. */
const STATUS: Readonly<Partial<Record<ProblemCode, number>>> = {
  'not-found': 404,
  conflict: 409,
  'multiple-matches': 409,
  'too-long': 413,
  throttled: 429,
  transient: 503,
  exception: 500,
};

/** A message that cannot be read is 400, whatever is wrong with it. */
export const refuseMessage = (problems: readonly Problem[]): Reply => ({ status: 400, body: writeOutcome(problems) });

export const refuse = (problems: readonly Problem[]): Reply => {
  const status = STATUS[problems[0]?.code ?? 'invalid'] ?? 400;
  return { status, body: writeOutcome(problems), ...(status === 503 ? { headers: { 'retry-after': '1' } } : {}) };
};

export const refuseWith = (
  status: number,
  problem: Problem,
  headers: Readonly<Record<string, string>> = {},
): Reply => ({
  status,
  body: writeOutcome([problem]),
  headers,
});

export const answer = (body: unknown, headers: Readonly<Record<string, string>> = {}): Reply => ({
  status: 200,
  body,
  headers,
});
