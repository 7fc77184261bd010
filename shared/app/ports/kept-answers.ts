/** A call under a key of its caller's choice, so that sending it again does not do it again. */
export interface KeyedCall {
  readonly tenant: string;
  /** Keyed hash of the caller and his key. */
  readonly key: string;
  /** Digest of all that is asked. */
  readonly asked: string;
  /** ISO instant. */
  readonly at: string;
}

/** `ours`: nobody answers it yet, so we do. `other`: the key stands for another call. */
export type KeyClaim =
  | { readonly is: 'ours' | 'under-way' | 'other' }
  | { readonly is: 'answered'; readonly answer: string };

/** Answers kept for a day under the keys of their callers. */
export interface KeptAnswers {
  /** Whoever has a key and ends without a word loses it after a short while. */
  claim(call: KeyedCall): Promise<KeyClaim>;
  /** Gives back the answer that counts: of two the first. */
  keep(call: KeyedCall, answer: string): Promise<string>;
  /** The key is free again, for whatever call. */
  release(call: KeyedCall): Promise<void>;
}
