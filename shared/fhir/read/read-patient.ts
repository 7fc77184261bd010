import type { Identifier, Patient, Reference } from 'fhir/r4';
import { compact } from '../../core/model/compact.ts';
import { firstDay } from '../../core/model/dates.ts';
import { type Facts, known } from '../../core/model/facts.ts';
import type { Inquiry } from '../../core/model/message/inquiry.ts';
import { isLocal } from '../outward-reference.ts';
import { memberNumbers } from './insurance/member-numbers.ts';
import { localDate } from './lines/read-dates.ts';
import { stateOf } from './lines/read-place.ts';
import type { Entry } from './message/entry.ts';
import { identifierKey, RESOURCE_URL } from './message/entry-index.ts';
import { readName } from './patient-name.ts';
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
  const { id = RESOURCE_URL.exec(entry.fullUrl ?? '')?.[2]?.split('/')[1], identifier = [] } = entry.resource;
  if (id && !entry.container) return id;
  const [member] = identifier.filter(({ value }) => value);
  return member ? identifierKey(member) : reading.digest(entry.resource).slice(0, 40);
};

const isDeceased = ({ deceasedBoolean, deceasedDateTime }: Patient, date: string, timeZone: string): boolean =>
  deceasedBoolean === true ||
  (deceasedDateTime !== undefined && firstDay(localDate(deceasedDateTime, timeZone)) <= date);

/** Types and systems of numbers that are no provider's: they are not needed to tell patients apart, and not kept. */
const CIVIL_TYPES: ReadonlySet<string> = new Set(['SS', 'DL', 'PPN', 'TAX', 'SB', 'CZ']);
const CIVIL_SYSTEMS = /us-ssn|2\.16\.840\.1\.113883\.4\.(1|3\.|330)/;
const MOST_NUMBERS = 5;

/** Names of a patient that outlive the message, beside member numbers: a medical record number, say. */
const providerNumbers = (identifiers: readonly Identifier[] = []): readonly string[] | undefined => {
  const kept = identifiers.filter(
    ({ system, value, type }) =>
      system &&
      value &&
      !CIVIL_SYSTEMS.test(system) &&
      !type?.coding?.some(({ code }) => CIVIL_TYPES.has(code ?? '') || code === 'MB'),
  );
  return kept.length ? kept.slice(0, MOST_NUMBERS).map(identifierKey) : undefined;
};

/** The reference of a patient as it can be kept. */
const referenceOf = (entry: Entry<Patient>, given: Reference): string => {
  const { id, identifier = [] } = entry.resource;
  const reference = given.reference ?? entry.reference;
  if (!isLocal({ reference })) return reference;
  if (id && !entry.container) return `Patient/${id}`;
  const [named] = identifier.filter(({ value }) => value);
  return named ? identifierKey(named) : reference;
};

/** A patient known by reference or identifier only is valid: its facts are unknown. */
const unread = ({ reference, identifier }: Reference): Inquiry['patient'] => ({
  reference: reference ?? (identifier ? identifierKey(identifier) : ''),
  ...(reference || !identifier ? {} : { id: identifierKey(identifier) }),
  memberIds: identifier ? memberNumbers([identifier]) : [],
  ...compact({ identifiers: identifier && providerNumbers([identifier]) }),
});

export const readPatient = (
  reading: Reading,
  reference: Reference,
  from: Entry,
  serviceDate: string | undefined,
): ReadPatient => {
  const entry = find(reading, reference, from, 'Patient');
  if (!entry) return { patient: unread(reference), facts: {}, home: {} };
  const { birthDate, gender, identifier, address = [], name } = entry.resource;
  const date = serviceDate ?? reading.today;
  // Kept as it stands: the age it gives cannot be right, and a reviewer is told so.
  if (birthDate !== undefined && firstDay(birthDate) > date)
    reading.warn('The date of birth lies after the service date.');
  return {
    patient: compact({
      reference: referenceOf(entry, reference),
      id: idOf(entry, reading),
      name: readName(name),
      birthDate,
      deceased: isDeceased(entry.resource, date, reading.timeZone) ? true : undefined,
      memberIds: memberNumbers(identifier),
      identifiers: providerNumbers([...(identifier ?? []), ...(reference.identifier ? [reference.identifier] : [])]),
    }),
    facts: gender ? { sex: known(gender, entry.reference) } : {},
    home: stateOf(address, entry.reference),
  };
};
