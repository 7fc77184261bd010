import type { Caller } from '../../app/ports/caller.ts';
import type { HookCall, Subject } from '../../cds-hooks/hook-service.ts';
import type { ChartPart } from '../../cds-hooks/prefetch/chart-parts.ts';
import { composeMessage } from '../../cds-hooks/prefetch/compose-message.ts';
import type { Inquiry } from '../../core/model/inquiry.ts';
import { type Result, refused } from '../../core/model/result.ts';
import { readMessage } from '../../fhir/read/read-message.ts';
import { checkStructure } from '../../fhir/structure/check-structure.ts';
import type { Container } from '../container.ts';

/** Without these there is no question; the rest of a chart may be left out. */
const NEEDED = new Set(['Patient', 'Coverage', 'Organization']);

const needed = (parts: readonly ChartPart[]): readonly ChartPart[] =>
  parts.map(({ held, soughtCoverage }) => ({
    held: held.filter(({ resource }) => NEEDED.has(resource.resourceType)),
    soughtCoverage,
  }));

/** The orders and the chart as one question. A chart that does not fit the orders is left out, never the orders. */
export const readHookInquiry = (
  { patientId }: HookCall,
  subjects: readonly Subject[],
  parts: readonly ChartPart[],
  { tenant, receivedAt }: Caller,
  { ports, canonicals }: Container,
): Result<Inquiry> => {
  const problems = subjects.flatMap(({ order }) => checkStructure(order.resource, { unknownElements: 'ignore' }));
  if (problems.length) return refused(...problems);
  const read = (some: readonly ChartPart[]) =>
    readMessage(
      composeMessage(subjects, some, patientId),
      { dialect: 'order', mode: 'advise' },
      {
        codebook: ports.codebook,
        canonicals,
        receivedAt,
        timeZone: tenant.timeZone,
        digest: ports.digest.of,
        today: ports.clock.dateIn(tenant.timeZone, receivedAt),
      },
    );
  const whole = read(parts);
  return whole.ok ? whole : read(needed(parts));
};
