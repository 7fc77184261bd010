import { BOUNDS } from '../../core/model/bounds.ts';
import { uriPart } from '../../core/model/uri-part.ts';
import { searchFor } from '../../fhir/chart/chart-needs.ts';
import { findReads, findSearches } from '../../fhir/chart/find-gaps.ts';
import { localName, resourceName } from '../../fhir/chart/resource-name.ts';
import type { HookCall } from '../hook-service.ts';
import type { ChartPart } from './chart-parts.ts';
import { DELEGATED_REACH, VISIT_REACH } from './delegated-reach.ts';
import type { Held } from './held.ts';

/** What the client did not send, as relative URLs on its own server. */
interface PrefetchGaps {
  /** Required for the inquiry, or its subject. */
  readonly needed: readonly string[];
  /** Evidence that may exist. */
  readonly chart: readonly string[];
}

const namesOf = (held: readonly Held[]): ReadonlySet<string> =>
  new Set(held.map(({ resource }) => resourceName(resource)));

/** What the call is about and is not held yet. */
export const missingNames = (call: HookCall, held: readonly Held[]): readonly string[] => {
  const names = namesOf(held);
  return call.service.named(call, held).filter((name) => !names.has(name));
};

/** A search by `_id` finds only what was known already. */
const searchedTypes = (parts: readonly ChartPart[]): ReadonlySet<string> =>
  new Set(
    parts
      .flatMap(({ searchset }) => searchset?.link ?? [])
      .filter(({ url }) => !/[?&]_id=/.test(url))
      .flatMap(({ url }) => url.split('?')[0]?.split('/').at(-1) ?? []),
  );

export const findPrefetchGaps = (call: HookCall, held: readonly Held[], parts: readonly ChartPart[]): PrefetchGaps => {
  const names = namesOf(held);
  const sought = searchedTypes(parts);
  const has = (type: string): boolean =>
    sought.has(type) || held.some(({ resource }) => resource.resourceType === type);
  const hasCoverage = parts.some(({ soughtCoverage }) => soughtCoverage);
  const isVisit = call.service.hook.startsWith('encounter-');
  const searches = findSearches([], isVisit ? VISIT_REACH : DELEGATED_REACH, (type) =>
    type === 'Coverage' ? hasCoverage : has(type),
  );
  const patient = uriPart(call.patientId);
  const orders = sought.has('ServiceRequest') ? undefined : call.service.ordersSearch?.(call, held);
  const needed = [
    ...[`Patient/${call.patientId}`].filter((name) => !names.has(name)),
    ...missingNames(call, held).slice(0, BOUNDS.namedReads),
    ...(searches.includes('Coverage') ? [`${searchFor('Coverage', patient)}&status=active`] : []),
    ...(orders ? [orders] : []),
  ];
  const evidence = searches.filter((type) => type !== 'Coverage');
  return { needed, chart: evidence.map((type) => searchFor(type, patient)) };
};

/** Payer, place and visit: known only once coverages and orders are. `left`: more than are read. */
export const findNear = (
  held: readonly Held[],
): { readonly addresses: readonly string[]; readonly left: readonly string[] } => {
  const names = namesOf(held);
  const found = findReads(held, DELEGATED_REACH, ({ reference }) => names.has(localName(reference) ?? ''));
  return { addresses: found.slice(0, BOUNDS.nearReads), left: found.slice(BOUNDS.nearReads) };
};
