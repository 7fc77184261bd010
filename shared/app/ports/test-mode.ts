import type { PayerScript } from '../../core/authorization/payer-script.ts';
import type { TenantId } from '../../core/model/keys/tenant-id.ts';

/** What only a sandbox may. */
export interface TestMode {
  /** Its clock can be moved. */
  readonly clockAheadHours?: number;
  /** It answers requests for prior authorization by a script, as a payer to practise on. */
  readonly payerScript?: PayerScript;
  /** Tenants it practises with: their test numbers count here, and their clocks move with its own. */
  readonly practicePayers?: readonly TenantId[];
}
