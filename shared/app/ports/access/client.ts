import type { TenantId } from '../../../core/model/keys/tenant-id.ts';
/** A caller's public key as JSON Web Key (RFC 7517), with the members its key type needs. */
export interface Jwk {
  readonly kty: 'RSA' | 'EC';
  readonly kid: string;
  readonly alg?: string;
  readonly crv?: string;
  readonly x?: string;
  readonly y?: string;
  readonly n?: string;
  readonly e?: string;
}

/** `smart`: gets access tokens from our token endpoint. `cds-hooks`: signs each hook call itself. */
export type ClientUse = 'smart' | 'cds-hooks';

/** A system registered to one tenant, identified by its own keys. */
export interface Client {
  readonly tenant: TenantId;
  readonly use: ClientUse;
  /** `client_id`, or `iss` of its hook tokens. Belongs to one tenant. */
  readonly id: string;
  /** Display name for staff. */
  readonly name: string;
  /** Its public keys, or the URL of its key set, which the tenant must allow. */
  readonly keys: readonly Jwk[] | string;
  /** URL its tokens may name in `jku` although its keys are stored here; it is never fetched. */
  readonly jku?: string;
  /** SMART scopes it may request; a hook client needs none. */
  readonly scopes: readonly string[];
  /** NPIs of the organizations it acts for: whose prior authorization requests it may ask about. */
  readonly organizations?: readonly string[];
  /** Names its sending systems give themselves in prior authorization requests: whose results it may subscribe to. */
  readonly senders?: readonly string[];
  /** Absent: ES384 and RS384. */
  readonly algorithms?: readonly string[];
  /** Longest lifetime of its JWTs; absent: 300. */
  readonly longestLifeSeconds?: number;
}

export interface Clients {
  find(use: ClientUse, id: string): Promise<Client | undefined>;
  /** Every client of a tenant. */
  list(tenant: TenantId): Promise<readonly Client[]>;
  /** Throws if another tenant has a client with that id. */
  put(client: Client): Promise<void>;
  remove(use: ClientUse, id: string): Promise<void>;
}

/** Whose ids they are: a client's, or those of the sign-ins of one person. */
export type NonceHolder = Pick<Client, 'tenant' | 'id'> & { readonly use: ClientUse | 'sign-in' };

/** Ids of JWTs and sign-ins that may be used once. */
export interface Nonces {
  /** `until`: seconds since 1970 after which the JWT is refused as expired anyway. */
  claim(holder: NonceHolder, id: string, until: number): Promise<'new' | 'seen'>;
}
