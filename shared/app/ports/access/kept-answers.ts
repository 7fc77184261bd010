/** A call under an idempotency key of its caller, so that sending it again does not run it again. */
export interface KeyedCall {
  readonly tenant: string;
  /** Keyed hash of the caller and the key. */
  readonly key: string;
  /** The same under earlier versions of the hash key, for calls claimed before a rotation. */
  readonly earlierKeys?: readonly string[];
  /** Digest of the request. */
  readonly asked: string;
  /** ISO instant. */
  readonly at: string;
}

/** `ours`: this call now holds the key and must answer. `other`: the key belongs to a different request. */
export type KeyClaim =
  | { readonly is: 'ours' | 'under-way' | 'other' }
  | { readonly is: 'answered'; readonly answer: string };

/** Responses kept for a day under their callers' keys. */
export interface KeptAnswers {
  /** A claim that ends without an answer expires after a short while. */
  claim(call: KeyedCall): Promise<KeyClaim>;
  /** Returns the response that counts: of two the first. */
  keep(call: KeyedCall, answer: string): Promise<string>;
  /** Frees the key for any call. */
  release(call: KeyedCall): Promise<void>;
}
