import type { Source } from './source.ts';

/** Whose EHR is asked. */
export interface EhrAsked {
  readonly tenant: { readonly outbound?: readonly string[] };
  readonly source: Source;
}

/** What a read by reference found. `not-ours`: the reference leads to another server or another kind of resource. */
type OrderFound =
  | { readonly is: 'found'; readonly order: unknown }
  | { readonly is: 'gone' | 'not-ours' | 'no-server' };

/** A message and what its patient's chart adds. Messages are FHIR JSON; nobody here looks inside. */
export interface Filled {
  readonly message: unknown;
  /** Calls made. */
  readonly reads: number;
  /** Kinds of resource that could not be looked for, or not all of them: what they would have said is unknown. */
  readonly unread: readonly string[];
}

/** The FHIR server of the EHR an order came from. */
export interface EhrReader {
  /** The order as it stands there now. Throws when the server is in trouble: it is worth another try. */
  order(reference: string, asked: EhrAsked): Promise<OrderFound>;
  /** Adds what the message lacks and the chart holds, in bounded time; never throws for what the server does. */
  fill(message: unknown, asked: EhrAsked): Promise<Filled>;
  /** References of the orders changed since an instant; throws like `order`. */
  changedSince(instant: string, asked: EhrAsked): Promise<readonly string[]>;
}
