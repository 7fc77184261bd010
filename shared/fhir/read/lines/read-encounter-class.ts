import type { Encounter, Reference } from 'fhir/r4';
import { ACT_CODE } from '../../../codes/systems.ts';
import type { Entry } from '../message/entry.ts';
import { entriesOf } from '../message/message.ts';
import { find, type Reading } from '../reading.ts';
import { localDate } from './read-dates.ts';

const CLASS_SYSTEMS: ReadonlySet<string | undefined> = new Set([ACT_CODE, 'http://hl7.org/fhir/v3/ActCode', undefined]);

const VOID: ReadonlySet<string> = new Set(['cancelled', 'entered-in-error']);

const classOf = ({ resource }: Entry<Encounter>): string | undefined => {
  const { system, code } = resource.class ?? {};
  return code && CLASS_SYSTEMS.has(system) ? code.toUpperCase() : undefined;
};

/** A visit that ended before the test, or starts after it, is not its setting. */
const includes = ({ resource: { period } }: Entry<Encounter>, date: string, timeZone: string): boolean => {
  const start = period?.start && localDate(period.start, timeZone);
  const end = period?.end && localDate(period.end, timeZone);
  return !(start && date < start.slice(0, date.length)) && !(end && date.slice(0, end.length) > end);
};

/**
 * The class of the Encounter that counts: the one the service references, else the only one in the message. Without a
 * service date the referenced one counts whatever its period.
 */
export const readEncounterClass = (
  reading: Reading,
  reference: Reference | undefined,
  from: Entry,
  serviceDate: string | undefined,
  timeZone: string,
): string | undefined => {
  const entries = reference
    ? [find(reading, reference, from, 'Encounter')]
    : entriesOf(reading.message, 'Encounter').filter(({ resource }) => !VOID.has(resource.status));
  const [encounter, more] = entries;
  if (!encounter || more || VOID.has(encounter.resource.status)) return undefined;
  const date = serviceDate ?? (reference ? undefined : reading.today);
  if (date && !includes(encounter, date, timeZone)) {
    reading.warn('The encounter in the message is not on the service date: it does not tell the setting of the test.');
    return undefined;
  }
  return classOf(encounter);
};
