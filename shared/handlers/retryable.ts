import { isObject } from '../core/model/is-object.ts';

/** Throttled, unreachable or too busy: the caller may retry. Any other unexpected error is a bug. */
const NAMES = new Set([
  'AbortError',
  'InternalServerError',
  'LimitExceededException',
  'NetworkingError',
  'ProvisionedThroughputExceededException',
  'RequestLimitExceeded',
  'RequestTimeout',
  'ServiceUnavailable',
  'ServiceUnavailableException',
  'ThrottlingException',
  'TimeoutError',
  'TooBusyError',
  'TransactionInProgressException',
]);
const SOCKET_CODES = new Set([
  'EAI_AGAIN',
  'ECONNABORTED',
  'ECONNREFUSED',
  'ECONNRESET',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'ENOTFOUND',
  'EPIPE',
  'ETIMEDOUT',
]);

const statusOf = (error: object): number | undefined => {
  const metadata = '$metadata' in error ? error.$metadata : undefined;
  return isObject(metadata) && typeof metadata.httpStatusCode === 'number' ? metadata.httpStatusCode : undefined;
};

/** Checks errors of the AWS SDK and Node, including a nested `cause`. */
export const isRetryable = (error: unknown): boolean => {
  if (!(error instanceof Error)) return false;
  if (NAMES.has(error.name)) return true;
  if ('code' in error && typeof error.code === 'string' && SOCKET_CODES.has(error.code)) return true;
  if ((statusOf(error) ?? 0) >= 500) return true;
  return isRetryable(error.cause);
};
