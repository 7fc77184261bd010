import type { Appointment } from 'fhir/r4';
import { MOST_CODES_OF_VISIT } from '../../core/authorization/slot.ts';
import type { WorklistRow } from '../../core/authorization/worklist.ts';
import type { Problem, Result } from '../../core/model/result.ts';
import { ok, refused } from '../../core/model/result.ts';
import { isA, isFhirResource, unpackEntry } from './message/entry.ts';
import { orderIdIn, readVisit } from './read-visit.ts';

const saysOf = (problems: readonly Problem[]): string => problems.map(({ says }) => says).join(' ');

const nameOf = (message: unknown): string => (isFhirResource(message) ? message.resourceType : 'Bundle');

/** Orders by reference, or by the number their placer gave them; any other reference is not understood. */
const ordersOf = ({ basedOn = [] }: Appointment) => {
  const orders = basedOn.map((one) => orderIdIn(one) ?? one.identifier?.value);
  const named = orders.filter((one) => one !== undefined);
  return {
    orders: [...new Set(named)],
    ...(basedOn.some((one) => !orderIdIn(one)) ? { numbered: true as const } : {}),
    ...(named.length < orders.length ? { unreadable: 'It names an order by neither its id nor its number.' } : {}),
  };
};

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
      const { slot, state } = visit.value;
      if (slot.codes.length > MOST_CODES_OF_VISIT)
        return { ...named, orders: [], unreadable: `A visit may have ${MOST_CODES_OF_VISIT} codes.` };
      const cancelled = state === 'cancelled' ? { unreadable: 'The visit is cancelled.' } : {};
      return { ...named, slot: { ...slot, start: { instant: slot.start } }, ...ordersOf(resource), ...cancelled };
    }),
  );
};
