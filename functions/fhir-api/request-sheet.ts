import { findOrder } from '../../shared/app/search/find-order.ts';
import { submissionOf } from '../../shared/app/submissions/prepare-request.ts';
import { preparedOf } from '../../shared/app/submissions/prepared.ts';
import { tenantOf } from '../../shared/handlers/caller.ts';
import type { Handler } from '../../shared/handlers/handler.ts';
import { orderAsked } from '../../shared/handlers/order-asked.ts';
import { answer, notHere, refuse } from '../../shared/handlers/reply.ts';
import { SHEET_HEADERS, writeSheet } from '../../shared/handlers/sheet/write-sheet.ts';

export const requestSheet: Handler = async (request, container) => {
  const { orderId, source } = orderAsked(request);
  const { ports } = container;
  const found = await findOrder(orderId, source, await tenantOf(request, container), ports);
  if (!found.ok) return refuse(found.problems);
  const submission = await submissionOf(found.value, ports);
  if (!submission) return notHere('prepared request');
  const { content } = await preparedOf(submission, submission.content, ports);
  return { ...answer(undefined, SHEET_HEADERS), text: writeSheet(content, submission) };
};
