import type { Route } from '../http/routes.ts';
import type { House } from './house.ts';

export type Values = Readonly<Record<string, readonly string[]>>;

/** An HTTP request as doors see it: header names in lower case, every repeated query parameter kept. */
export interface Request {
  readonly route: Route;
  readonly params: Readonly<Record<string, string>>;
  readonly query: Values;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
  /** ISO instant of arrival. */
  readonly receivedAt: string;
  /** Id by which the caller follows his call. */
  readonly correlationId?: string;
}

export interface Reply {
  readonly status: number;
  /** JSON, or text that goes out as it is. */
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

/** Read, run, write. */
export type Door = (request: Request, house: House) => Promise<Reply>;
