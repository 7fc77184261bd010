import type { Caller } from '../app/assess.ts';
import type { Tenant } from '../app/ports.ts';
import type { Request } from './door.ts';
import type { House } from './house.ts';

/** Until tokens name a tenant, direct calls belong to this one (architecture: local mode, tenant `demo`). */
const DEFAULT_TENANT = 'demo';
const FALLBACK: Tenant = {
  id: DEFAULT_TENANT,
  timeZone: 'America/New_York',
  confirmationRequired: false,
  rosterComplete: [],
  sources: [],
};

/** Orders of direct calls live under `source` of the query, else the tenant's first registered source, else `direct`. */
export const callerOf = async (request: Request, { ports }: House): Promise<Caller> => {
  const tenant = (await ports.settings.tenant(DEFAULT_TENANT)) ?? FALLBACK;
  const source = request.query.source?.[0] ?? tenant.sources[0]?.id ?? 'direct';
  return { tenant, source, by: request.route.door, receivedAt: request.receivedAt };
};
