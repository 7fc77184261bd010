/** Who calls, and of which tenant. */
export interface Session {
  readonly mode: 'open' | 'signed-in';
  readonly tenant: string;
  readonly tenants: readonly string[];
  /** IANA zone of the tenant's sites, and the day it is there. */
  readonly timeZone?: string;
  readonly today?: string;
  readonly user?: { readonly name: string; readonly roles: readonly string[] };
}

/** Nobody is signed in; the address to go to. */
export interface SignIn {
  readonly mode: 'signed-out';
  readonly signIn: string;
}
