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

export const findPrefetchGaps = (call: HookCall, held: readonly Held[], parts: readonly ChartPart[]): PrefetchGaps => {
  const names = namesOf(held);
  const sought = new Set(parts.flatMap(({ searchset }) => searchset?.link?.map(({ url }) => url.split('?')[0]) ?? []));
  const has = (type: string): boolean =>
    held.some(({ resource }) => resource.resourceType === type) || [...sought].some((url) => url?.endsWith(type));
  const hasCoverage = parts.some(({ soughtCoverage }) => soughtCoverage);
  const isVisit = call.service.hook.startsWith('encounter-');
  const searches = findSearches([], isVisit ? VISIT_REACH : DELEGATED_REACH, (type) =>
    type === 'Coverage' ? hasCoverage : has(type),
  );
  const patient = encodeURIComponent(call.patientId);
  const orders = `ServiceRequest?encounter=${encodeURIComponent(call.encounterId ?? '')}&status=active`;
  const needed = [
    ...[`Patient/${call.patientId}`, ...call.service.named(call)].filter((name) => !names.has(name)),
    ...(searches.includes('Coverage') ? [`${searchFor('Coverage', patient)}&status=active`] : []),
    ...(isVisit && call.encounterId && !has('ServiceRequest') ? [orders] : []),
  ];
  const evidence = searches.filter((type) => type !== 'Coverage');
  return { needed, chart: evidence.map((type) => searchFor(type, patient)) };
};

/** Payer, place and visit: known only once coverages and orders are. */
export const findNear = (held: readonly Held[]): readonly string[] => {
  const names = namesOf(held);
  return findReads(held, DELEGATED_REACH, ({ reference }) => names.has(localName(reference) ?? ''));
};
