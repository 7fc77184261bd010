import type { TenantId } from '../../../core/model/keys/tenant-id.ts';
import type { Ticket } from './session.ts';

/** Why nobody is signed in. The first three are words of OAuth 2.0, the others are ours. */
export type SignInError =
  | 'invalid_request'
  | 'invalid_grant'
  | 'access_denied'
  | 'invalid_token'
  | 'sign_in_expired'
  | 'sign_in_repeated'
  | 'sign_in_not_set_up'
  | 'issuer_unavailable'
  | 'issuer_invalid';

export interface SignInRefusal {
  readonly ok: false;
  readonly error: SignInError;
  /** For the person; holds nothing an issuer or a caller sent. */
  readonly says: string;
}

interface SignInBegun {
  readonly ok: true;
  /** Of the issuer. */
  readonly address: string;
  /** What this browser keeps, sealed, until the person comes back, and for how many seconds. */
  readonly kept: string;
  readonly lives: number;
}

/** What a browser brings back from the issuer. */
export interface BroughtBack {
  readonly code?: string;
  readonly state?: string;
  /** Issuer (RFC 9207). */
  readonly iss?: string;
  readonly error?: string;
}

/** A person an OpenID Connect issuer vouches for. */
export interface VouchedFor {
  readonly ok: true;
  readonly tenant: TenantId;
  readonly subject: string;
  readonly name: string;
  /** Claims of the ID token. */
  readonly claims: Readonly<Record<string, unknown>>;
  /** Path of this service they came from. */
  readonly returnTo: string;
  /** This sign-in counts once; `until` in seconds since 1970. */
  readonly once: { readonly id: string; readonly until: number };
}

/** Sign-in of people by OpenID Connect: authorization code with PKCE, all of it between this service and the issuer. */
export interface SignIn {
  /** Whether this deployment names an issuer. */
  readonly isSetUp: boolean;
  /** Where the person signs in. */
  begin(returnTo: string): Promise<SignInBegun | SignInRefusal>;
  finish(kept: string | undefined, brought: BroughtBack): Promise<VouchedFor | SignInRefusal>;
  /** Where a person ends their session at the issuer, if it says so. */
  endAddress(): Promise<string | undefined>;
  seal(ticket: Ticket, lives: number): Promise<string>;
  /** Nothing for a text that was not sealed here, or no longer counts. */
  open(text: string): Promise<Ticket | undefined>;
}
