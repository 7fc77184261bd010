/** A client's FHIR server and the access token it delegated for one call. */
interface DelegatedServer {
  readonly base: string;
  readonly token?: string;
  /** Origins the tenant allows. */
  readonly origins: readonly string[];
  /** Time limit for all reads together. */
  readonly withinMs: number;
  /** Bytes that may still be read; counted down by every read that shares it. */
  readonly budget: { bytes: number };
}

/** `missing`: the server has none. `failed`: no answer, not in time, or more than may be read. */
export type DelegatedAnswer = { readonly is: 'found'; readonly text: string } | { readonly is: 'missing' | 'failed' };

/** Reads and searches with a client's delegated token; answers are text, since the digits of numbers matter. */
export interface DelegatedReads {
  /** Answers in the order of `addresses` (relative to the base); never throws because of the server. */
  read(server: DelegatedServer, addresses: readonly string[]): Promise<readonly DelegatedAnswer[]>;
}
