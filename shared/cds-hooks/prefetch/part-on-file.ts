import type { Appointment, FhirResource } from 'fhir/r4';
import { isObject } from '../../core/model/is-object.ts';
import { isFhirResource } from '../../fhir/read/message/entry.ts';
import type { ChartPart } from './chart-parts.ts';
import { type Held, heldOf } from './held.ts';

/** An order on file with the visits it is booked for. */
interface Filed {
  readonly order: string;
  /** Its latest status. */
  readonly status: string;
  readonly content: unknown;
  readonly visits: readonly { readonly appointment: string; readonly start: string }[];
}

/** The message it came in is gone, and with it what these resolved to. */
const isGone = (value: unknown): boolean =>
  isObject(value) && typeof value.reference === 'string' && /^(#|urn:)/.test(value.reference);

const withoutGone = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.filter((one) => !isGone(one)).map(withoutGone);
  if (!isObject(value)) return value;
  const kept = Object.entries(value).filter(([name, one]) => name !== 'contained' && !isGone(one));
  return Object.fromEntries(kept.map(([name, one]) => [name, withoutGone(one)]));
};

const orderOf = ({ order, status, content }: Filed, patient: string): unknown => ({
  ...Object(withoutGone(content)),
  id: order,
  status,
  subject: { reference: `Patient/${patient}` },
});

const appointmentsOf = ({ order, visits }: Filed): readonly Appointment[] =>
  visits.map(({ appointment, start }) => ({
    resourceType: 'Appointment',
    id: appointment,
    status: 'booked',
    start,
    basedOn: [{ reference: `ServiceRequest/${order}` }],
    participant: [{ status: 'accepted' }],
  }));

const held = (resource: unknown): Held | undefined => heldOf({ plain: resource, exact: resource });

/** Appointments that several orders are booked for are one. */
const joined = (appointments: readonly Appointment[]): readonly FhirResource[] =>
  [...new Set(appointments.map(({ id }) => id))].flatMap((id) => {
    const own = appointments.filter((one) => one.id === id);
    return own.slice(0, 1).map((one) => ({ ...one, basedOn: own.flatMap(({ basedOn = [] }) => basedOn) }));
  });

/** Orders and visits on file as if they had been read; for reading only, since they are not the client's own text. */
export const partOnFile = (filed: readonly Filed[], patient: string): ChartPart => {
  const orders = filed.map((one) => orderOf(one, patient)).filter(isFhirResource);
  const all = [...orders, ...joined(filed.flatMap(appointmentsOf))];
  return { held: all.flatMap((one) => held(one) ?? []), soughtCoverage: false };
};
