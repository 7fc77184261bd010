import type { TenantId } from '../../../core/model/keys/tenant-id.ts';
import type { OrderRef, Page } from '../authorization-store.ts';

/** Who did it. A service with open access asks for no name. */
export interface Agent {
  readonly kind: 'client' | 'source' | 'user' | 'service' | 'open';
  /** Registered id of the client or source, subject of a signed-in person; for the service's own work, the job. */
  readonly name: string;
  /** Of a person, for people. Keys and indexes hold the subject only. */
  readonly display?: string;
}

/** The patient data an access read or changed. */
export interface Touched {
  /** References, `Patient/1` where its id is known. */
  readonly patients: readonly string[];
  readonly orders: readonly OrderRef[];
  /** Ids of answers. */
  readonly answers: readonly string[];
}

/** One access to patient data, kept to answer later who saw or changed it. Immutable. */
export interface Access extends Touched {
  /**
   * Starts with the instant, so that ids sort by time: that of the access, or the end of what was sealed where the clock of the
   * sealer ran ahead of it.
   */
  readonly id: string;
  readonly tenant: TenantId;
  /** ISO instant. */
  readonly at: string;
  readonly who: Agent;
  readonly door: string;
  /** Create, read, update, or execute (searches and questions). */
  readonly action: 'C' | 'R' | 'U' | 'E';
  /** What it was about, where it concerns no patient: a rule pack by name and version. */
  readonly about?: string;
  /** HTTP status of the response, or its equivalent. */
  readonly status: number;
  readonly correlationId?: string;
}

/** All given parts must match. */
export interface AccessQuery {
  /** Logical id. */
  readonly patient?: string;
  readonly agent?: string;
  /** UTC dates or instants, cut off after the seconds; both included. */
  readonly from?: string;
  readonly to?: string;
  readonly limit: number;
  readonly cursor?: string;
}

/** Where what is stored does not follow from an entry's content. */
export interface AuditFlaw {
  readonly id: string;
  readonly why: string;
}

export interface AuditTrail {
  /**
   * Durable when it returns; never overwrites an entry.
   * @param keepYears the tenant's retention; the longer of it and the deployment's applies
   */
  append(access: Omit<Access, 'id'>, keepYears?: number): Promise<void>;
  get(tenant: TenantId, id: string): Promise<Access | undefined>;
  /** Newest first. */
  find(tenant: TenantId, query: AccessQuery): Promise<Page<Access>>;
  /** Up to which ISO instant the trail is sealed, as it is now; nothing where it never was. */
  sealedUntil(tenant: TenantId): Promise<string | undefined>;
  /** Entries are placed behind it from now on, whatever the clock says. It never goes back. */
  markSealed(tenant: TenantId, until: string): Promise<void>;
  /** Every entry from one ISO instant up to but not including another, ordered by id. */
  between(tenant: TenantId, from: string, to: string): Promise<readonly Access[]>;
  /** The same, with what is wrong with how they are stored: nobody finds an entry whose index row is gone. */
  inspect(
    tenant: TenantId,
    from: string,
    to: string,
  ): Promise<{ readonly accesses: readonly Access[]; readonly flaws: readonly AuditFlaw[] }>;
}

/** An ISO instant, or the start of one, in the form ids and names start with. */
export const stampOf = (instant: string): string => instant.replace(/[-:]/g, '');

/** The instant an entry is placed at: the one its id starts with. */
export const enteredAt = ({ id }: Pick<Access, 'id'>): string =>
  id.replace(/^(\d{4})(\d\d)(\d\dT\d\d)(\d\d)([\d.]+Z).*$/, '$1-$2-$3:$4:$5');

/** Seconds in a year of retention; never shorter than a calendar year. */
export const YEAR_SECONDS = 366 * 86_400;
export const DEFAULT_AUDIT_YEARS = 7;
