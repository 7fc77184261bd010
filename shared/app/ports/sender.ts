import type { Tenant } from './ports.ts';
import type { Source } from './source.ts';

/** The registered source something came from, and whose it is. */
export interface Sender {
  readonly tenant: Tenant;
  readonly source: Source;
}
