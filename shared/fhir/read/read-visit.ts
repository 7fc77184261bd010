import type { Appointment, Identifier, Reference } from 'fhir/r4';
import { CPT, HCPCS, HCPCS_ALIAS, NPI } from '../../codes/systems.ts';
import type { Slot } from '../../core/authorization/slot.ts';
import type { Visit } from '../../core/authorization/visit.ts';
import { ok, type Problem, type Result, refused } from '../../core/model/result.ts';
import { utcInstant } from './lines/read-dates.ts';
import { readInstant } from './parameter-values.ts';

/** Statuses that are no visit: canceled, missed, or not yet confirmed. */
const NO_VISIT: readonly string[] = ['cancelled', 'noshow', 'entered-in-error', 'proposed', 'waitlist'];
const BILLING: readonly string[] = [CPT, HCPCS, HCPCS_ALIAS];

const stateOf = ({ status }: Appointment): Visit['state'] => {
  if (status === 'fulfilled') return 'fulfilled';
  return NO_VISIT.includes(status) ? 'cancelled' : 'booked';
};

const ORDER = /(?:^|\/)ServiceRequest\/([A-Za-z0-9\-.]{1,64})(?:\/_history\/.*)?$/;

/** The id of the order a reference names. */
export const orderIdIn = ({ reference = '' }: Reference): string | undefined => ORDER.exec(reference)?.[1];

const ordersOf = ({ basedOn = [] }: Appointment): readonly string[] => [
  ...new Set(basedOn.flatMap((one) => orderIdIn(one) ?? [])),
];

/** CPT, HCPCS, or a code that looks like one and names no system. */
const isBilling = (system: string | undefined, code: string): boolean =>
  BILLING.includes(system ?? '') || (system === undefined && /^(?:\d{4}[0-9A-Z]|[A-Z]\d{4})$/i.test(code));

const codesOf = ({ serviceType = [] }: Appointment): readonly string[] => [
  ...new Set(
    serviceType
      .flatMap(({ coding = [] }) => coding)
      .flatMap(({ system, code }) => (code && isBilling(system, code) ? [code.toUpperCase()] : [])),
  ),
];

const npiOf = (identifier: Identifier | undefined): string | undefined =>
  identifier?.system === NPI ? identifier.value : undefined;

/** The key of the first participant of one of these types who has not declined. */
const participantKey = ({ participant }: Appointment, types: readonly string[]): string | undefined => {
  const isOf = ({ reference, type }: Reference) => {
    const [named, id] = reference?.split('/').slice(-2) ?? [];
    return types.some((one) => type === one || (named === one && id));
  };
  const actor = participant.find((one) => one.actor && one.status !== 'declined' && isOf(one.actor))?.actor;
  return actor && (npiOf(actor.identifier) ?? actor.reference ?? actor.identifier?.value);
};

/** Place and performer, as far as the appointment names them. */
const slotOf = (appointment: Appointment, start: string, end: string | undefined): Slot => {
  const facility = participantKey(appointment, ['Location']);
  const performer = participantKey(appointment, ['Practitioner', 'PractitionerRole']);
  return {
    start,
    ...(end ? { end } : {}),
    codes: codesOf(appointment),
    ...(facility ? { facility } : {}),
    ...(performer ? { performer } : {}),
  };
};

/** A structurally valid Appointment as a visit; refused when it names no id or no time. `at`: its FHIRPath. */
export const readVisit = (appointment: Appointment, at = 'Appointment'): Result<Visit> => {
  const { id, start: startText, end: endText, meta } = appointment;
  const problems: Problem[] = [];
  if (!id) problems.push({ code: 'required', says: 'id is missing.', expression: `${at}.id` });
  const start = startText ? readInstant(startText, `${at}.start`) : undefined;
  const end = endText ? readInstant(endText, `${at}.end`) : undefined;
  if (!start) problems.push({ code: 'required', says: 'start is missing.', expression: `${at}.start` });
  for (const read of [start, end]) if (read && !read.ok) problems.push(...read.problems);
  if (start?.ok && end?.ok && end.value < start.value)
    problems.push({ code: 'value', says: 'Ends before it starts.', expression: `${at}.end` });
  if (problems.length || !id || !start?.ok) return refused(...problems);
  const lastUpdated = utcInstant(meta?.lastUpdated);
  return ok({
    appointment: id,
    state: stateOf(appointment),
    orders: ordersOf(appointment),
    slot: slotOf(appointment, start.value, end?.ok ? end.value : undefined),
    ...(lastUpdated ? { lastUpdated } : {}),
  });
};
