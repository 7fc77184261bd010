import type { TenantId } from '../../core/model/tenant-id.ts';
/** Public key of a caller as JSON Web Key (RFC 7517); the members its kind needs are there. */
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

/** `smart`: asks our token endpoint for access tokens. `cds-hooks`: signs each call of a hook itself. */
export type ClientUse = 'smart' | 'cds-hooks';

/** A system registered to one tenant, known by keys of its own. */
export interface Client {
  readonly tenant: TenantId;
  readonly use: ClientUse;
  /** `client_id`, or `iss` of its hook tokens. Belongs to one tenant. */
  readonly id: string;
  /** What staff call it. */
  readonly name: string;
  /** Its public keys, here or at an address the tenant lets us call. */
  readonly keys: readonly Jwk[] | string;
  /** Address its tokens may name in `jku` although its keys stand here; nothing is read there. */
  readonly jku?: string;
  /** SMART scopes it may ask for; a hook client needs none. */
  readonly scopes: readonly string[];
  /** Absent: ES384 and RS384. */
  readonly algorithms?: readonly string[];
  /** Longest life of what it signs; absent: 300. */
  readonly longestLifeSeconds?: number;
}

export interface Clients {
  find(use: ClientUse, id: string): Promise<Client | undefined>;
  /** Every client of a tenant. */
  list(tenant: TenantId): Promise<readonly Client[]>;
  /** Throws when another tenant has one of that id. */
  put(client: Client): Promise<void>;
  remove(use: ClientUse, id: string): Promise<void>;
}

/** Ids of signed messages that count once. */
export interface Nonces {
  /** `until`: seconds since 1970 after which the message is refused for its age anyway. */
  claim(client: Client, id: string, until: number): Promise<'new' | 'seen'>;
}
