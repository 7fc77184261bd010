import type { Appointment, Encounter, ServiceRequest } from 'fhir/r4';
import { uriPart } from '../core/model/uri-part.ts';
import { localName } from '../fhir/chart/resource-name.ts';
import { localDate } from '../fhir/read/lines/read-dates.ts';
import { checkStructure } from '../fhir/structure/check-structure.ts';
import { planOf } from './booked-subjects.ts';
import type { CallDay, HookCall, Subject } from './hook-service.ts';
import type { Held } from './prefetch/held.ts';
import { type HeldOrder, isOpen, isOrder, namesIn, ordersNamedBy, withName } from './subjects.ts';

type HeldVisit = Held & { readonly resource: Encounter };
const isSound = ({ resource }: Held): boolean => checkStructure(resource, { unknownElements: 'ignore' }).length === 0;
const isVisit = (held: Held | undefined): held is HeldVisit =>
  held?.resource.resourceType === 'Encounter' && isSound(held);
const isAppointment = (held: Held | undefined): held is Held & { readonly resource: Appointment } =>
  held?.resource.resourceType === 'Appointment' && isSound(held);

/** Not kept. One that is `fulfilled` is kept: some systems say so as soon as the patient has arrived. */
const NOT_KEPT: ReadonlySet<unknown> = new Set(['cancelled', 'noshow', 'entered-in-error']);

interface Visit {
  readonly held: HeldVisit;
  readonly name: string;
  /** Appointments and orders it references, directly or by an appointment that is held. */
  readonly names: readonly string[];
  /** The orders it is for, with the appointment that leads to them. */
  readonly orders: ReadonlyMap<string, Appointment | undefined>;
}

const visitOf = ({ encounterId }: HookCall, held: readonly Held[]): Visit | undefined => {
  const name = `Encounter/${encounterId ?? ''}`;
  const visit = withName(held, name);
  if (!isVisit(visit)) return undefined;
  const named = namesIn(visit.resource.appointment).filter((one) => one.startsWith('Appointment/'));
  const appointments = named.map((one) => withName(held, one)).filter(isAppointment);
  const kept = appointments.map(({ resource }) => resource).filter(({ status }) => !NOT_KEPT.has(status));
  const own = ordersNamedBy(visit.resource.basedOn);
  const booked = kept.flatMap((one) => ordersNamedBy(one.basedOn).map((order) => [order, one] as const));
  const orders = new Map<string, Appointment | undefined>([...own.map((one) => [one, undefined] as const), ...booked]);
  return { held: visit, name, names: [...named, ...orders.keys()], orders };
};

/** The visit, then what it references as far as that is known. */
export const visitReferences = (call: HookCall, held: readonly Held[]): readonly string[] => {
  const { encounterId } = call;
  return encounterId ? [`Encounter/${encounterId}`, ...(visitOf(call, held)?.names ?? [])] : [];
};

const searchIn = ({ encounterId }: HookCall): string | undefined =>
  encounterId && `ServiceRequest?encounter=${uriPart(encounterId)}&status=active`;

/** On arrival only where the visit names nothing it is for. */
export const arrivalSearch = (call: HookCall, held: readonly Held[]): string | undefined =>
  visitOf(call, held)?.names.length ? undefined : searchIn(call);

/** On departure always, unless an order beside those of the visit was sent. */
export const departureSearch = (call: HookCall, held: readonly Held[]): string | undefined => {
  const orders = visitOf(call, held)?.orders;
  const isLinked = ({ resource }: HeldOrder) => orders?.has(`ServiceRequest/${resource.id ?? ''}`) ?? false;
  return held.filter(isOrder).every(isLinked) ? searchIn(call) : undefined;
};

/** `ServiceRequest.encounter` names the visit an order was made in; the visit itself names what it is for. */
const madeIn = (held: readonly Held[], { name }: Visit): readonly HeldOrder[] =>
  held.filter(isOrder).filter((order) => localName(order.resource.encounter?.reference) === name);

/** The order at this visit: its setting is this visit's, not that of the visit it was made in. */
const atVisit = (order: HeldOrder, { name, held: { resource }, orders }: Visit): Held => {
  const { occurrencePeriod: _period, occurrenceTiming: _timing, occurrenceDateTime, ...rest } = order.resource;
  const appointment = orders.get(`ServiceRequest/${order.resource.id ?? ''}`);
  const planned = appointment ? planOf(appointment) : {};
  const day = planned.occurrenceDateTime ?? resource.period?.start ?? occurrenceDateTime;
  return {
    ...order,
    resource: {
      ...rest,
      ...planned,
      ...(day ? { occurrenceDateTime: day } : {}),
      encounter: { reference: name },
    },
  };
};

const asTests = (orders: readonly (Held | undefined)[], visit: Visit): readonly Subject[] =>
  orders
    .filter(isOrder)
    .filter(isOpen)
    .map((order) => ({ order: atVisit(order, visit), target: visit.held }));

const linked = (held: readonly Held[], visit: Visit): readonly Subject[] =>
  asTests(
    [...visit.orders.keys()].map((name) => withName(held, name)),
    visit,
  );

/**
 * Made in this visit by its reference, yet for it by its own dates: to be done on the visit's day, or placed before the
 * day it began, when it cannot have been made in it.
 */
const isForVisit = (
  { occurrenceDateTime, occurrencePeriod, authoredOn }: ServiceRequest,
  visit: Visit,
  day: CallDay,
) => {
  const dayOf = (instant: string | undefined) => instant && localDate(instant, day.timeZone);
  const start = dayOf(visit.held.resource.period?.start) ?? day.today;
  const planned = dayOf(occurrenceDateTime ?? occurrencePeriod?.start);
  return planned ? planned === start : (dayOf(authoredOn) ?? start) < start;
};

/** The tests a patient arrives for; their statements go on the encounter. */
export const arrivalSubjects = (call: HookCall, held: readonly Held[], day: CallDay): readonly Subject[] => {
  const visit = visitOf(call, held);
  if (!visit) return [];
  if (visit.names.length) return linked(held, visit);
  const own = madeIn(held, visit).filter((order) => !isSound(order) || isForVisit(order.resource, visit, day));
  return asTests(own, visit);
};

/**
 * When the patient leaves, the tests of the visit and those ordered in it. The former are stated on the encounter; the
 * latter on the orders themselves, unless the visit names nothing else.
 */
export const departureSubjects = (call: HookCall, held: readonly Held[]): readonly Subject[] => {
  const visit = visitOf(call, held);
  if (!visit) return [];
  const made = madeIn(held, visit)
    .filter(isOpen)
    .filter(({ resource }) => !visit.orders.has(`ServiceRequest/${resource.id ?? ''}`));
  const alone = visit.names.length === 0;
  return [...linked(held, visit), ...made.map((order) => ({ order, target: alone ? visit.held : order }))];
};
