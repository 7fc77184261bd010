import type { Reference } from 'fhir/r4';
import type { Problem } from '../../../core/model/result.ts';
import type { Entry } from './entry.ts';
import { entriesOf, type Message } from './message.ts';
import { canBeSamePatient, isReference, type Owner, ownerOf } from './owner.ts';

/** The elements that say whose a resource is. */
const OWNED = ['subject', 'patient', 'beneficiary', 'for'] as const;

const ownedBySomeoneElse = (message: Message, owner: Owner): readonly Problem[] =>
  message.entries.flatMap((entry) =>
    OWNED.flatMap((element): readonly Problem[] => {
      const given: unknown = Reflect.get(entry.resource, element);
      const other = isReference(given) ? ownerOf(message, given, entry) : undefined;
      return other === undefined || canBeSamePatient(other, owner)
        ? []
        : [
            {
              code: 'invalid',
              says: 'This belongs to another patient than the request does: send one message for each patient.',
              expression: `${entry.path}.${element}`,
            },
          ];
    }),
  );

/** A subscriber or a mother is referred to; a Patient nothing refers to is a second one, unless an older version. */
const strangers = (message: Message, owner: Owner, used: ReadonlySet<Entry>): readonly Problem[] =>
  entriesOf(message, 'Patient')
    .filter((entry) => !used.has(entry) && !(owner.is === 'entry' && owner.entry.reference === entry.reference))
    .map(({ path }) => ({
      code: 'invalid',
      says: 'Nothing in the message refers to this Patient: it may be a second one.',
      expression: path,
    }));

/** Every resource of a message must be the same patient's as the request, and the request somebody's. */
export const checkPatient = (
  message: Message,
  reference: Reference,
  from: Entry,
  element: string,
  used: ReadonlySet<Entry>,
): readonly Problem[] => {
  const owner = ownerOf(message, reference, from);
  return owner
    ? [...ownedBySomeoneElse(message, owner), ...strangers(message, owner, used)]
    : [
        {
          code: 'required',
          says: 'Must name a patient by reference or identifier.',
          expression: `${from.path}.${element}`,
        },
      ];
};
