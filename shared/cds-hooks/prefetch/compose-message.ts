import type { Bundle, BundleEntry, FhirResource } from 'fhir/r4';
import { checkStructure } from '../../fhir/structure/check-structure.ts';
import type { Subject } from '../hook-service.ts';
import { localName, subjectName } from '../subjects.ts';
import type { ChartPart } from './chart-parts.ts';

const OWNED = ['subject', 'patient', 'beneficiary'] as const;

/** What a chart may lend to a question: valid R4, this patient's, and no orders or patients beside the ones asked for. */
const canStand = (resource: FhirResource, patient: string): boolean => {
  const { resourceType } = resource;
  if (resourceType === 'ServiceRequest' || resourceType === 'Appointment') return false;
  if (resourceType === 'Patient' && subjectName(resource) !== patient) return false;
  const isTheirs = OWNED.every((element) => {
    const owner: unknown = Reflect.get(resource, element);
    const reference: unknown = typeof owner === 'object' && owner && 'reference' in owner ? owner.reference : undefined;
    return typeof reference !== 'string' || localName(reference) === patient;
  });
  return isTheirs && checkStructure(resource, { unknownElements: 'ignore' }).length === 0;
};

/** The orders first, then what the chart says, each resource once. A look stays one only if all it found can stand. */
export const composeMessage = (
  subjects: readonly Subject[],
  parts: readonly ChartPart[],
  patientId: string,
): Bundle => {
  const seen = new Set<string>();
  const isNew = (resource: FhirResource): boolean => {
    const name = subjectName(resource);
    const known = resource.id !== undefined && seen.has(name);
    seen.add(name);
    return !known;
  };
  const orders = subjects.map(({ order }): BundleEntry => ({ resource: order.resource }));
  for (const { order } of subjects) seen.add(subjectName(order.resource));
  const chart = parts.map(({ held, searchset }): BundleEntry => {
    const good = held.map(({ resource }) => resource).filter((one) => canStand(one, `Patient/${patientId}`));
    const entry = good.filter(isNew).map((resource) => ({ resource }));
    const head: Bundle =
      searchset && good.length === held.length ? searchset : { resourceType: 'Bundle', type: 'collection' };
    return { resource: { ...head, ...(entry.length ? { entry } : {}) } };
  });
  return { resourceType: 'Bundle', type: 'collection', entry: [...orders, ...chart] };
};
