import type { FhirResource, Reference } from 'fhir/r4';
import { type ChartReach, linksOf } from './chart-needs.ts';

const COVERAGE = 'Coverage';
const VISIT = 'Encounter';

/** What leads on, from message or chart: an order, a coverage, a role, a place. */
interface Standing {
  readonly resource: FhirResource;
}

/**
 * `Type/id` of what these reference and is missing, each once: to be read one by one. In the order of the
 * types of `alone`, since not all may be read.
 */
export const findReads = <T extends Standing>(
  from: readonly T[],
  { follows, alone, nameOf }: ChartReach,
  isHeld: (reference: Reference, from: T) => boolean,
): readonly string[] => {
  const names = from.flatMap((one) =>
    linksOf(one.resource, follows)
      .filter((reference) => !isHeld(reference, one))
      .flatMap(({ reference }) => nameOf(reference) ?? []),
  );
  const types: readonly string[] = [...alone];
  const rankOf = (name: string): number => types.indexOf(name.split('/')[0] ?? '');
  return [...new Set(names)].filter((name) => rankOf(name) >= 0).sort((a, b) => rankOf(a) - rankOf(b));
};

const namesVisit = ({ resource }: Standing): boolean =>
  resource.resourceType === 'ServiceRequest' && resource.encounter !== undefined;

/** Types to search as a whole: coverage, evidence and encounters; none that was searched already. */
export const findSearches = (
  orders: readonly Standing[],
  { evidence, looksForVisits }: ChartReach,
  isLookedFor: (type: string) => boolean,
): readonly string[] => {
  const visits = looksForVisits && orders.every(namesVisit) ? [VISIT] : [];
  return [COVERAGE, ...evidence, ...visits].filter((type) => !isLookedFor(type));
};
