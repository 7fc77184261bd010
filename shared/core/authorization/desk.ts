/** A note of the desk, or a call it made; kept word for word. */
export interface DeskNote {
  /** ISO instant. */
  readonly at: string;
  /** Who wrote it: the caller's id. */
  readonly by: string;
  readonly says: string;
  /** Of a call: with whom, and the number called or the reference given. */
  readonly call?: { readonly with?: string; readonly number?: string };
}

/** What the desk keeps on an authorization while it works on it. No answer depends on it. */
export interface Desk {
  readonly assignee?: string;
  /** YYYY-MM-DD. */
  readonly followUp?: string;
  readonly waitingOn?: string;
  /** The newest, newest first; all of them are in the history. */
  readonly notes: readonly DeskNote[];
  /** How many there are in all. */
  readonly noted: number;
}
