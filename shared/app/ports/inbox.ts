export interface InboxMessage {
  readonly id: string;
  readonly tenant: string;
  /** Stored name of the message kind. The release of 2026-11-25 stored none; later releases may store others. */
  readonly kind?: string;
  readonly source: string;
  /** ISO instant; payer clocks run from here. */
  readonly receivedAt: string;
  /** The message as JSON text. */
  readonly body: string;
  /** Id the sender uses to follow it. */
  readonly correlationId?: string;
  readonly state: 'waiting' | 'done' | 'dead';
}
export interface Inbox {
  /** Durable when it returns; the same id twice is one message. `keptDays`: deleted after them, whatever its state. */
  put(message: Omit<InboxMessage, 'state'> & { readonly kind: string }, keptDays?: number): Promise<'new' | 'seen'>;
  get(tenant: string, id: string): Promise<InboxMessage | undefined>;
  done(tenant: string, id: string): Promise<void>;
  /** Marks a poison message; its body stays here, and the dead-letter queue gets only its id. */
  dead(tenant: string, id: string, problem: string): Promise<void>;
  waiting(limit: number): Promise<readonly Pick<InboxMessage, 'tenant' | 'id' | 'receivedAt'>[]>;
}
