import type { FhirResource } from 'fhir/r4';
import type { Chart } from './chart.ts';

const PATIENT = /(?:^|\/)Patient\/([A-Za-z0-9\-.]{1,64})(?:\/_history\/.*)?$/;

const subjectOf = (resource: FhirResource): string | undefined => {
  if ('subject' in resource && resource.subject && 'reference' in resource.subject) return resource.subject.reference;
  return 'patient' in resource && resource.patient && 'reference' in resource.patient
    ? resource.patient.reference
    : undefined;
};

/** Excludes a resource of another Patient; the message reader has checked what cannot be compared here. */
export const aboutPatient = ({ entries }: Chart): Chart['entries'] => {
  const ids = new Set(
    entries.flatMap(({ resource, reference }) =>
      resource.resourceType === 'Patient' && !reference.startsWith('#')
        ? [resource.id, PATIENT.exec(reference)?.[1]]
        : [],
    ),
  );
  const isOther = (resource: FhirResource): boolean => {
    const id = PATIENT.exec(subjectOf(resource) ?? '')?.[1];
    return id !== undefined && ids.size > 0 && !ids.has(id);
  };
  return entries.filter(({ resource }) => !isOther(resource));
};
