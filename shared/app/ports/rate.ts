/** How often one caller may call. */
export interface Rate {
  /** Calls a second, in the long run. */
  readonly perSecond: number;
  /** Calls at once after a while of silence. */
  readonly burst: number;
}

export interface RateLimiter {
  /** Counts a call of this caller. Seconds until he may call again, 0 when he may now. */
  take(tenant: string, caller: string, rate: Rate): Promise<number>;
}

/** Calls counted by every process of the service together. */
export interface SharedCount {
  /** Adds calls to those of a span of time, unless it holds `most` of them already. */
  add(tenant: string, caller: string, span: Span, calls: number, most: number): Promise<'counted' | 'enough'>;
}

interface Span {
  readonly name: string;
  /** Seconds since 1970 after which nobody asks for it. */
  readonly until: number;
}
