import { ServerResting } from './breaker.ts';
import { OutboundRefused } from './outbound.ts';

/**
 * `not-allowed` and `resting`: not called at all. `late`, `unreachable`, `failing` (5xx, 429) and `unreadable` (no JSON):
 * the server is in trouble. `refused` (3xx, 4xx): it understood and will not.
 */
export type FailureKind = 'not-allowed' | 'resting' | 'late' | 'unreachable' | 'failing' | 'unreadable' | 'refused';

/** What went wrong with a call, without its address or content: both can name a patient. */
export class ServerFailure extends Error {
  override readonly name = 'ServerFailure';
  readonly kind: FailureKind;
  readonly status: number | undefined;
  constructor(kind: FailureKind, status?: number) {
    super(`A FHIR server did not answer as asked: ${[kind, status].join(' ').trim()}.`);
    this.kind = kind;
    this.status = status;
  }
}

const statusOf = (error: object): number | undefined => {
  const response: unknown = 'response' in error ? error.response : undefined;
  const status: unknown =
    typeof response === 'object' && response && 'status' in response ? response.status : undefined;
  return typeof status === 'number' ? status : undefined;
};

const kindOf = (status: number): FailureKind => {
  if (status < 300) return 'unreadable';
  return status >= 500 || status === 429 ? 'failing' : 'refused';
};

/** What the client, Node and our own guards throw, in one word; anything else is a bug of ours and stays what it is. */
export const failureOf = (error: unknown): unknown => {
  if (error instanceof ServerFailure || !(error instanceof Error)) return error;
  if (error instanceof OutboundRefused) return new ServerFailure('not-allowed');
  if (error instanceof ServerResting) return new ServerFailure('resting');
  if (error.name === 'TimeoutError' || error.name === 'AbortError') return new ServerFailure('late');
  const status = statusOf(error);
  if (status !== undefined) return new ServerFailure(kindOf(status), status);
  const isNetwork =
    'code' in error || (error instanceof TypeError && /^(fetch failed|terminated)$/.test(error.message));
  return isNetwork ? new ServerFailure('unreachable') : error;
};

const IN_TROUBLE: readonly FailureKind[] = ['late', 'unreachable', 'failing', 'unreadable'];

/** The server is in trouble, and the same call may succeed later. */
export const isFault = (error: unknown): boolean => {
  const failure = failureOf(error);
  return failure instanceof ServerFailure && IN_TROUBLE.includes(failure.kind);
};
