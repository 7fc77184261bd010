import type { CoverageAnswer, Versions } from '../../core/model/assessment.ts';
import type { TenantId } from '../../core/model/keys/tenant-id.ts';
import type { Inquiry, OrderIdentity } from '../../core/model/message/inquiry.ts';

/**
 * The answer to orders under one coverage before they were signed: no record, no clocks, only the answer and its
 * reasons.
 */
export interface Assertion {
  /** The `coverage-assertion-id` on the orders. */
  readonly id: string;
  readonly hook: string;
  readonly source: string;
  /** ISO instant. */
  readonly at: string;
  /** Patient reference, by the id of the resource if known. */
  readonly patient: string;
  readonly orders: readonly Pick<OrderIdentity, 'id' | 'digest' | 'placerIds'>[];
  readonly asked: Pick<Inquiry, 'lines' | 'facts'>;
  readonly said: CoverageAnswer;
  readonly versions: Versions;
}

/** How a placed order points to its draft: by an id it carries, or by its placer's number. */
export type DraftRef =
  | { readonly assertionId: string }
  | { readonly source: string; readonly placerId: OrderIdentity['placerIds'][number] };

/** What the order placed from a draft needs to know about the draft's answer. */
export type DraftFound = Pick<Assertion, 'patient'> & { readonly assertionIds: readonly string[] };

export interface Assertions {
  /**
   * The answers of one call, one per coverage. An id that exists already is the same assertion and is kept. A placer's
   * number points to the last answer.
   */
  put(tenant: TenantId, assertions: readonly Assertion[]): Promise<void>;
  get(tenant: TenantId, id: string): Promise<Assertion | undefined>;
}
