import type { Pointer } from './pointer.ts';

/** A message or delivery that was given up until its cause is fixed. Names no patient. */
export interface DeadLetter extends Pointer {
  /** ISO instant it was given up, or arrived. */
  readonly since: string;
  /** `message` for an incoming message, else the kind of the failed delivery. */
  readonly kind: string;
  readonly source?: string;
  /** The reason, in one word. */
  readonly problem: string;
}

/** The list of dead letters, next to the queue that raises the alarm. */
export interface DeadLetterList {
  add(pointer: Pointer, since: string): Promise<void>;
  /** Oldest first; entries settled meanwhile are skipped and deleted. */
  all(limit: number): Promise<readonly DeadLetter[]>;
  /** Puts a message back into the waiting list, so that no crash can lose it; `remove` then takes it off this list. */
  revive(pointer: Pointer): Promise<void>;
  remove(pointer: Pointer): Promise<void>;
}
