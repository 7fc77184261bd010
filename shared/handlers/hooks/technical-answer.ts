import type { Subject } from '../../cds-hooks/hook-service.ts';
import type { ChartPart } from '../../cds-hooks/prefetch/chart-parts.ts';
import { technicalResponse } from '../../cds-hooks/technical-response.ts';
import type { Container } from '../container.ts';
import type { HookAsked } from './hook-asked.ts';
import type { HookOutcome } from './hook-outcome.ts';
import { queueRest } from './queue-rest.ts';

interface TechnicalAsked {
  readonly subjects: readonly Subject[];
  readonly parts: readonly ChartPart[];
  /** Reference of the coverage named on the orders. */
  readonly coverage: string;
  readonly says: string;
}

/** Orders and coverage are known, but there is no answer in time; the later answer uses the assertion id given here. */
export const answerTechnically = async (
  asked: HookAsked,
  { subjects, parts, coverage, says }: TechnicalAsked,
  container: Container,
): Promise<HookOutcome> => {
  const { call, caller } = asked;
  const { ports, canonicals } = container;
  const date = ports.clock.dateIn(caller.tenant.timeZone, caller.receivedAt);
  const targets = subjects.map(({ order }) => order.resource);
  const promised = ports.digest.of([caller.tenant.id, coverage, targets, caller.receivedAt]).slice(0, 40);
  await queueRest(asked, { subjects, parts, promised }, container);
  const keyed = (value: unknown) => ports.digest.keyed(caller.tenant.id, JSON.stringify(value));
  const statement = { coverage: { reference: coverage }, assertionId: promised, date, says };
  return { is: 'answered', response: technicalResponse(call, subjects, statement, keyed, canonicals) };
};
