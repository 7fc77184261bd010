import type { FhirResource } from 'fhir/r4';
import { isJsonObject } from '../../structure/flaw.ts';
import { isResourceName } from '../../structure/resource-names.ts';

/** One resource of a message: in an entry, in a parameter, alone, or contained in another resource. */
export interface Entry<R extends FhirResource = FhirResource> {
  readonly resource: R;
  /** FHIRPath of the resource: `Bundle.entry[2].resource`. */
  readonly path: string;
  readonly fullUrl?: string;
  /** The entry that contains it; its id is valid only there. */
  readonly container?: Entry;
  /** How the message identifies it: `fullUrl`, `Type/id` or `#id`; empty when unnamed. */
  readonly reference: string;
}

export const isFhirResource = (value: unknown): value is FhirResource =>
  isJsonObject(value) && typeof value.resourceType === 'string' && isResourceName(value.resourceType);

export type ResourceType = FhirResource['resourceType'];
export type Of<T extends ResourceType> = Extract<FhirResource, { resourceType: T }>;

export const isA = <T extends ResourceType>(entry: Entry | undefined, ...types: readonly T[]): entry is Entry<Of<T>> =>
  types.some((type) => type === entry?.resource.resourceType);

const nameOf = ({ resourceType, id }: FhirResource, fullUrl: string | undefined): string =>
  fullUrl ?? (id ? `${resourceType}/${id}` : '');

/** Types outside the structure table are unchecked: their lists may be anything. */
export const listOf = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);

const containedIn = (container: Entry): readonly Entry[] => {
  const { resource, path } = container;
  const contained: unknown = 'contained' in resource ? resource.contained : undefined;
  return listOf(contained)
    .filter(isFhirResource)
    .map((inner, index) => ({
      resource: inner,
      path: `${path}.contained[${index}]`,
      container,
      reference: inner.id ? `#${inner.id}` : '',
    }));
};

/** Every resource of a message with its path; nested Bundles are unpacked. */
export const unpackEntry = (resource: FhirResource, path: string, fullUrl?: string): readonly Entry[] => {
  if (resource.resourceType === 'Bundle')
    return (resource.entry ?? []).flatMap((entry, index) =>
      isFhirResource(entry.resource)
        ? unpackEntry(entry.resource, `${path}.entry[${index}].resource`, entry.fullUrl)
        : [],
    );
  const entry = { resource, path, reference: nameOf(resource, fullUrl), ...(fullUrl ? { fullUrl } : {}) };
  return [entry, ...containedIn(entry)];
};
