import type { Tenant } from './ports.ts';
import type { Source } from './source.ts';

/** The registered source of a message, and its tenant. */
export interface Sender {
  readonly tenant: Tenant;
  readonly source: Source;
}
