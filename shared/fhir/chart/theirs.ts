import type { FhirResource } from 'fhir/r4';
import { isFhirResource } from '../read/message/entry.ts';
import { checkStructure } from '../structure/check-structure.ts';
import type { ChartReach } from './chart-needs.ts';

const OWNED = ['subject', 'patient', 'beneficiary'] as const;

const isAbout = (resource: FhirResource, patient: string, nameOf: ChartReach['nameOf']): boolean =>
  OWNED.every((element) => {
    const owner: unknown = Reflect.get(resource, element);
    const reference: unknown = typeof owner === 'object' && owner && 'reference' in owner ? owner.reference : undefined;
    return typeof reference !== 'string' || nameOf(reference) === `Patient/${patient}`;
  });

/** A chart resource that can be added to a message: valid R4, and of no other patient. `patient` is the id. */
export const isTheirs = (value: unknown, patient: string, { nameOf }: ChartReach): value is FhirResource =>
  isFhirResource(value) &&
  isAbout(value, patient, nameOf) &&
  checkStructure(value, { unknownElements: 'ignore' }).length === 0;
