import type { Subject } from '../../cds-hooks/hook-service.ts';
import { rolesOf } from '../../core/coding/roles.ts';
import type { Inquiry } from '../../core/model/inquiry.ts';
import type { Container } from '../container.ts';
import type { HookAsked } from './hook-asked.ts';

/** The orders of a call that are stress tests or go with one; each order is one line. */
export const oursOf = (
  subjects: readonly Subject[],
  { lines }: Inquiry,
  { caller }: HookAsked,
  { ports }: Container,
): readonly Subject[] => {
  const today = ports.clock.dateIn(caller.tenant.timeZone, caller.receivedAt);
  const roles = rolesOf(lines, ports.codebook, today);
  return subjects.filter((_, index) => roles[index] !== undefined && roles[index].role !== 'other');
};
