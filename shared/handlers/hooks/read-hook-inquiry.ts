import type { ChartPart } from '../../cds-hooks/prefetch/chart-parts.ts';
import { composeMessage } from '../../cds-hooks/prefetch/compose-message.ts';
import type { Inquiry } from '../../core/model/message/inquiry.ts';
import type { Result } from '../../core/model/result.ts';
import { readMessage } from '../../fhir/read/read-message.ts';
import type { Container } from '../container.ts';
import { readingContext } from '../reading-context.ts';
import type { HookAsked } from './hook-asked.ts';
import type { VisitOrders } from './read-orders.ts';

/** Required for an inquiry; the rest of a chart may be left out. */
const NEEDED = new Set(['Patient', 'Coverage', 'Organization']);

const needed = (parts: readonly ChartPart[]): readonly ChartPart[] =>
  parts.map(({ held, soughtCoverage }) => ({
    held: held.filter(({ resource }) => NEEDED.has(resource.resourceType)),
    soughtCoverage,
  }));

/** The orders and the chart as one inquiry. A chart that does not fit the orders is left out, never the orders. */
export const readHookInquiry = (
  asked: HookAsked,
  { subjects }: VisitOrders,
  parts: readonly ChartPart[],
  container: Container,
): Result<Inquiry> => {
  const context = readingContext(asked.caller.receivedAt, asked.caller.tenant.timeZone, container);
  const read = (some: readonly ChartPart[]) =>
    readMessage(composeMessage(subjects, some, asked.call.patientId), { dialect: 'order', mode: 'advise' }, context);
  const whole = read(parts);
  return whole.ok ? whole : read(needed(parts));
};
