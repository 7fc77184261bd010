import * as z from 'zod/mini';
import type { ReviewExchanges } from '../../../app/ports/review-exchanges.ts';
import type { ReviewExchange } from '../../../core/authorization/review-exchange.ts';
import { readBatch } from '../batches.ts';
import { bytesOf, makeReader, pack, unpackItem } from '../item.ts';
import { queryRange } from '../query-range.ts';
import type { Range } from '../table.ts';
import { type Item, putItem, type TableAccess } from '../table-access.ts';
import { exchangeKeys, exchangeRanges } from '../table-exchanges.ts';
import { reviewKeys } from '../table-reviews.ts';
import { readRequestHead } from './request-head.ts';

const text = z.string();
const readExchange = makeReader<ReviewExchange>(
  'exchange',
  z.looseObject({
    id: text,
    type: text,
    receivedAt: text,
    answeredAt: text,
    status: z.int(),
    items: z.array(z.unknown()),
  }),
);
const readReceived = makeReader<{ readonly requestId: string }>(
  'receipt of a request',
  z.looseObject({ requestId: text }),
);

/** Rows of some ranges, one after the other, as many as are wanted. */
const rowsOf = async (table: TableAccess, ranges: readonly Range[], most: number): Promise<readonly Item[]> => {
  const rows: Item[] = [];
  for (const range of ranges) {
    if (rows.length >= most) break;
    rows.push(...(await queryRange(table, range, { limit: most - rows.length })));
  }
  return rows;
};

/** What measures are made of, over the one table. */
export const makeExchangeStore = (table: TableAccess): ReviewExchanges => ({
  add: async (exchange) => {
    const { tenant, receivedAt, id } = exchange;
    await putItem(table, { ...exchangeKeys.exchange(tenant, receivedAt, id), bytes: pack(exchange) });
  },
  page: async (tenant, { from, to }, { limit, after }) => {
    const start = after !== undefined && after > from ? after : from;
    const ranges = exchangeRanges.exchanges(tenant, start, to);
    // The row a position names comes again first, and one more tells whether there are more.
    const found = await rowsOf(table, ranges, limit + 2);
    const rows = found
      .map((item) => ({ exchange: readExchange(unpackItem(bytesOf(item))), position: String(item.sk) }))
      .filter(({ position }) => position !== after);
    return { rows: rows.slice(0, limit), isCut: rows.length > limit };
  },
  received: async (tenant, { from, to }, most) =>
    (await rowsOf(table, exchangeRanges.received(tenant, from, to), most)).map((row) => readReceived(row).requestId),
  requests: async (tenant, ids) => {
    const items = await readBatch(
      table,
      ids.map((id) => reviewKeys.head(tenant, id)),
    );
    return items.flatMap((item) => (item ? readRequestHead(item) : []));
  },
});
