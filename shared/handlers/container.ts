import type { Ports } from '../app/ports/ports.ts';
import type { TenantId } from '../core/model/keys/tenant-id.ts';
import type { Canonicals } from '../fhir/canonical.ts';

/** What handlers know of the environment. */
export interface Settings {
  /** URL callers use, without a trailing slash. */
  readonly PUBLIC_URL: string;
  /** Tenant of calls without a token. */
  readonly DEFAULT_TENANT: TenantId;
  /** `open` on a laptop only: calls need no token. */
  readonly AUTH: 'open' | 'required';
  /** Comma-separated tenants the page of an open service may choose; it starts with the first. */
  readonly OPEN_TENANTS?: string | undefined;
  /** Comma-separated origins whose pages may call an open service. */
  readonly BROWSER_ORIGINS?: string | undefined;
  /** Minimum audit retention in years. */
  readonly AUDIT_YEARS?: number | undefined;
}

/** What one process serves with: its settings, and every port, opened once. */
export interface Container {
  readonly config: Settings;
  readonly ports: Ports;
  readonly canonicals: Canonicals;
  /** Adds licensed descriptors to billing codes; absent if the deployer has none. */
  readonly describe?: (body: unknown) => unknown;
}

/** What reading and judging a message takes: names, code tables, rules. It has no access to the outside. */
export interface MessageReader {
  readonly canonicals: Canonicals;
  readonly ports: Pick<Ports, 'clock' | 'codebook' | 'digest' | 'rules'>;
}
