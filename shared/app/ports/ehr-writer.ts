import type { Assessment } from '../../core/model/assessment.ts';
import type { Determination } from '../../core/model/determination.ts';
import type { TenantId } from '../../core/model/keys/tenant-id.ts';
import type { EhrAsked } from './ehr-reader.ts';

/** What is known about one order, to be written where its clinicians look. */
export interface ToWrite {
  /** The order's id in its EHR. */
  readonly orderId: string;
  readonly determination: Determination;
  readonly assertionId: string;
  readonly assessment: Assessment;
  /** Local date of the answer. */
  readonly date: string;
}

/**
 * `unchanged`: the order says it already. `theirs`: the payer has decided for this coverage. `nothing-to-say`: no
 * coverage the order could name. `gone`: no such order any more. `resting`: not tried, the breaker is open. `refused`:
 * the server refuses, or cannot detect concurrent writes.
 */
export type WrittenBack = 'written' | 'unchanged' | 'theirs' | 'nothing-to-say' | 'gone' | 'resting' | 'refused';

/** The tenant, and the CRD release its EHR reads. */
interface Speaking {
  readonly id: TenantId;
  readonly crdVersion?: '2.0' | '2.1' | '2.2';
}

/** Writes to the FHIR server of the EHR an order came from. */
export interface EhrWriter {
  /** Safe to repeat. Throws if the server is in trouble: worth a retry. */
  write(what: ToWrite, asked: EhrAsked & { readonly tenant: Speaking }): Promise<WrittenBack>;
}
