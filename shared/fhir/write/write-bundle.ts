import type { Bundle, FhirResource, OperationOutcome } from 'fhir/r4';

export interface SearchPage {
  /** The full URL requested. */
  readonly self: string;
  /** The full URL of the next page. */
  readonly next?: string;
  /** All matches, when known. */
  readonly total?: number;
  /** Parameters nobody knows, which were left out. */
  readonly ignored?: readonly string[];
}

/** Base URL of this server, from the URL searched: everything before the resource type. */
const baseOf = (self: string): string => self.replace(/\/[A-Z][A-Za-z]*(\/_search)?(\?.*)?$/, '');

const writeIgnored = (names: readonly string[]): OperationOutcome => ({
  resourceType: 'OperationOutcome',
  issue: names.map((name) => {
    const shown = /^[\w:.-]{1,40}$/.test(name) ? name : undefined;
    return {
      severity: 'warning',
      code: 'not-supported',
      details: { text: `The parameter ${shown ?? 'sent'} is not known and was left out.` },
      ...(shown ? { expression: [`http.${shown}`] } : {}),
    };
  }),
});

const OUTCOME = { mode: 'outcome' } as const;
const isOutcome = (resource: FhirResource): resource is OperationOutcome =>
  resource.resourceType === 'OperationOutcome';

/** Stands in a page for a match that cannot be returned. */
export const writeUnlisted = (name: string): OperationOutcome => ({
  resourceType: 'OperationOutcome',
  issue: [
    {
      severity: 'warning',
      code: 'too-long',
      details: { text: `${name} matches and is too long to be returned.` },
    },
  ],
});

/** A page of search results; an outcome among them stands for a match. */
export const writeSearchset = <T extends FhirResource>(
  resources: readonly (T | OperationOutcome)[],
  { self, next, total, ignored = [] }: SearchPage,
): Bundle<T | OperationOutcome> => ({
  resourceType: 'Bundle',
  type: 'searchset',
  ...(total === undefined ? {} : { total }),
  link: [{ relation: 'self', url: self }, ...(next ? [{ relation: 'next', url: next }] : [])],
  ...(resources.length || ignored.length
    ? {
        entry: [
          ...resources.map((resource) =>
            isOutcome(resource)
              ? { resource, search: OUTCOME }
              : {
                  fullUrl: `${baseOf(self)}/${resource.resourceType}/${resource.id}`,
                  resource,
                  search: { mode: 'match' as const },
                },
          ),
          ...(ignored.length ? [{ resource: writeIgnored(ignored), search: OUTCOME }] : []),
        ],
      }
    : {}),
});
