import * as z from 'zod/mini';
import type { OrderRef } from '../../../app/ports/authorization-store.ts';
import type { SubmissionStore } from '../../../app/ports/submissions.ts';
import type { Submission } from '../../../core/submission/submission.ts';
import { readBatch, writeBatch } from '../batches.ts';
import { unpackText } from '../compress.ts';
import { rowsBehind } from '../index-rows.ts';
import { bytesOf, makeReader, pack, unpackItem } from '../item.ts';
import { queryRange } from '../query-range.ts';
import { getItem, type Item, putItem, type TableAccess } from '../table-access.ts';
import { requestIndexes, submissionKeys, submissionRanges } from '../table-submissions.ts';
import { isWhole, partItems } from '../text-parts.ts';

const text = z.string();
const readSubmission = makeReader<Submission>(
  'request to a payer',
  z.looseObject({
    id: text,
    version: z.int(),
    payer: text,
    channel: z.looseObject({ kind: text }),
    trace: z.looseObject({ value: text }),
    standing: z.looseObject({ state: text }),
    exchanges: z.array(z.unknown()),
    untold: z.array(z.unknown()),
  }),
);
const readRow = makeReader<{ readonly order: OrderRef; readonly id: string }>(
  'way to a request to a payer',
  z.looseObject({ order: z.looseObject({ source: text, orderId: text }), id: text }),
);
const submissionIn = (item: Item): Submission => readSubmission(unpackItem(bytesOf(item)));

/** Requests to payers over the one table. */
export const makeSubmissionStore = (table: TableAccess): SubmissionStore => {
  const get: SubmissionStore['get'] = async (tenant, order, id) => {
    const item = await getItem(table, submissionKeys.head(tenant, order, id));
    return item && submissionIn(item);
  };
  return {
    get,
    ofOrder: async (tenant, order) => {
      const rows = await queryRange(table, submissionRanges.heads(tenant, order));
      return rows.map(submissionIn).toSorted((a, b) => (a.createdAt < b.createdAt ? -1 : 1));
    },
    list: async (tenant, { limit, after }) => {
      const rows = await rowsBehind(table, submissionRanges.listed(tenant), after, limit + 1);
      return { rows: rows.slice(0, limit), isCut: rows.length > limit };
    },
    listed: async ({ rows }) => {
      const items = await readBatch(
        table,
        rows.map(({ key }) => key),
      );
      return items.flatMap((item) => (item ? submissionIn(item) : []));
    },
    byTrace: async (tenant, trace) => {
      const row = await getItem(table, submissionKeys.trace(tenant, trace));
      if (!row) return undefined;
      const { order, id } = readRow(row);
      return get(tenant, order, id);
    },
    text: async (tenant, order, name) => {
      const rows = await queryRange(table, submissionRanges.parts(tenant, order, name));
      return isWhole(rows) ? unpackText(Buffer.concat(rows.map(bytesOf))) : undefined;
    },
    stage: async (tenant, order, texts) => {
      await writeBatch(
        table,
        texts.flatMap((one) => partItems(one.text, (index) => submissionKeys.part(tenant, order, one.name, index))),
      );
    },
    commit: async (submission) => {
      const { tenant, source, orderId, id, version, trace } = submission;
      const order = { source, orderId };
      // The way first: without its head it leads nowhere.
      if (version === 1) await putItem(table, { ...submissionKeys.trace(tenant, trace.value), order, id });
      const item = {
        ...submissionKeys.head(tenant, order, id),
        ...requestIndexes(tenant, id, submission.updatedAt, version),
        changes: version,
        bytes: pack(submission),
      };
      const unmoved =
        version === 1
          ? { expression: 'attribute_not_exists(pk)' }
          : { expression: 'changes = :before', values: { ':before': version - 1 } };
      return (await putItem(table, item, unmoved)) === 'written' ? 'written' : 'conflict';
    },
  };
};
