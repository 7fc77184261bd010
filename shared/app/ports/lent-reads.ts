/** A client's FHIR server and the access token it delegated for one call. */
interface LentServer {
  readonly base: string;
  readonly token?: string;
  /** Origins the tenant allows. */
  readonly origins: readonly string[];
  /** Time limit for all reads together. */
  readonly withinMs: number;
}

/** `missing`: the server has none. `failed`: no answer, or not in time. */
export type LentAnswer = { readonly is: 'found'; readonly text: string } | { readonly is: 'missing' | 'failed' };

/** Reads and searches with a client's delegated token; answers are text, since the digits of numbers matter. */
export interface LentReads {
  /** Answers in the order of `addresses` (relative to the base); never throws because of the server. */
  read(server: LentServer, addresses: readonly string[]): Promise<readonly LentAnswer[]>;
}
