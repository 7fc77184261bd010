import type { SignedIn } from '../app/access/begin-session.ts';
import type { Ticket, User } from '../app/ports/access/session.ts';
import type { ExchangeAbout } from '../core/authorization/review-exchange.ts';
import type { TenantId } from '../core/model/keys/tenant-id.ts';
import type { Route } from '../http/routes/route.ts';
import type { Container } from './container.ts';

export type Values = Readonly<Record<string, readonly string[]>>;

/** An HTTP request as handlers see it: lowercase header names, every repeated query parameter kept. */
export interface Request {
  readonly route: Route;
  readonly params: Readonly<Record<string, string>>;
  readonly query: Values;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
  /** ISO instant of arrival. */
  readonly receivedAt: string;
  /** Reading of the monotonic clock then: deadlines count from it. */
  readonly arrivedMs?: number;
  readonly identity: Identity;
  /** Id by which the caller follows the call. */
  readonly correlationId?: string;
  /** The session it came in. */
  readonly ticket?: Ticket;
  /** Who just came back from signing in. */
  readonly signedIn?: SignedIn;
}

/** The authenticated caller. It travels with the call: whatever happens later happens in its name. */
export interface Identity {
  /** Tenant whose orders, members and settings it may access. */
  readonly tenant: TenantId;
  /** Registered client, issuer of a hook's token or source of a notification; absent if authentication is off. */
  readonly client?: string;
  /** A signed-in person; `client` is their subject. */
  readonly user?: User;
  /** SMART scopes it has; absent: its proof is for this route alone, or authentication is off. */
  readonly scopes?: readonly string[];
}

export interface Reply {
  readonly status: number;
  /** JSON, or text sent unchanged. */
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
  /** The body as it is sent, where it was written already. */
  readonly text?: string;
  /** Cookies the browser is to keep, or to forget. */
  readonly cookies?: readonly string[];
  /** What a call was about that concerns no patient, for the audit trail. */
  readonly about?: string;
  /** What was exchanged with a payer, for its measures; taken out before the reply is sent. */
  readonly exchange?: ExchangeAbout;
  /** Patients the response is about, for the audit trail, if none of their records was read or written. */
  readonly patients?: readonly string[];
}

/** Read, run, write. */
export type Handler = (request: Request, container: Container) => Promise<Reply>;

/**
 * A step every call passes on its way to its handler: it passes the call on, possibly changed, or answers it itself,
 * and sees the response.
 */
export type Guard = (request: Request, container: Container, next: Handler) => Promise<Reply>;
