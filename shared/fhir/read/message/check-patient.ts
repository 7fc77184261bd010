import type { Reference } from 'fhir/r4';
import type { Problem } from '../../../core/result.ts';
import { isJsonObject } from '../../structure/flaw.ts';
import { type Entry, isA } from './entry.ts';
import { identifierKey, VERSION } from './entry-index.ts';
import { entriesOf, type Message } from './message.ts';
import { lookUp } from './references.ts';

/** The elements that say whose a resource is. */
const OWNERS = ['subject', 'patient', 'beneficiary', 'for'] as const;

const OTHER_TYPE = /(^|\/)(?!Patient\/)[A-Z][A-Za-z]+\/[^/]+$/;

/** Whose something is: the Patient in the message, else the words it is called by; undefined = nobody named. */
const ownerOf = (message: Message, reference: Reference, from: Entry): Entry | string | undefined => {
  const found = lookUp(message, reference, from);
  if (found.is === 'found') return isA(found.entry, 'Patient') ? found.entry : undefined;
  const address = reference.reference?.replace(VERSION, '');
  if (address) return OTHER_TYPE.test(address) ? undefined : address;
  return reference.identifier?.value ? identifierKey(reference.identifier) : undefined;
};

const tail = (address: string) => /Patient\/[^/]+$/.exec(address)?.[0] ?? address;

/** Two addresses are one patient when they are equal, or one of them leaves the server open. */
const isSame = (a: Entry | string, b: Entry | string): boolean => {
  if (typeof a !== 'string' || typeof b !== 'string') return a === b;
  return a === b || (tail(a) === tail(b) && (a === tail(a) || b === tail(b)));
};

const SAYS = 'The message is about two different patients: send one message for each.';

const ownedBySomeoneElse = (message: Message, owner: Entry | string): readonly Problem[] =>
  message.entries.flatMap((entry) =>
    OWNERS.flatMap((element): readonly Problem[] => {
      const given: unknown = Reflect.get(entry.resource, element);
      if (!isJsonObject(given)) return [];
      const other = ownerOf(message, given, entry);
      return other === undefined || isSame(other, owner)
        ? []
        : [{ code: 'invalid', says: SAYS, expression: `${entry.path}.${element}` }];
    }),
  );

/** A Patient nothing refers to is a second one; a subscriber or a mother is referred to. */
const strangers = (message: Message, owner: Entry | string, used: ReadonlySet<Entry>): readonly Problem[] =>
  entriesOf(message, 'Patient')
    .filter((entry) => entry !== owner && !used.has(entry))
    .map(({ path }) => ({ code: 'invalid', says: SAYS, expression: path }));

/** Every resource of a message must be the same patient's as the request, and the request somebody's. */
export const checkPatient = (
  message: Message,
  reference: Reference,
  from: Entry,
  element: string,
  used: ReadonlySet<Entry>,
): readonly Problem[] => {
  const owner = ownerOf(message, reference, from);
  const expression = `${from.path}.${element}`;
  if (owner === undefined)
    return [{ code: 'required', says: 'Must name a patient by reference or identifier.', expression }];
  return [...ownedBySomeoneElse(message, owner), ...strangers(message, owner, used)];
};
