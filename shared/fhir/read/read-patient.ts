import type { Patient, Reference } from 'fhir/r4';
import { compact } from '../../core/model/compact.ts';
import { firstDay } from '../../core/model/dates.ts';
import { type Facts, known } from '../../core/model/facts.ts';
import type { Inquiry } from '../../core/model/message/inquiry.ts';
import { memberNumbers } from './insurance/member-numbers.ts';
import { localDate } from './lines/read-dates.ts';
import { stateOf } from './lines/read-place.ts';
import type { Entry } from './message/entry.ts';
import { identifierKey } from './message/entry-index.ts';
import { find, type Reading } from './reading.ts';

/** The patient of a message, with what the line facts need. */
export interface ReadPatient {
  readonly patient: Inquiry['patient'];
  readonly facts: Pick<Facts, 'sex'>;
  /** Home state: the last fallback for the state of the test. */
  readonly home: ReturnType<typeof stateOf>;
}

/** The patient's identity beyond this message; a contained id or a `urn:` is valid only inside it. */
const idOf = (entry: Entry<Patient>, reading: Reading): string => {
  const { id, identifier = [] } = entry.resource;
  if (id && !entry.container) return id;
  const [member] = identifier.filter(({ value }) => value);
  return member ? identifierKey(member) : reading.digest(entry.resource).slice(0, 40);
};

const isDeceased = ({ deceasedBoolean, deceasedDateTime }: Patient, date: string, timeZone: string): boolean =>
  deceasedBoolean === true ||
  (deceasedDateTime !== undefined && firstDay(localDate(deceasedDateTime, timeZone)) <= date);

/** A patient known by reference or identifier only is valid: its facts are unknown. */
const unread = ({ reference, identifier }: Reference): Inquiry['patient'] => ({
  reference: reference ?? (identifier ? identifierKey(identifier) : ''),
  ...(reference || !identifier ? {} : { id: identifierKey(identifier) }),
  memberIds: identifier ? memberNumbers([identifier]) : [],
});

export const readPatient = (
  reading: Reading,
  reference: Reference,
  from: Entry,
  serviceDate: string | undefined,
): ReadPatient => {
  const entry = find(reading, reference, from, 'Patient');
  if (!entry) return { patient: unread(reference), facts: {}, home: {} };
  const { birthDate, gender, identifier, address = [] } = entry.resource;
  const date = serviceDate ?? reading.today;
  // Kept as it stands: the age it gives cannot be right, and a reviewer is told so.
  if (birthDate !== undefined && firstDay(birthDate) > date)
    reading.warn('The date of birth lies after the service date.');
  return {
    patient: compact({
      reference: reference.reference ?? entry.reference,
      id: idOf(entry, reading),
      birthDate,
      deceased: isDeceased(entry.resource, date, reading.timeZone) ? true : undefined,
      memberIds: memberNumbers(identifier),
    }),
    facts: gender ? { sex: known(gender, entry.reference) } : {},
    home: stateOf(address, entry.reference),
  };
};
