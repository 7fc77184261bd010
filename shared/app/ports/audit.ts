import type { TenantId } from '../../core/model/tenant-id.ts';
import type { OrderRef, Page } from './authorization-store.ts';

/** Who did it. An open service asks nobody for a name. */
export interface Agent {
  readonly kind: 'client' | 'source' | 'service' | 'open';
  /** Registered id of the client or source; the job, where the service did it by itself. */
  readonly name: string;
}

/** What of patients an access read or changed. */
export interface Touched {
  /** References, `Patient/1` where its id is known. */
  readonly patients: readonly string[];
  readonly orders: readonly OrderRef[];
  /** Ids of answers. */
  readonly answers: readonly string[];
}

/** One access to what is held of patients, kept for whoever asks later who saw or changed what. Never changed itself. */
export interface Access extends Touched {
  /** Begins with the instant, so that the order of ids is the order of time. */
  readonly id: string;
  readonly tenant: TenantId;
  /** ISO instant. */
  readonly at: string;
  readonly who: Agent;
  readonly door: string;
  /** Create, read, update, or execute: searches and questions. */
  readonly action: 'C' | 'R' | 'U' | 'E';
  /** HTTP status of the answer, or what it would have been. */
  readonly status: number;
  readonly correlationId?: string;
}

/** Every part given must hold. */
export interface AccessQuery {
  /** Logical id. */
  readonly patient?: string;
  readonly agent?: string;
  /** Days or instants in UTC, cut off after the seconds; both included. */
  readonly from?: string;
  readonly to?: string;
  readonly limit: number;
  readonly cursor?: string;
}

export interface AuditTrail {
  /**
   * Durable when it returns, and never in the place of another.
   * @param keepYears what the tenant asks for; the longer of it and the deployment's counts
   */
  append(access: Omit<Access, 'id'>, keepYears?: number): Promise<void>;
  get(tenant: TenantId, id: string): Promise<Access | undefined>;
  /** Newest first. */
  find(tenant: TenantId, query: AccessQuery): Promise<Page<Access>>;
  /** Every entry from one ISO instant up to another, the latter not included, in the order of ids. */
  between(tenant: TenantId, from: string, to: string): Promise<readonly Access[]>;
}

/** An ISO instant, or the beginning of one, as ids and names begin with it. */
export const stampOf = (instant: string): string => instant.replace(/[-:]/g, '');

/** Seconds in a year of retention; never shorter than a year of the calendar. */
export const YEAR_SECONDS = 366 * 86_400;
export const DEFAULT_AUDIT_YEARS = 7;
