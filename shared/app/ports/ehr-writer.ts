import type { Assessment } from '../../core/model/assessment.ts';
import type { Determination } from '../../core/model/determination.ts';
import type { TenantId } from '../../core/model/tenant-id.ts';
import type { EhrAsked } from './ehr-reader.ts';

/** What is known of one order, to be put where its clinicians look. */
export interface ToWrite {
  /** Id its EHR gave it. */
  readonly orderId: string;
  readonly determination: Determination;
  readonly assertionId: string;
  readonly assessment: Assessment;
  /** Local date of the answer. */
  readonly date: string;
}

/**
 * `unchanged`: the order says it already. `theirs`: a payer has spoken for this coverage. `nothing-to-say`: no coverage
 * the order could name. `gone`: no such order any more. `resting`: not tried, the server is in trouble. `refused`: it
 * understood and will not, or cannot keep two writers apart.
 */
export type WrittenBack = 'written' | 'unchanged' | 'theirs' | 'nothing-to-say' | 'gone' | 'resting' | 'refused';

/** Whose EHR it is, and the release of CRD it reads. */
interface Speaking {
  readonly id: TenantId;
  readonly crdVersion?: '2.0' | '2.1' | '2.2';
}

/** Writes to the FHIR server of the EHR an order came from. */
export interface EhrWriter {
  /** Safe to repeat. Throws when the server is in trouble: it is worth another try. */
  write(what: ToWrite, asked: EhrAsked & { readonly tenant: Speaking }): Promise<WrittenBack>;
}
