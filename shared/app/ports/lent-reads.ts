/** A client's FHIR server and what it lent us for one call. */
interface LentServer {
  readonly base: string;
  readonly token?: string;
  /** Origins the tenant lets us call. */
  readonly origins: readonly string[];
  /** All reads together. */
  readonly withinMs: number;
}

/** `missing`: the server looked and has none. `failed`: it could not be asked, or not in time. */
export type LentAnswer = { readonly is: 'found'; readonly text: string } | { readonly is: 'missing' | 'failed' };

/** Reads and searches with a client's own token; the answers come as text, since digits of numbers matter. */
export interface LentReads {
  /** Answers in the order of `addresses` (relative to the base); never throws for what the server does. */
  read(server: LentServer, addresses: readonly string[]): Promise<readonly LentAnswer[]>;
}
