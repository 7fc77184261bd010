import type { TenantId } from '../../../core/model/keys/tenant-id.ts';

/** What a person does at the desk; each may do only what its work needs (`app/access/roles.ts`). */
export const ROLES = [
  'scheduler',
  'coordinator',
  'biller',
  'clinician',
  'author',
  'auditor',
  'reviewer',
  'analyst',
] as const;
export type Role = (typeof ROLES)[number];

/** How a tenant's people sign in: which of their groups mean which role, and how long a session lasts. */
export interface SignInRules {
  /** Claim of the ID token that lists a person's groups. */
  readonly claim: string;
  readonly roles: readonly { readonly group: string; readonly role: Role }[];
  /** A session nobody uses ends after this long; absent: 30. */
  readonly idleMinutes?: number;
  /** A session ends after this long, used or not; absent: 10. */
  readonly hours?: number;
  /** ISO instant: every session begun before it has ended. */
  readonly sessionsSince?: string;
  /** Subjects, as the audit trail names them, who may not sign in; their sessions have ended. */
  readonly blocked?: readonly string[];
}

/** A signed-in person, as calls carry them. */
export interface User {
  /** Pseudonym: the same for the same account, and neither its name nor its address. */
  readonly subject: string;
  /** For people. */
  readonly name: string;
  readonly roles: readonly Role[];
}

/** One sign-in of one person at one browser. */
export interface Session {
  readonly tenant: TenantId;
  /** Secret; what is stored is known by its hash. */
  readonly id: string;
  readonly subject: string;
  readonly name: string;
  /** As the issuer said; what they mean here is looked up at every call. */
  readonly groups: readonly string[];
  /** ISO instants. */
  readonly startedAt: string;
  readonly until: string;
}

/** What the cookie of a session holds, sealed. */
export interface Ticket {
  readonly tenant: TenantId;
  readonly id: string;
  /** What the page has to send back with a call that changes something. */
  readonly csrf: string;
  /** ISO instant the session was last used, to the minute. */
  readonly seenAt: string;
}

/** Sessions that were begun and not ended. */
export interface Sessions {
  start(session: Session): Promise<void>;
  /** As it is now, whichever process changed it. */
  find(tenant: TenantId, id: string): Promise<Session | undefined>;
  end(tenant: TenantId, id: string): Promise<void>;
}
