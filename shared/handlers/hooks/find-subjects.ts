import type { Subject } from '../../cds-hooks/hook-service.ts';
import type { ChartPart } from '../../cds-hooks/prefetch/chart-parts.ts';
import { missingNames } from '../../cds-hooks/prefetch/find-gaps.ts';
import type { Container } from '../container.ts';
import type { HookAsked } from './hook-asked.ts';

/** What a call is about. `named`: some of it is only referenced and may be read; `subjects`: what is known already. */
interface SentSubjects {
  readonly is: 'sent' | 'named';
  readonly subjects: readonly Subject[];
}

const heldIn = (parts: readonly ChartPart[]) => parts.flatMap(({ held }) => held);

/** What the call is about, directly or by a resource it references, and is in none of the parts. */
export const unknownNames = ({ call }: HookAsked, parts: readonly ChartPart[]): readonly string[] =>
  missingNames(call, heldIn(parts));

export const findSubjects = (
  { call, caller }: HookAsked,
  parts: readonly ChartPart[],
  { ports: { clock } }: Container,
): readonly Subject[] => {
  const { timeZone } = caller.tenant;
  const day = { today: clock.dateIn(timeZone, caller.receivedAt), timeZone };
  return call.service.subjects(call, heldIn(parts), day);
};

/** Orders in the context are known, even if there are none; without a server nothing can be added. */
export const sentSubjects = (asked: HookAsked, sent: readonly ChartPart[], container: Container): SentSubjects => {
  const { service, server } = asked.call;
  const subjects = findSubjects(asked, sent, container);
  const isLeft = service.ordersSearch?.(asked.call, heldIn(sent)) !== undefined;
  const isWhole =
    (subjects.length > 0 || service.contextBundle !== undefined) && !isLeft && !unknownNames(asked, sent).length;
  return { is: isWhole || !server ? 'sent' : 'named', subjects };
};
