import { readStart } from '../../shared/app/search/cursor.ts';
import { readListed } from '../../shared/app/submissions/read-listed.ts';
import { openSearch } from '../../shared/fhir/read/search/open-search.ts';
import { tenantOf } from '../../shared/handlers/caller.ts';
import type { Handler } from '../../shared/handlers/handler.ts';
import { writeExchangePage } from '../../shared/handlers/lists/list-exchanges.ts';
import { pageTag } from '../../shared/handlers/lists/page-tag.ts';
import { refuse } from '../../shared/handlers/reply.ts';
import { isKnown } from '../../shared/handlers/worklist/list-tag.ts';

export const exchanges: Handler = async (request, container) => {
  const { submissions } = container.ports;
  const { page, problems } = openSearch(request.query, []);
  if (problems.length) return refuse(problems);
  const start = readStart(page.cursor);
  if (!start.ok) return refuse(start.problems);
  const { id } = await tenantOf(request, container);
  const after = start.value === undefined ? {} : { after: start.value };
  const found = await submissions.list(id, { limit: page.limit, ...after });
  const etag = pageTag(found, request, container);
  if (isKnown(etag, request)) return { status: 304, headers: { etag } };
  return writeExchangePage(found, await readListed(found, id, container.ports), etag, { request, container });
};
