import type { TenantId } from '../../../core/model/keys/tenant-id.ts';
import type { Result } from '../../../core/model/result.ts';
import type { Client, ClientUse, Jwk } from './client.ts';

/** What an access token allows. */
export interface Grant {
  readonly tenant: TenantId;
  readonly client: string;
  /** SMART v2 scopes. */
  readonly scopes: readonly string[];
}

export interface Tokens {
  /** The registered client that signed a JWT for this audience. Each JWT is accepted once. */
  caller(use: ClientUse, jwt: string, audience: string): Promise<Result<Client>>;
  /** What an access token grants, issued by this deployment or by a trusted issuer. */
  access(token: string): Promise<Result<Grant>>;
  /** A new access token and its lifetime in seconds. */
  issue(grant: Grant): Promise<{ readonly token: string; readonly lives: number }>;
  /** Public keys of the access tokens issued here. */
  keys(): Promise<readonly Jwk[]>;
}
