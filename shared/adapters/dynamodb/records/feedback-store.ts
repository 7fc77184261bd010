import * as z from 'zod/mini';
import type { FeedbackStore } from '../../../app/ports/feedback.ts';
import type { CardFeedback } from '../../../core/model/message/card-feedback.ts';
import { writeBatch } from '../batches.ts';
import { makeReader } from '../item.ts';
import { queryRange } from '../query-range.ts';
import { keys, ranges } from '../table.ts';
import type { TableAccess } from '../table-access.ts';

const readRow = makeReader<{ readonly feedback: CardFeedback }>(
  'feedback',
  z.looseObject({ feedback: z.looseObject({ service: z.string(), card: z.string(), outcome: z.string() }) }),
);

export const makeFeedbackStore = (table: TableAccess): FeedbackStore => ({
  put: async (tenant, all) => {
    const items = all.map((feedback) => ({
      put: { ...keys.feedback(tenant, feedback.service, feedback.at, feedback.card), feedback },
    }));
    await writeBatch(table, items);
  },
  list: async (tenant, service, from, to) =>
    (await queryRange(table, ranges.feedback(tenant, service, from, to))).map((row) => readRow(row).feedback),
});
