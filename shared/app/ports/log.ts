/** The only keys allowed in a log line. */
export interface LogFields {
  readonly tenant?: string;
  readonly door?: string;
  readonly status?: number;
  readonly advice?: string;
  readonly messageId?: string;
  readonly correlationId?: string;
  readonly durationMs?: number;
  readonly attempts?: number;
  readonly inboxAgeMs?: number;
  readonly intentAgeMs?: number;
  readonly writeBackAgeMs?: number;
  readonly submitAgeMs?: number;
  readonly webhookAgeMs?: number;
  /** Kind of channel to a payer. */
  readonly channel?: string;
  readonly count?: number;
  readonly problem?: string;
  /** The outcome, in one of our words. */
  readonly outcome?: string;
  readonly errorName?: string;
}
export interface Log {
  info(event: string, fields?: LogFields): void;
  warn(event: string, fields?: LogFields): void;
  error(event: string, fields?: LogFields): void;
}
