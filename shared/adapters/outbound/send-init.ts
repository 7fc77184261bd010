/** Of a request to another organization's server: no redirect is followed, and none is without a deadline. */
export interface SendInit {
  readonly method: string;
  readonly redirect: 'manual';
  readonly signal: AbortSignal;
  readonly headers: Headers | Record<string, string>;
  readonly body?: string | URLSearchParams;
}
