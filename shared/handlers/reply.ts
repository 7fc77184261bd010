import type { Problem, ProblemCode } from '../core/model/result.ts';
import { writeOutcome } from '../fhir/issues.ts';
import type { Reply } from './handler.ts';

type Headers = Readonly<Record<string, string>>;

/** HTTP status of a use case's expected failures; any not listed are the caller's: 400. */
const STATUS: Readonly<Partial<Record<ProblemCode, number>>> = {
  'not-found': 404,
  conflict: 409,
  'multiple-matches': 409,
  'too-long': 413,
  throttled: 429,
  transient: 503,
  exception: 500,
};
const AGAIN: Headers = { 'retry-after': '1' };

/** FHIR names a problem with a header or query parameter `http.<name>`. */
export const IF_MATCH = 'http.if-match';

const statusOf = ({ code, expression }: Problem): number =>
  code === 'conflict' && expression === IF_MATCH ? 412 : (STATUS[code] ?? 400);

export const refuseWith = (status: number, problem: Problem, headers: Headers = {}): Reply => ({
  status,
  body: writeOutcome([problem]),
  headers,
});

/** The call is valid and may succeed a moment later. */
export const tryAgain = (says: string): Reply => refuseWith(503, { code: 'transient', says }, AGAIN);

/** A message that cannot be read is always 400. */
export const refuseMessage = (problems: readonly Problem[]): Reply => ({ status: 400, body: writeOutcome(problems) });

/** The call cannot be read, or asks for more work than the bound it names. */
export const refuseBounded = (problems: readonly Problem[]): Reply => ({
  status: problems.every(({ code }) => code === 'too-long') ? 413 : 400,
  body: writeOutcome(problems),
});

export const refuse = (problems: readonly Problem[]): Reply => {
  const [first] = problems;
  const status = first ? statusOf(first) : 400;
  return { status, body: writeOutcome(problems), headers: status === 429 || status === 503 ? AGAIN : {} };
};

export const notHere = (type: string): Reply =>
  refuseWith(404, { code: 'not-found', says: `There is no such ${type} here.`, expression: `${type}.id` });

export const answer = (body: unknown, headers: Headers = {}): Reply => ({ status: 200, body, headers });

interface Versioned {
  readonly meta?: { readonly versionId?: string | undefined; readonly lastUpdated?: string | undefined } | undefined;
}

/** A resource with its version, so that a caller can name it in `If-Match`. */
export const answerVersion = (resource: Versioned): Reply => {
  const { versionId, lastUpdated } = resource.meta ?? {};
  return answer(resource, {
    ...(versionId ? { etag: `W/"${versionId}"` } : {}),
    ...(lastUpdated ? { 'last-modified': new Date(lastUpdated).toUTCString() } : {}),
  });
};

/** CORS preflight response. */
export const preflight = (methods: readonly string[]): Reply => ({
  status: 204,
  headers: {
    'access-control-allow-methods': [...new Set([...methods, 'OPTIONS'])].join(', '),
    'access-control-allow-headers':
      'accept, authorization, content-type, idempotency-key, if-match, if-none-match, prefer, x-correlation-id',
    'access-control-max-age': '600',
  },
});
