import type { TenantId } from '../core/model/tenant-id.ts';
import type { Route } from '../http/routes/route.ts';
import type { Container } from './container.ts';

export type Values = Readonly<Record<string, readonly string[]>>;

/** An HTTP request as handlers see it: header names in lower case, every repeated query parameter kept. */
export interface Request {
  readonly route: Route;
  readonly params: Readonly<Record<string, string>>;
  readonly query: Values;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
  /** ISO instant of arrival. */
  readonly receivedAt: string;
  readonly identity: Identity;
  /** Id by which the caller follows his call. */
  readonly correlationId?: string;
}

/** Whom a call comes from, once that has been proved. */
export interface Identity {
  /** Whose orders, members and settings it may touch. */
  readonly tenant: TenantId;
  /** Registered client, issuer of a hook's token or source of a notification; absent where none is asked for. */
  readonly client?: string;
}

export interface Reply {
  readonly status: number;
  /** JSON, or text that goes out as it is. */
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
  /** Whom the call proved to come from, once somebody proved it on the way. */
  readonly identity?: Identity;
  /** References to patients the answer is about, for the audit trail, where no record of theirs was read or written. */
  readonly patients?: readonly string[];
}

/** Read, run, write. */
export type Handler = (request: Request, container: Container) => Promise<Reply>;

/**
 * Something every call passes on its way to its handler: it lets the call on, also changed, or answers itself, and sees
 * what comes back.
 */
export type Guard = (request: Request, container: Container, next: Handler) => Promise<Reply>;
