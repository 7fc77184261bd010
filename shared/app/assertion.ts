import type { CoverageAnswer, Versions } from '../core/assessment.ts';
import type { Inquiry, OrderIdentity } from '../core/inquiry.ts';

/** What was said of orders under one coverage before they were signed: no record, no clocks, only what was said and why. */
export interface Assertion {
  /** The `coverage-assertion-id` on the orders. */
  readonly id: string;
  readonly hook: string;
  readonly source: string;
  /** ISO instant. */
  readonly at: string;
  readonly orders: readonly Pick<OrderIdentity, 'id' | 'digest' | 'placerIds'>[];
  readonly asked: Pick<Inquiry, 'lines' | 'facts'>;
  readonly said: CoverageAnswer;
  readonly versions: Versions;
}

export interface Assertions {
  /** The same id twice is the same assertion: the first one stays. */
  put(tenant: string, assertion: Assertion): Promise<void>;
  get(tenant: string, id: string): Promise<Assertion | undefined>;
}
