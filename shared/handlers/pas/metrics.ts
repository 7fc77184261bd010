import { startOfDay } from '../../app/assess/local-day.ts';
import type { Tenant } from '../../app/ports/ports.ts';
import type { ExchangeSpan } from '../../app/ports/review-exchanges.ts';
import { readStart, writeCursor } from '../../app/search/cursor.ts';
import { countRequests } from '../../app/utilization-review/count-requests.ts';
import { listExchanges } from '../../app/utilization-review/list-exchanges.ts';
import { addDays } from '../../core/model/dates.ts';
import { readMetricsAsked } from '../../fhir/pas/read/read-metrics-asked.ts';
import { writeMetricData } from '../../fhir/pas/write/write-metric-data.ts';
import { writeMetricReport } from '../../fhir/pas/write/write-metric-report.ts';
import { writeDays } from '../../fhir/write/record/write-days.ts';
import { tenantOf } from '../caller.ts';
import type { Container } from '../container.ts';
import type { Handler } from '../handler.ts';
import { answer, refuse, refuseWith } from '../reply.ts';
import { searchAddress } from '../search-page.ts';

const spanOf = (
  { from, to }: { readonly from: string; readonly to: string },
  { timeZone }: Tenant,
  { ports }: Container,
): ExchangeSpan => ({
  from: startOfDay(from, timeZone, ports.clock),
  to: startOfDay(addDays(to, 1), timeZone, ports.clock),
});

/** A position this service can have written: an instant, and the id of an exchange. */
const POSITION = /^\d{4}-(0[1-9]|1[0-2])-[0-3]\d(T[\d:.]{8,12}Z)#[\w.~-]{1,70}$/;
const FOREIGN = {
  code: 'value',
  says: 'This page cursor is not one of this list.',
  expression: 'http._cursor',
} as const;

/** `GET $pas-metric-data`: exchanges of a period, the oldest first, each with what became of its services. */
export const metricData: Handler = async (request, container) => {
  const asked = readMetricsAsked(request.query);
  if (!asked.ok) return refuse(asked.problems);
  const { period, page } = asked.value;
  const start = readStart(page.cursor);
  if (!start.ok) return refuse(start.problems);
  if (start.value !== undefined && !POSITION.test(start.value)) return refuseWith(400, FOREIGN);
  const tenant = await tenantOf(request, container);
  const after = start.value === undefined ? {} : { after: start.value };
  const span = spanOf(period, tenant, container);
  const found = await listExchanges(tenant.id, span, { limit: page.limit, ...after }, container.ports);
  const rows = found.rows.map((one) => writeMetricData(one.exchange, one.request));
  const next =
    found.next === undefined
      ? undefined
      : searchAddress(request, container, { _cursor: [writeCursor(found.next)] }, []);
  const body = writeDays(rows, { self: searchAddress(request, container, {}, []), next });
  return { ...answer(body), about: 'Exchanges about prior authorization, for measures' };
};

/** `GET $pas-metric-report`: figures of the requests received in a period, as they stand now. */
export const metricReport: Handler = async (request, container) => {
  const asked = readMetricsAsked(request.query);
  if (!asked.ok) return refuse(asked.problems);
  const { period } = asked.value;
  const tenant = await tenantOf(request, container);
  const counted = await countRequests(tenant, spanOf(period, tenant, container), container.ports);
  if (!counted.ok) return refuse(counted.problems);
  const body = writeMetricReport({ period, at: request.receivedAt, ...counted.value });
  return { ...answer(body), about: 'Figures of prior authorization, for measures' };
};
