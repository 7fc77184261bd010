import { checkWorklist } from '../../shared/app/authorization/check-worklist.ts';
import { writeWorklist } from '../../shared/fhir/write/record/write-worklist.ts';
import { tenantOf } from '../../shared/handlers/caller.ts';
import type { Handler } from '../../shared/handlers/handler.ts';
import { answer, refuseBounded } from '../../shared/handlers/reply.ts';

/** Loaded when one asks: what reads CSV is heavy, and no other endpoint needs it. */
const lists = () => import('../../shared/handlers/worklist/read-rows.ts');
const csv = () => import('../../shared/handlers/worklist/write-csv.ts');

export const worklist: Handler = async (request, container) => {
  const { readRows, wantsCsv } = await lists();
  const asked = readRows(request);
  if (!asked.ok) return refuseBounded(asked.problems);
  const { ignored, rows: listed } = asked.value;
  const context = { tenant: await tenantOf(request, container), receivedAt: request.receivedAt };
  const rows = await checkWorklist(listed, context, container.ports);
  const next = asked.value.next && `${container.config.PUBLIC_URL}${request.route.path}?${asked.value.next}`;
  const headers = next ? { link: `<${next}>; rel="next"` } : {};
  if (!wantsCsv(request)) return answer(writeWorklist(rows, { next, ignored }, container.canonicals), headers);
  const { writeCsv } = await csv();
  return answer(writeCsv(rows, ignored), { ...headers, 'content-type': 'text/csv; charset=utf-8' });
};
