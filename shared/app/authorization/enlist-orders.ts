import type { Ports } from '../ports/ports.ts';

/** Orders looked through between two looks at the clock. */
const AT_ONCE = 1_000;

/**
 * Enters the orders an earlier release left into each tenant's list, and notes where nothing is missing: of a new tenant that is
 * at once. Stopped anywhere, it goes on with the next run.
 */
export const enlistOrders = async (
  { settings, authorizations }: Pick<Ports, 'settings' | 'authorizations'>,
  inTime: () => boolean,
): Promise<void> => {
  for (const tenant of await settings.tenants())
    while (inTime() && (await authorizations.enlist(tenant, AT_ONCE)) === 'going-on');
};
