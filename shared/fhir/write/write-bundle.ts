import type { Bundle, FhirResource } from 'fhir/r4';

export interface SearchPage {
  /** The full URL requested. */
  readonly self: string;
  /** The full URL of the next page. */
  readonly next?: string;
  /** All matches, when known. */
  readonly total?: number;
}

/** Base URL of this server, from the URL searched: everything before the resource type. */
const baseOf = (self: string): string => self.replace(/\/[A-Z][A-Za-z]*(\/_search)?(\?.*)?$/, '');

/** A page of search results. */
export const writeSearchset = <T extends FhirResource>(
  resources: readonly T[],
  { self, next, total }: SearchPage,
): Bundle<T> => ({
  resourceType: 'Bundle',
  type: 'searchset',
  ...(total === undefined ? {} : { total }),
  link: [{ relation: 'self', url: self }, ...(next ? [{ relation: 'next', url: next }] : [])],
  ...(resources.length
    ? {
        entry: resources.map((resource) => ({
          fullUrl: `${baseOf(self)}/${resource.resourceType}/${resource.id}`,
          resource,
          search: { mode: 'match' as const },
        })),
      }
    : {}),
});
