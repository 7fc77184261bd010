import type { Appointment, ServiceRequest } from 'fhir/r4';
import { localName } from '../fhir/chart/resource-name.ts';
import type { HookCall, Subject } from './hook-service.ts';
import { at, entriesHeld, type Held } from './prefetch/held.ts';
import { type HeldOrder, isOrder, ordersNamedBy, withName } from './subjects.ts';

type HeldAppointment = Held & { readonly resource: Appointment };
const isAppointment = (held: Held): held is HeldAppointment => held.resource.resourceType === 'Appointment';

const OVER: ReadonlySet<unknown> = new Set(['cancelled', 'noshow', 'entered-in-error', 'fulfilled']);

const appointmentsOf = (call: HookCall): readonly HeldAppointment[] =>
  entriesHeld(at(call.context, 'appointments'))
    .filter(isAppointment)
    .filter(({ resource }) => !OVER.has(resource.status));

const ordersNamed = ({ resource }: HeldAppointment): readonly string[] => ordersNamedBy(resource.basedOn);

export const bookedReferences = (call: HookCall): readonly string[] => [
  ...new Set(appointmentsOf(call).flatMap(ordersNamed)),
];

/** Time and place of the visit, which the order itself leaves open. */
export const planOf = ({ start, requestedPeriod, participant = [] }: Appointment): Partial<ServiceRequest> => {
  const day = start ?? requestedPeriod?.[0]?.start;
  const places = participant.flatMap(({ actor }) => {
    const name = localName(actor?.reference);
    return name?.startsWith('Location/') ? [{ reference: name }] : [];
  });
  return { ...(day ? { occurrenceDateTime: day } : {}), ...(places.length ? { locationReference: places } : {}) };
};

/** An order with its date replaced by the visit's. The encounter it was made in is not the setting of the visit. */
const asBooked = ({ resource, exact }: HeldOrder, plan: Partial<ServiceRequest>): Held => {
  const {
    occurrencePeriod: _period,
    occurrenceTiming: _timing,
    encounter: _made,
    occurrenceDateTime,
    ...rest
  } = resource;
  return { exact, resource: { ...rest, ...(occurrenceDateTime ? { occurrenceDateTime } : {}), ...plan } };
};

/** A visit without an order states the service itself. */
const asOrder = ({ resource, exact }: HeldAppointment, patientId: string): Held => {
  const [code] = resource.serviceType ?? [];
  return {
    exact,
    resource: {
      resourceType: 'ServiceRequest',
      ...(resource.id ? { id: resource.id } : {}),
      status: 'draft',
      intent: 'order',
      subject: { reference: `Patient/${patientId}` },
      ...(code ? { code } : {}),
      ...(resource.reasonCode ? { reasonCode: resource.reasonCode } : {}),
      ...planOf(resource),
    },
  };
};

/**
 * What is being booked. The statement goes on the order where there is one; before CRD 2.2 always on the appointment.
 * Source: Da Vinci CRD 2.0.1 and 2.2.1, hook appointment-book.
 */
export const bookedSubjects = (call: HookCall, held: readonly Held[]): readonly Subject[] => {
  return appointmentsOf(call).flatMap((appointment, visit): readonly Subject[] => {
    const names = ordersNamed(appointment);
    if (names.length === 0) return [{ order: asOrder(appointment, call.patientId), target: appointment, visit }];
    return names.flatMap((name) => {
      const order = withName(held, name);
      if (!isOrder(order)) return [];
      const booked = asBooked(order, planOf(appointment.resource));
      return [{ order: booked, target: call.version === '2.2' ? order : appointment, visit }];
    });
  });
};
