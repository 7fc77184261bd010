import { isObject } from '../../core/model/is-object.ts';
import { ServerResting } from './breaker.ts';
import { OutboundRefused } from './outbound.ts';
import { textWithin } from './text-within.ts';

/**
 * `not-allowed` and `resting`: not called at all. `late`, `unreachable`, `failing` (5xx, 429) and `unreadable` (not
 * JSON): the server is in trouble. `refused` (3xx, 4xx): it processed and refused the request.
 * Of client certificates, and nobody's trouble but ours: `certificate-unusable`: not called at all; `certificate-refused`: the
 * server took nothing; `server-certificate`: the server did not prove its name, nothing was sent; `certificate-unanswered`: it
 * closed the connection without an answer.
 */
type FailureKind =
  | 'not-allowed'
  | 'resting'
  | 'late'
  | 'unreachable'
  | 'failing'
  | 'unreadable'
  | 'refused'
  | `certificate-${'unusable' | 'refused' | 'unanswered'}`
  | 'server-certificate';

/** What went wrong with a call, without its address or content: both can name a patient. */
export class ServerFailure extends Error {
  override readonly name = 'ServerFailure';
  readonly kind: FailureKind;
  readonly status: number | undefined;
  /** How long the server asked callers to wait. */
  readonly retryAfterMs: number | undefined;
  /** In a sentence of ours, where a certificate was in the way, or may have been. */
  readonly says: string | undefined;
  constructor(kind: FailureKind, status?: number, retryAfterMs?: number, says?: string) {
    super(`A FHIR server did not answer as asked: ${[kind, status].join(' ').trim()}.`);
    this.kind = kind;
    this.status = status;
    this.retryAfterMs = retryAfterMs;
    this.says = says;
  }
}

const statusOf = (error: object): number | undefined => {
  const response: unknown = 'response' in error ? error.response : undefined;
  const status = isObject(response) ? response.status : undefined;
  return typeof status === 'number' ? status : undefined;
};

/** Upper bound on a server's Retry-After. */
const LONGEST_RETRY_AFTER_MS = 600_000;

/** `Retry-After` of an answer: seconds, or an HTTP date. */
export const retryAfterMs = (headers: unknown, now: number): number | undefined => {
  const text = headers instanceof Headers ? headers.get('retry-after') : null;
  if (!text) return undefined;
  const ms = /^\d+$/.test(text) ? Number(text) * 1_000 : Date.parse(text) - now;
  return Number.isNaN(ms) ? undefined : Math.min(Math.max(ms, 0), LONGEST_RETRY_AFTER_MS);
};
/** The client puts the headers of an error response next to the request. */
const retryAfterIn = (error: object): number | undefined => {
  const config: unknown = 'config' in error ? error.config : undefined;
  return isObject(config) ? retryAfterMs(config.headers, Date.now()) : undefined;
};

export const failureKind = (status: number): FailureKind => {
  if (status < 300) return 'unreadable';
  return status >= 500 || status === 429 ? 'failing' : 'refused';
};

/** What a response that is no answer to us says went wrong. */
export const failedAs = ({ status, headers }: Pick<Response, 'status' | 'headers'>, now: number): ServerFailure =>
  new ServerFailure(failureKind(status), status, retryAfterMs(headers, now));

/** The text of a response. @throws ServerFailure where it is longer */
export const readableText = async (response: Response, mostBytes: number): Promise<string> => {
  const text = await textWithin(response, { bytes: mostBytes });
  if (text === undefined) throw new ServerFailure('unreadable');
  return text;
};

const CLOSED =
  'The server closed the connection without an answer: one that asks for a client certificate does that where none is shown.';
/** `fetch` does not tell with which alert of TLS the connection was closed. */
const isClosed = ({ message, cause }: Error): boolean =>
  message === 'fetch failed' && isObject(cause) && cause.code === 'UND_ERR_SOCKET';

/**
 * The failure kind of an error thrown by the client, Node or our own guards; any other error is a bug and returned
 * unchanged.
 */
export const failureOf = (error: unknown): unknown => {
  if (error instanceof ServerFailure || !(error instanceof Error)) return error;
  if (error instanceof OutboundRefused) return new ServerFailure('not-allowed');
  if (error instanceof ServerResting) return new ServerFailure('resting');
  if (error.name === 'TimeoutError' || error.name === 'AbortError') return new ServerFailure('late');
  const status = statusOf(error);
  if (status !== undefined) return new ServerFailure(failureKind(status), status, retryAfterIn(error));
  const isNetwork =
    'code' in error || (error instanceof TypeError && /^(fetch failed|terminated)$/.test(error.message));
  if (!isNetwork) return error;
  return new ServerFailure('unreachable', undefined, undefined, isClosed(error) ? CLOSED : undefined);
};

/** Failures at a certificate by which the server has nothing of the message. */
export const TOOK_NOTHING: readonly FailureKind[] = [
  'certificate-unusable',
  'certificate-refused',
  'server-certificate',
];

/** None at a certificate: those are of one tenant's settings, and others call the same server. */
const IN_TROUBLE: readonly FailureKind[] = ['late', 'unreachable', 'failing', 'unreadable'];

/** The server is in trouble, and the same call may succeed later. */
export const isFault = (error: unknown): boolean => {
  const failure = failureOf(error);
  return failure instanceof ServerFailure && IN_TROUBLE.includes(failure.kind);
};

/** How long a failing server asked callers to wait. */
export const retryAfterOf = (error: unknown): number | undefined => {
  const failure = failureOf(error);
  return failure instanceof ServerFailure && isFault(failure) ? failure.retryAfterMs : undefined;
};
