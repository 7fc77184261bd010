import type { CoverageAnswer, Versions } from '../../core/model/assessment.ts';
import type { Inquiry, OrderIdentity } from '../../core/model/inquiry.ts';
import type { TenantId } from '../../core/model/tenant-id.ts';

/** What was said of orders under one coverage before they were signed: no record, no clocks, only what was said and why. */
export interface Assertion {
  /** The `coverage-assertion-id` on the orders. */
  readonly id: string;
  readonly hook: string;
  readonly source: string;
  /** ISO instant. */
  readonly at: string;
  /** Reference of the patient, by the id of the resource where that is known. */
  readonly patient: string;
  readonly orders: readonly Pick<OrderIdentity, 'id' | 'digest' | 'placerIds'>[];
  readonly asked: Pick<Inquiry, 'lines' | 'facts'>;
  readonly said: CoverageAnswer;
  readonly versions: Versions;
}

/** How a placed order leads back to its draft: by an id it carries, or by a number its placer gave it. */
export type DraftRef =
  | { readonly assertionId: string }
  | { readonly source: string; readonly placerId: OrderIdentity['placerIds'][number] };

/** What was said of a draft, as far as the order placed from it has to know. */
export type DraftFound = Pick<Assertion, 'patient'> & { readonly assertionIds: readonly string[] };

export interface Assertions {
  /**
   * What one call said, under each coverage. The same id twice is the same assertion: the first one stays. A placer's
   * number leads to what was said last.
   */
  put(tenant: TenantId, assertions: readonly Assertion[]): Promise<void>;
  get(tenant: TenantId, id: string): Promise<Assertion | undefined>;
}
