import type { BundleEntry, FhirResource, Reference } from 'fhir/r4';
import { pasDefinition } from '../names.ts';

export interface RequestEntries {
  /** Adds a resource under a name; the same name again is the same resource. */
  readonly add: <R extends FhirResource>(name: string, profile: string | undefined, resource: R) => Reference;
  readonly all: () => BundleEntry[];
}

/** Entries of a request: each resource once, by an address of its own that says nothing of whom it is about. */
export const requestEntries = (uuidOf: (name: string) => string): RequestEntries => {
  const entries = new Map<string, BundleEntry>();
  return {
    add: (name, profile, resource) => {
      const id = uuidOf(name);
      const fullUrl = `urn:uuid:${id}`;
      const meta = profile ? { meta: { profile: [pasDefinition(profile)] } } : {};
      if (!entries.has(name)) entries.set(name, { fullUrl, resource: { ...resource, id, ...meta } });
      return { reference: fullUrl };
    },
    all: () => [...entries.values()],
  };
};
