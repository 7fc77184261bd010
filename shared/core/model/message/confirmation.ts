import type { PlanWords } from '../plan-kinds.ts';
import type { CostSharing } from './cost-sharing.ts';

/** The payer's own eligibility response for a member; it outranks roster and message. */
export interface Confirmation {
  readonly inForce: boolean;
  /** Service date it was asked for, YYYY-MM-DD. */
  readonly on: string;
  readonly start?: string;
  readonly end?: string;
  /** Other coverages the payer says are in force that day. */
  readonly others?: readonly PlanWords[];
  /** Copays, deductibles … as the payer sent them; only the writer uses them. */
  readonly benefits?: unknown;
  /** The same worked up, of the code it names, else of the plan as a whole; absent where only `benefits` tell. */
  readonly sharing?: readonly (CostSharing & { readonly code?: string })[];
  /** What the payer calls the plan. */
  readonly plan?: string;
}
