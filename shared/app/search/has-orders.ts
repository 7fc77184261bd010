import type { Ports, Tenant } from '../ports/ports.ts';

const READ_AT_ONCE = 100;

/** Has this source of the tenant any order on record? Reads until it finds one. */
export const hasOrders = async (
  tenant: Tenant['id'],
  source: string,
  { authorizations }: Pick<Ports, 'authorizations'>,
): Promise<boolean> => {
  let cursor: string | undefined;
  do {
    const page = await authorizations.find(tenant, { limit: READ_AT_ONCE, ...(cursor ? { cursor } : {}) });
    if (page.items.some((record) => record.source === source)) return true;
    cursor = page.cursor;
  } while (cursor);
  return false;
};
