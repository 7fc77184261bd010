import type { Result } from '../../core/model/result.ts';
import type { TenantId } from '../../core/model/tenant-id.ts';
import type { Client, ClientUse, Jwk } from './client.ts';

/** What an access token lets its bearer do. */
export interface Grant {
  readonly tenant: TenantId;
  readonly client: string;
  /** SMART v2 scopes. */
  readonly scopes: readonly string[];
}

export interface Tokens {
  /** Whom a JWT proves that a registered client signed for this audience. Each counts once. */
  caller(use: ClientUse, jwt: string, audience: string): Promise<Result<Client>>;
  /** What an access token grants, of this deployment or of an issuer it trusts. */
  access(token: string): Promise<Result<Grant>>;
  /** A new access token and the seconds it lives. */
  issue(grant: Grant): Promise<{ readonly token: string; readonly lives: number }>;
  /** Public keys of the access tokens issued here. */
  keys(): Promise<readonly Jwk[]>;
}
