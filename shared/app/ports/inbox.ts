export interface InboxMessage {
  readonly id: string;
  readonly tenant: string;
  /** Stored name of what it is about. The release of 2026-11-25 stored none, a later one may store others. */
  readonly kind?: string;
  readonly source: string;
  /** ISO instant; payer clocks run from here. */
  readonly receivedAt: string;
  /** The message as JSON text. */
  readonly body: string;
  /** Its sender follows it by this. */
  readonly correlationId?: string;
  readonly state: 'waiting' | 'done' | 'dead';
}
export interface Inbox {
  /** Durable when it returns; the same id twice is one message. `keptDays`: cleared away after them, whatever became of it. */
  put(message: Omit<InboxMessage, 'state'> & { readonly kind: string }, keptDays?: number): Promise<'new' | 'seen'>;
  get(tenant: string, id: string): Promise<InboxMessage | undefined>;
  done(tenant: string, id: string): Promise<void>;
  /** Marks a poison message; it keeps its body, the dead-letter queue only its id. */
  dead(tenant: string, id: string, problem: string): Promise<void>;
  waiting(limit: number): Promise<readonly Pick<InboxMessage, 'tenant' | 'id' | 'receivedAt'>[]>;
}
