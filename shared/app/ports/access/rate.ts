/** Rate limit of one caller. */
export interface Rate {
  /** Calls per second, sustained. */
  readonly perSecond: number;
  /** Calls at once after an idle period. */
  readonly burst: number;
}

export interface RateLimiter {
  /** Counts a call of this caller. Returns the seconds until the next call is allowed, 0 if it is allowed now. */
  take(tenant: string, caller: string, rate: Rate): Promise<number>;
}

/** Calls counted across all processes of the service. */
export interface SharedCount {
  /** Adds calls to the count of a time span, unless it has reached `most` already. */
  add(tenant: string, caller: string, span: Span, calls: number, most: number): Promise<'counted' | 'enough'>;
}

interface Span {
  readonly name: string;
  /** Seconds since 1970 after which it is no longer needed. */
  readonly until: number;
}
