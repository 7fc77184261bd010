import { type ClaimCalls, claimCalls } from './calls/claims.ts';
import { type DayCalls, dayCalls } from './calls/days.ts';
import { type OrderCalls, orderCalls } from './calls/orders.ts';
import { type PackCalls, packCalls } from './calls/packs.ts';
import { type RequestCalls, requestCalls } from './calls/requests.ts';
import { type ReviewCalls, reviewCalls } from './calls/reviews.ts';
import { type SandboxCalls, sandboxCalls } from './calls/sandbox.ts';
import { type SessionCalls, sessionCalls } from './calls/sessions.ts';
import { type TrailCalls, trailCalls } from './calls/trail.ts';
import type { ClientOptions } from './transport/options.ts';
import { dayAt, systemNow } from './transport/system-clock.ts';
import { openTransport } from './transport/transport.ts';

/** Everything a page, a command or a backend asks of a running service, in words for people. */
export interface Client
  extends DayCalls,
    OrderCalls,
    ClaimCalls,
    PackCalls,
    RequestCalls,
    ReviewCalls,
    TrailCalls,
    SandboxCalls,
    SessionCalls {
  /** Any resource or page as it is served, for those who want the wire. */
  read(path: string): Promise<unknown>;
  /** The same service, another tenant: open mode on one's own machine only. */
  forTenant(tenant: string): Client;
}

export const createClient = (options: ClientOptions = {}): Client => {
  const { now = systemNow } = options;
  const transport = openTransport(options);
  const today = () => dayAt(now());
  return {
    ...dayCalls(transport),
    ...orderCalls(transport, today),
    ...claimCalls(transport, today),
    ...packCalls(transport),
    ...requestCalls(transport),
    ...reviewCalls(transport),
    ...trailCalls(transport),
    ...sandboxCalls(transport),
    ...sessionCalls(transport),
    read: (path) => transport.json({ path }),
    forTenant: (tenant) => createClient({ ...options, tenant }),
  };
};
