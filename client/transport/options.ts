import type { Exchange } from '../model/exchange.ts';

/** Parts of the Fetch standard this client uses; any implementation of it will do. */
export interface FetchInit {
  readonly method: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string;
  readonly signal: AbortSignal;
  readonly credentials: 'same-origin';
}
export interface FetchAnswer {
  readonly status: number;
  readonly headers: { get(name: string): string | null };
  text(): Promise<string>;
}
export type Fetch = (url: string, init: FetchInit) => Promise<FetchAnswer>;

/** An access token; called again with `refused` where the last one was not accepted. */
export type TokenSource = (refused: boolean) => string | undefined | Promise<string | undefined>;

export interface ClientOptions {
  /** Address of the service; in a browser the page's own without it. */
  readonly url?: string;
  /** Without it, calls carry the cookie of the session, if there is one. */
  readonly token?: string | TokenSource;
  /** Open mode on one's own machine only: which tenant to call. */
  readonly tenant?: string;
  /** Of one attempt; 15 s without it. */
  readonly timeoutMs?: number;
  /** Attempts of a call, the first included; 4 without it. */
  readonly attempts?: number;
  /** Longest pause before another attempt; a longer Retry-After is left to the caller. 10 s without it. */
  readonly longestPauseMs?: number;
  /** Told of every attempt. What it is told holds patient data. */
  readonly observe?: (exchange: Exchange) => void;
  readonly fetch?: Fetch;
  /** Milliseconds since 1970; a sandbox has a clock of its own. */
  readonly now?: () => number;
  /** Waits before another attempt; for tests. */
  readonly pause?: (ms: number) => Promise<void>;
}
