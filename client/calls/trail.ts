import type { AuditEntry, AuditSearch, Origin } from '../model/exchange.ts';
import { readAuditEntry, readOrigin } from '../read/read-audit.ts';
import { nextOf, resourcesOf } from '../read/read-day.ts';
import { pathOf, queryOf } from '../transport/call.ts';
import type { Transport } from '../transport/transport.ts';

export interface TrailCalls {
  /** Who accessed what, newest first; needs a patient or an agent. */
  audit(search: AuditSearch): AsyncIterable<AuditEntry>;
  /** What the determinations of an order rest on. */
  origins(order: string, source?: string): Promise<readonly Origin[]>;
}

const auditPath = ({ patient, agent, from, to, count }: AuditSearch): string => {
  const days = [...(from ? [`date=ge${from}`] : []), ...(to ? [`date=le${to}`] : [])];
  const query = queryOf({ patient, agent, _count: count });
  return `/r4/AuditEvent${[query || '?', ...days].join('&').replace('?&', '?')}`;
};

export const trailCalls = (transport: Transport): TrailCalls => ({
  async *audit(search) {
    for (let path: string | undefined = auditPath(search); path; ) {
      const page: unknown = await transport.json({ path });
      yield* resourcesOf(page).map(readAuditEntry);
      const next = nextOf(page);
      path = next && pathOf(next);
    }
  },
  origins: async (order, source) => {
    const query = queryOf({ target: `ServiceRequest/${order}`, source });
    return resourcesOf(await transport.json({ path: `/r4/Provenance${query}` })).map(readOrigin);
  },
});
