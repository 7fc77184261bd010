import type { Ports } from '../app/ports/ports.ts';
import type { TenantId } from '../core/model/tenant-id.ts';
import type { Canonicals } from '../fhir/canonical.ts';

/** What handlers know of the environment. */
export interface Settings {
  /** Address callers reach us at, without a slash at the end. */
  readonly PUBLIC_URL: string;
  /** Tenant of calls without a token. */
  readonly DEFAULT_TENANT: TenantId;
  /** `open` on a laptop only: calls need no token. */
  readonly AUTH: 'open' | 'required';
  /** Years the audit trail is kept at least. */
  readonly AUDIT_YEARS?: number | undefined;
}

/** What one process serves with: its settings, and every port opened once. */
export interface Container {
  readonly config: Settings;
  readonly ports: Ports;
  readonly canonicals: Canonicals;
  /** Puts licensed descriptors beside billing codes; absent where the deployer has none. */
  readonly describe?: (body: unknown) => unknown;
}

/** What reading a message and judging it takes: names, code tables, rules. Nothing of it leads out of the process. */
export interface MessageReader {
  readonly canonicals: Canonicals;
  readonly ports: Pick<Ports, 'clock' | 'codebook' | 'digest' | 'rules'>;
}
