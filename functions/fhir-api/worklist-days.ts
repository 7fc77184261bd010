import { listDays } from '../../shared/app/authorization/list-days.ts';
import { readListAsked } from '../../shared/fhir/read/search/read-list-asked.ts';
import { tenantOf } from '../../shared/handlers/caller.ts';
import type { Handler } from '../../shared/handlers/handler.ts';
import { refuse } from '../../shared/handlers/reply.ts';
import { isKnown, listTag } from '../../shared/handlers/worklist/list-tag.ts';
import { writeListPage } from '../../shared/handlers/worklist/write-list-page.ts';

export const worklistDays: Handler = async (request, container) => {
  const { canonicals, ports } = container;
  const { receivedAt, query } = request;
  const tenant = await tenantOf(request, container);
  const asked = readListAsked(query, ports.clock.dateIn(tenant.timeZone, receivedAt), canonicals);
  if (!asked.ok) return refuse(asked.problems);
  const { days, wanted } = asked.value;
  const marks = await ports.authorizations.days.marks(tenant.id, days);
  const etag = listTag(marks, request, tenant, ports);
  if (isKnown(etag, request)) return { status: 304, headers: { etag } };
  const listed = await listDays(days, wanted, marks, { tenant, receivedAt }, ports);
  if (!listed.ok) return refuse(listed.problems);
  // A change under way may not be in these rows yet: without a tag, the next call reads them again.
  return writeListPage(listed.value, asked.value, { request, container }, listed.value.unsettled ? {} : { etag });
};
