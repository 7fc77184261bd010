import type { HookCall, Subject } from '../../cds-hooks/hook-service.ts';
import type { ChartPart } from '../../cds-hooks/prefetch/chart-parts.ts';
import { withName } from '../../cds-hooks/subjects.ts';

/** What a call is about. `named`: some of it is only referenced and may be read; `subjects`: what is known already. */
interface SentSubjects {
  readonly is: 'sent' | 'named';
  readonly subjects: readonly Subject[];
}

const heldIn = (parts: readonly ChartPart[]) => parts.flatMap(({ held }) => held);

/** Whether the context references something that is in none of the parts. */
export const isUnknown = (call: HookCall, parts: readonly ChartPart[]): boolean =>
  call.service.named(call).some((name) => !withName(heldIn(parts), name));

export const findSubjects = (call: HookCall, parts: readonly ChartPart[]): readonly Subject[] =>
  call.service.subjects(call, heldIn(parts), call.version);

/** Orders in the context are known, even if there are none; without a server nothing can be added. */
export const sentSubjects = (call: HookCall, sent: readonly ChartPart[]): SentSubjects => {
  const subjects = findSubjects(call, sent);
  const isWhole = (subjects.length > 0 || call.service.contextBundle !== undefined) && !isUnknown(call, sent);
  return { is: isWhole || !call.server ? 'sent' : 'named', subjects };
};
