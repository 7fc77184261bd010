import { ordersOnFile } from '../../app/search/orders-on-file.ts';
import type { ChartPart } from '../../cds-hooks/prefetch/chart-parts.ts';
import { partOnFile } from '../../cds-hooks/prefetch/part-on-file.ts';
import { parseJson } from '../../fhir/structure/parse-json.ts';
import type { Container } from '../container.ts';
import { isRetryable } from '../retryable.ts';
import { unknownNames } from './find-subjects.ts';
import type { HookAsked } from './hook-asked.ts';
import { inTime } from './in-time.ts';

const idsOf = (names: readonly string[], type: string): readonly string[] =>
  names.filter((name) => name.startsWith(`${type}/`)).map((name) => name.slice(type.length + 1));

/** Order and appointment ids that are looked up; more stay unknown. */
const MOST = 20;

/**
 * What a visit references and could not be read, as it is on file here. Only for visits: there the statement goes on the
 * encounter, and an order on file is not the text its EHR has now.
 */
export const addOnFile = async (
  asked: HookAsked,
  parts: readonly ChartPart[],
  { ports }: Container,
): Promise<readonly ChartPart[]> => {
  const { call, caller, by } = asked;
  const names = call.service.hook.startsWith('encounter-') ? unknownNames(asked, parts) : [];
  const orders = idsOf(names, 'ServiceRequest').slice(0, MOST);
  const appointments = idsOf(names, 'Appointment').slice(0, MOST);
  if (orders.length + appointments.length === 0) return parts;
  try {
    const looked = ordersOnFile({ patient: call.patientId, orders, appointments }, caller, ports);
    const found = await inTime(looked, by.payers - ports.clock.elapsedMs());
    if (found === 'late' || found.length === 0) return parts;
    const filed = found.flatMap(({ record, content, visits }) => {
      const parsed = parseJson(content);
      const own = visits.map(({ appointment, slot: { start } }) => ({ appointment, start }));
      return parsed.ok
        ? [{ order: record.orderId, status: record.orderStatus, content: parsed.value, visits: own }]
        : [];
    });
    return [...parts, partOnFile(filed, call.patientId)];
  } catch (error) {
    if (!isRetryable(error)) throw error;
    return parts;
  }
};
