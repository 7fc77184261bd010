import type { FhirResource } from 'fhir/r4';

/** `Type/id` of a resource. */
export const resourceName = ({ resourceType, id }: FhirResource): string => `${resourceType}/${id ?? ''}`;

const ON_SERVER = /^([A-Z][A-Za-z]+\/[A-Za-z0-9\-.]{1,64})(\/_history\/[A-Za-z0-9\-.]{1,64})?$/;

/** `Type/id` of a reference that is relative, or absolute on this same server; without its version. */
export const localReference = (reference: string | undefined, base: string): string | undefined => {
  const relative = reference?.startsWith(`${base}/`) ? reference.slice(base.length + 1) : reference;
  return relative === undefined ? undefined : ON_SERVER.exec(relative)?.[1];
};

const ANYWHERE = /(?:^|\/)([A-Z][A-Za-z]+\/[A-Za-z0-9\-.]{1,64})(?:\/_history\/.*)?$/;

/** `Type/id` of a reference, whatever its base URL. */
export const localName = (reference: unknown): string | undefined =>
  typeof reference === 'string' ? ANYWHERE.exec(reference)?.[1] : undefined;
