import type { Identifier, Patient, Reference } from 'fhir/r4';
import { isJsonObject } from '../../structure/flaw.ts';
import { type Entry, isA } from './entry.ts';
import { VERSION } from './entry-index.ts';
import type { Message } from './message.ts';
import { lookUp } from './references.ts';

/** The patient a resource belongs to: one in the message, one elsewhere, or one known by identifier only. */
export type Owner =
  | { readonly is: 'entry'; readonly entry: Entry<Patient> }
  | { readonly is: 'address'; readonly address: string }
  | { readonly is: 'identifier'; readonly identifier: Identifier };

const isTextOrNone = (value: unknown): value is string | undefined => value === undefined || typeof value === 'string';

/** Types outside the structure table are unchecked. */
export const isReference = (value: unknown): value is Reference =>
  isJsonObject(value) &&
  isTextOrNone(value.reference) &&
  isTextOrNone(value.type) &&
  (value.identifier === undefined || isJsonObject(value.identifier));

const OTHER_TYPE = /(^|\/)(?!Patient\/)[A-Z][A-Za-z]+\/[^/]+$/;

/** Undefined where no patient is named: a Group, a Device, or only a display. */
export const ownerOf = (message: Message, reference: Reference, from: Entry): Owner | undefined => {
  const found = lookUp(message, reference, from);
  if (found.is === 'found') return isA(found.entry, 'Patient') ? { is: 'entry', entry: found.entry } : undefined;
  const address = reference.reference?.replace(VERSION, '');
  if (address) return OTHER_TYPE.test(address) ? undefined : { is: 'address', address };
  const { identifier } = reference;
  return identifier?.value ? { is: 'identifier', identifier } : undefined;
};

const tail = (address: string) => /Patient\/[^/]+$/.exec(address)?.[0] ?? address;

/** Equal references, or one of them relative. */
const sameAddress = (a: string, b: string) => a === b || (tail(a) === tail(b) && (a === tail(a) || b === tail(b)));

/** Identifiers of the same system distinguish patients; those of different systems do not. */
const sameNumber = (identifier: Identifier, others: readonly Identifier[]): boolean => {
  const comparable = others.filter(({ system }) => system === identifier.system);
  return !comparable.length || comparable.some(({ value }) => value === identifier.value);
};

const numbersOf = (owner: Owner): readonly Identifier[] => {
  if (owner.is === 'identifier') return [owner.identifier];
  return owner.is === 'entry' ? (owner.entry.resource.identifier ?? []) : [];
};

/** Whether two owners can be the same patient; what cannot be compared may be. */
export const canBeSamePatient = (a: Owner, b: Owner): boolean => {
  if (a.is === 'identifier') return sameNumber(a.identifier, numbersOf(b));
  if (b.is === 'identifier') return sameNumber(b.identifier, numbersOf(a));
  if (a.is === 'address' && b.is === 'address') return sameAddress(a.address, b.address);
  return a.is === 'entry' && b.is === 'entry' && a.entry === b.entry;
};
