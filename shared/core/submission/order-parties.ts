import type { RequestMember, RequestParty } from './request-content.ts';

/** Who an order is about, from and for, as its message tells; kept for the request that may follow. */
export interface OrderParties {
  readonly member: RequestMember;
  readonly ordering: RequestParty;
  readonly rendering?: RequestParty;
  readonly group?: RequestParty;
  readonly site?: RequestParty;
}
