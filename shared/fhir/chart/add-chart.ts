import type { Bundle, BundleEntry, FhirResource } from 'fhir/r4';
import { resourceName } from './resource-name.ts';

/** The result of one search or read. */
export interface ChartFind {
  readonly hits: readonly unknown[];
  /** Of a search: the searchset without its entries, which tells what was searched and whether it is complete. */
  readonly look?: Omit<Bundle, 'entry'>;
}

/** What may be added to a message besides the orders. */
interface Admission {
  /** A search that found anything else does not count as complete. */
  readonly isAdmitted: (hit: unknown) => hit is FhirResource;
  /** Which admitted resources to add. Absent: all. */
  readonly adds?: (resource: FhirResource) => boolean;
}

interface WithChart {
  readonly message: Bundle;
  /** One per find: whether it stayed a searchset. */
  readonly looks: readonly boolean[];
}

/**
 * The message first, then what the chart adds, each resource once. A search whose every hit is admitted stays a
 * searchset, so that what it did not find is absent; of any other only the hits count. `held`: names of what the message
 * has already. A resource without an id is never a duplicate.
 */
export const addChart = (
  asked: readonly FhirResource[],
  held: Iterable<string>,
  finds: readonly ChartFind[],
  { isAdmitted, adds = () => true }: Admission,
): WithChart => {
  const seen = new Set(held);
  const isNew = (resource: FhirResource): boolean => {
    const name = resourceName(resource);
    const isKnown = resource.id !== undefined && seen.has(name);
    seen.add(name);
    return !isKnown;
  };
  const added = finds.map(({ hits, look }): Bundle => {
    const good = hits.filter(isAdmitted);
    const entry = good.filter((one) => isNew(one) && adds(one)).map((resource) => ({ resource }));
    const frame: Bundle = look && good.length === hits.length ? look : { resourceType: 'Bundle', type: 'collection' };
    return { ...frame, ...(entry.length ? { entry } : {}) };
  });
  const entry = [...asked, ...added].map((resource): BundleEntry => ({ resource }));
  return {
    message: { resourceType: 'Bundle', type: 'collection', entry },
    looks: added.map(({ type }) => type === 'searchset'),
  };
};
