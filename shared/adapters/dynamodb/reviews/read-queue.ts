import type { QueueAsked, QueuePage } from '../../../app/ports/reviews.ts';
import type { TenantId } from '../../../core/model/keys/tenant-id.ts';
import { queryRange } from '../query-range.ts';
import { INDEXES } from '../table.ts';
import type { TableAccess } from '../table-access.ts';
import { requestIdIn, reviewRanges } from '../table-reviews.ts';

/** A page of a queue by one query of the index: names and positions, no head. */
export const readQueue = async (
  table: TableAccess,
  tenant: TenantId,
  { queue, limit, after }: QueueAsked,
): Promise<QueuePage> => {
  const newestFirst = queue === 'closed';
  const whole = reviewRanges.queue(tenant, queue);
  const range = after === undefined ? whole : { ...whole, [newestFirst ? 'to' : 'from']: after };
  const found = await queryRange(table, range, { newestFirst, limit: limit + 2 });
  const rows = found
    .map((row) => ({ id: requestIdIn(row), position: String(row[INDEXES.service.sk]) }))
    .filter(({ position }) => position !== after);
  return { rows: rows.slice(0, limit), isCut: rows.length > limit };
};
