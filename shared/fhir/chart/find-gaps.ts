import type { FhirResource, Reference } from 'fhir/r4';
import { type ChartReach, linksOf } from './chart-needs.ts';

const COVERAGE = 'Coverage';
const VISIT = 'Encounter';

/** An order or a coverage, from message or chart. */
interface Standing {
  readonly resource: FhirResource;
}

/** `Type/id` of what orders and coverages reference and is missing, each once: to be read one by one. */
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
  const types: ReadonlySet<string> = alone;
  return [...new Set(names)].filter((name) => types.has(name.split('/')[0] ?? ''));
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
