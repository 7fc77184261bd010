import type { FhirResource } from 'fhir/r4';
import { isFhirResource } from '../read/message/entry.ts';
import { checkStructure } from '../structure/check-structure.ts';
import { localReference } from './local-reference.ts';

const OWNED = ['subject', 'patient', 'beneficiary'] as const;

const isAbout = (resource: FhirResource, patient: string, base: string): boolean =>
  OWNED.every((element) => {
    const owner: unknown = Reflect.get(resource, element);
    const reference: unknown = typeof owner === 'object' && owner && 'reference' in owner ? owner.reference : undefined;
    return typeof reference !== 'string' || localReference(reference, base) === `Patient/${patient}`;
  });

/** A resource of a chart that can stand in a message: valid R4, and nobody else's. */
export const isTheirs = (value: unknown, patient: string, base: string): value is FhirResource =>
  isFhirResource(value) &&
  !checkStructure(value, { unknownElements: 'ignore' }).length &&
  isAbout(value, patient, base);
