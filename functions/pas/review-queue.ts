import { readStart } from '../../shared/app/search/cursor.ts';
import { readQueued } from '../../shared/app/utilization-review/list-queue.ts';
import { readQueueAsked } from '../../shared/fhir/pas/read/read-queue-asked.ts';
import { tenantOf } from '../../shared/handlers/caller.ts';
import type { Handler } from '../../shared/handlers/handler.ts';
import { pageTag } from '../../shared/handlers/lists/page-tag.ts';
import { writeQueuePage } from '../../shared/handlers/pas/list-reviews.ts';
import { refuse } from '../../shared/handlers/reply.ts';
import { isKnown } from '../../shared/handlers/worklist/list-tag.ts';

export const reviewQueue: Handler = async (request, container) => {
  const { reviews } = container.ports;
  const asked = readQueueAsked(request.query);
  if (!asked.ok) return refuse(asked.problems);
  const { queue, page, ...filter } = asked.value;
  const start = readStart(page.cursor);
  if (!start.ok) return refuse(start.problems);
  const { id } = await tenantOf(request, container);
  const after = start.value === undefined ? {} : { after: start.value };
  const found = await reviews.queue(id, { queue, limit: page.limit, ...after });
  const etag = pageTag(found, request, container);
  if (isKnown(etag, request)) return { status: 304, headers: { etag } };
  return writeQueuePage(found, await readQueued(found, filter, id, container.ports), etag, { request, container });
};
