import type { Pointer } from './pointer.ts';

/** Something that was given up and waits for somebody to mend its cause. Names no patient. */
export interface DeadLetter extends Pointer {
  /** ISO instant it was given up, or came in. */
  readonly since: string;
  /** `message`: it came in; else the kind of delivery that went nowhere. */
  readonly kind: string;
  readonly source?: string;
  /** In one word: why. */
  readonly problem: string;
}

/** The list of what was given up, beside the queue that rings. */
export interface DeadLetterList {
  add(pointer: Pointer, since: string): Promise<void>;
  /** Oldest first; what was settled meanwhile is left out and cleared away. */
  all(limit: number): Promise<readonly DeadLetter[]>;
  /** A message waits again from here on, so that no crash can lose it; off the list it comes by `remove`. */
  revive(pointer: Pointer): Promise<void>;
  remove(pointer: Pointer): Promise<void>;
}
