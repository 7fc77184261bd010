import type { Subject } from '../../cds-hooks/hook-service.ts';
import { composeMessage } from '../../cds-hooks/prefetch/compose-message.ts';
import { byVisit, onceEach } from '../../cds-hooks/visits.ts';
import { rolesOf } from '../../core/coding/roles.ts';
import { ok, type Result, refused } from '../../core/model/result.ts';
import { readOrderLines } from '../../fhir/read/read-order-lines.ts';
import { checkStructure } from '../../fhir/structure/check-structure.ts';
import type { Container } from '../container.ts';
import { readingContext } from '../reading-context.ts';
import type { HookAsked } from './hook-asked.ts';

/** The orders of one visit, or of a call about no visit in particular; answered as one inquiry. */
export interface VisitOrders {
  readonly subjects: readonly Subject[];
  /** Those that are stress tests or companions of one. */
  readonly ours: readonly Subject[];
}

/** The orders without the chart: whether they can be read, and which are stress tests. */
export const readOrders = (
  asked: HookAsked,
  subjects: readonly Subject[],
  container: Container,
): Result<readonly VisitOrders[]> => {
  if (subjects.length === 0) return ok([]);
  const orders = onceEach(subjects).map(({ order }) => order.resource);
  const problems = orders.flatMap((order) => checkStructure(order, { unknownElements: 'ignore' }));
  if (problems.length) return refused(...problems);
  const context = readingContext(asked.caller.receivedAt, asked.caller.tenant.timeZone, container);
  const visits: VisitOrders[] = [];
  for (const some of byVisit(subjects)) {
    const lines = readOrderLines(composeMessage(some, [], asked.call.patientId), context);
    if (!lines.ok) return lines;
    const roles = rolesOf(lines.value, context.codebook, context.today);
    visits.push({ subjects: some, ours: some.filter((_, index) => (roles[index]?.role ?? 'other') !== 'other') });
  }
  return ok(visits);
};
