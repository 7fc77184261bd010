import * as z from 'zod/mini';
import type { ReviewStore } from '../../../app/ports/reviews.ts';
import type { ReviewRequest } from '../../../core/authorization/review-request.ts';
import type { TenantId } from '../../../core/model/keys/tenant-id.ts';
import { readBatch, writeBatch } from '../batches.ts';
import { unpackText } from '../compress.ts';
import { bytesOf, makeReader } from '../item.ts';
import { queryRange } from '../query-range.ts';
import { getItem, type Item, putItem, type TableAccess } from '../table-access.ts';
import { exchangeKeys } from '../table-exchanges.ts';
import { reviewKeys, reviewRanges } from '../table-reviews.ts';
import { isWhole, partItems } from '../text-parts.ts';
import { readQueue } from './read-queue.ts';
import { readRequestHead, requestHead } from './request-head.ts';

const text = z.string();
const readRow = makeReader<{ readonly requestId: string }>('way to a request', z.looseObject({ requestId: text }));
const requestOf = (item: Item | undefined): ReviewRequest | undefined => item && readRequestHead(item);

const partsOf = (tenant: TenantId, name: string, content: string) =>
  partItems(content, (index) => reviewKeys.part(tenant, name, index));

const decisionOf = (content: string): string => `${content}-decision`;

/** Prior authorization requests over the one table. */
export const makeReviewStore = (table: TableAccess): ReviewStore => {
  const get: ReviewStore['get'] = async (tenant, id) => requestOf(await getItem(table, reviewKeys.head(tenant, id)));
  const content: ReviewStore['content'] = async (tenant, name) => {
    const rows = await queryRange(table, reviewRanges.parts(tenant, name));
    return isWhole(rows) ? unpackText(Buffer.concat(rows.map(bytesOf))) : undefined;
  };
  return {
    get,
    find: async (tenant, claimKeys) => {
      const heads = claimKeys.map((key) => reviewKeys.head(tenant, key));
      const items = await readBatch(table, [...heads, ...claimKeys.map((key) => reviewKeys.claim(tenant, key))]);
      const begun = items.slice(0, heads.length).find((item) => item !== undefined);
      if (begun) return requestOf(begun);
      for (const item of items.slice(heads.length)) {
        const request = item && (await get(tenant, readRow(item).requestId));
        // A way without its head is what a writer that died left.
        if (request?.claims.some(({ key }) => claimKeys.includes(key))) return request;
      }
      return undefined;
    },
    ofMember: async (tenant, memberKeys, most) => {
      const rows = await Promise.all(
        memberKeys.map((key) =>
          queryRange(table, reviewRanges.member(tenant, key), { newestFirst: true, limit: most }),
        ),
      );
      const newest = rows.flat().toSorted((a, b) => (String(a.sk) < String(b.sk) ? 1 : -1));
      const ids = [...new Set(newest.map((row) => readRow(row).requestId))].slice(0, most);
      const items = await readBatch(
        table,
        ids.map((id) => reviewKeys.head(tenant, id)),
      );
      return items.flatMap((item) => requestOf(item) ?? []);
    },
    queue: (tenant, asked) => readQueue(table, tenant, asked),
    heads: async (tenant, ids) => {
      const keys = ids.map((id) => reviewKeys.head(tenant, id));
      return (await readBatch(table, keys)).flatMap((item) => requestOf(item) ?? []);
    },
    content,
    keepMessage: async (tenant, name, message) => {
      await writeBatch(table, partsOf(tenant, name, message));
    },
    decision: (tenant, name) => content(tenant, decisionOf(name)),
    stage: async (tenant, { requestId, key, content: message, decision, memberKeys, receivedAt }) => {
      const ways = [
        ...(key === requestId ? [] : [{ put: { ...reviewKeys.claim(tenant, key), requestId } }]),
        { put: { ...exchangeKeys.received(tenant, receivedAt, requestId), requestId } },
        ...memberKeys.map((one) => ({ put: { ...reviewKeys.member(tenant, one, receivedAt, requestId), requestId } })),
      ];
      const decided = decision === undefined ? [] : partsOf(tenant, decisionOf(message.name), decision);
      await writeBatch(table, [...partsOf(tenant, message.name, message.text), ...decided, ...ways]);
    },
    commit: async (request) => {
      const item = requestHead(request);
      const isFirst = request.version === 1;
      const unmoved = isFirst
        ? { expression: 'attribute_not_exists(pk)' }
        : { expression: 'changes = :before', values: { ':before': request.version - 1 } };
      return (await putItem(table, item, unmoved)) === 'written' ? 'written' : 'conflict';
    },
  };
};
