import type { Bundle, BundleEntry, FhirResource } from 'fhir/r4';
import { resourceName } from './resource-name.ts';

/** What one search or read brought. */
export interface ChartFind {
  readonly hits: readonly unknown[];
  /** Of a search: the searchset without its entries, which tells what was looked for and whether all of it is here. */
  readonly look?: Omit<Bundle, 'entry'>;
}

/** What may stand in a message beside the orders. */
interface Admission {
  /** A look that found anything else is no complete one. */
  readonly stands: (hit: unknown) => hit is FhirResource;
  /** Of what stands: what is worth adding. Absent: all of it. */
  readonly adds?: (resource: FhirResource) => boolean;
}

interface WithChart {
  readonly message: Bundle;
  /** One a find: it stayed a searchset. */
  readonly looks: readonly boolean[];
}

/**
 * What was asked first, then what the chart adds, each resource once. A look of which every hit can stand stays a
 * searchset, so that what it did not find is absent; of any other only the hits count. `held`: names of what the
 * message has already. What carries no id is nobody's repeat.
 */
export const addChart = (
  asked: readonly FhirResource[],
  held: Iterable<string>,
  finds: readonly ChartFind[],
  { stands, adds = () => true }: Admission,
): WithChart => {
  const seen = new Set(held);
  const isNew = (resource: FhirResource): boolean => {
    const name = resourceName(resource);
    const isKnown = resource.id !== undefined && seen.has(name);
    seen.add(name);
    return !isKnown;
  };
  const added = finds.map(({ hits, look }): Bundle => {
    const good = hits.filter(stands);
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
