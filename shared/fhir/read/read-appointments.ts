import type { WorklistRow } from '../../core/authorization/worklist.ts';
import type { Problem, Result } from '../../core/model/result.ts';
import { ok, refused } from '../../core/model/result.ts';
import { isA, isFhirResource, unpackEntry } from './message/entry.ts';
import { readVisit } from './read-visit.ts';

const saysOf = (problems: readonly Problem[]): string => problems.map(({ says }) => says).join(' ');

const nameOf = (message: unknown): string => (isFhirResource(message) ? message.resourceType : 'Bundle');

/** A structurally valid Bundle of Appointments as rows; one that cannot be checked remains a row. */
export const readAppointments = (message: unknown): Result<readonly WorklistRow[]> => {
  if (!isFhirResource(message) || message.resourceType !== 'Bundle')
    return refused({ code: 'structure', says: 'Send a Bundle of Appointments.', expression: nameOf(message) });
  const entries = unpackEntry(message, 'Bundle').filter((entry) => !entry.container);
  const appointments = entries.flatMap((entry) => (isA(entry, 'Appointment') ? [entry] : []));
  if (appointments.length < entries.length || appointments.length === 0)
    return refused({ code: 'structure', says: 'Holds Appointments, and nothing else.', expression: 'Bundle.entry' });
  return ok(
    appointments.map(({ resource, path }, index): WorklistRow => {
      const visit = readVisit(resource, path);
      const named = { row: index + 1, ...(resource.id ? { appointment: resource.id } : {}) };
      if (!visit.ok) return { ...named, orders: [], unreadable: saysOf(visit.problems) };
      const { orders, slot, state } = visit.value;
      return { ...named, orders, slot, ...(state === 'cancelled' ? { unreadable: 'The visit is cancelled.' } : {}) };
    }),
  );
};
