import type { Reference } from 'fhir/r4';
import type { Problem } from '../../../core/model/result.ts';
import type { Entry } from './entry.ts';
import { entriesOf, type Message } from './message.ts';
import { canBeSamePatient, isReference, type Owner, ownerOf } from './owner.ts';

/** The elements that name the patient of a resource. */
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

/** A subscriber or a mother is referenced; an unreferenced Patient is a second one, unless an older version. */
const unreferencedPatients = (message: Message, owner: Owner, used: ReadonlySet<Entry>): readonly Problem[] =>
  entriesOf(message, 'Patient')
    .filter((entry) => !used.has(entry) && !(owner.is === 'entry' && owner.entry.reference === entry.reference))
    .map(({ path }) => ({
      code: 'invalid',
      says: 'Nothing in the message refers to this Patient: it may be a second one.',
      expression: path,
    }));

/** The request must name a patient, and every resource of the message must belong to that patient. */
export const checkPatient = (
  message: Message,
  reference: Reference,
  from: Entry,
  element: string,
  used: ReadonlySet<Entry>,
): readonly Problem[] => {
  const owner = ownerOf(message, reference, from);
  return owner
    ? [...ownedBySomeoneElse(message, owner), ...unreferencedPatients(message, owner, used)]
    : [
        {
          code: 'required',
          says: 'Must name a patient by reference or identifier.',
          expression: `${from.path}.${element}`,
        },
      ];
};
