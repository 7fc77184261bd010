import type { AuthorizationRecord } from '../../core/authorization/authorization.ts';
import type { Deadline } from '../../core/authorization/deadline.ts';
import { HABITS, recordDeadlines } from '../../core/authorization/deadlines.ts';
import type { Clock, Tenant } from '../ports/ports.ts';
import { startOfDay } from './local-day.ts';

interface Timed {
  readonly deadline: Deadline;
  /** ISO instant at which it is announced. */
  readonly at: string;
}

/** Every deadline of a record that is still to be announced, soonest first. */
export const timedDeadlines = (
  record: AuthorizationRecord,
  { habits }: Pick<Tenant, 'habits'>,
  clock: Pick<Clock, 'dateIn'>,
): readonly Timed[] => {
  const atOf = ({ from }: Deadline) =>
    from.length === 10 ? startOfDay(from, record.timeZone ?? 'UTC', clock) : new Date(from).toISOString();
  return recordDeadlines(record, { ...HABITS, ...habits })
    .map((deadline) => ({ deadline, at: atOf(deadline) }))
    .sort((a, b) => (a.at < b.at ? -1 : 1));
};

/** The record as it is written, with the next deadline the sweep finds it by. */
export const withNextDue = (
  { nextDue: _before, ...record }: AuthorizationRecord,
  tenant: Pick<Tenant, 'habits'>,
  clock: Pick<Clock, 'dateIn'>,
): AuthorizationRecord => {
  const [next] = timedDeadlines(record, tenant, clock);
  return { ...record, ...(next ? { nextDue: next.at } : {}) };
};
