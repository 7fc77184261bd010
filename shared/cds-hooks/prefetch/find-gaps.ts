import type { Reference } from 'fhir/r4';
import type { HookCall } from '../hook-service.ts';
import { localName, subjectName } from '../subjects.ts';
import type { ChartPart } from './chart-parts.ts';
import type { Held } from './held.ts';
import { CHART } from './prefetch.ts';

const NEAR: ReadonlySet<string> = new Set(['Organization', 'Location', 'Encounter']);

/** What the client did not send, as addresses on its own server. */
interface PrefetchGaps {
  /** The question cannot be put without these, or is about them. */
  readonly needed: readonly string[];
  /** Facts that may be there. */
  readonly chart: readonly string[];
}

export const findPrefetchGaps = (call: HookCall, held: readonly Held[], parts: readonly ChartPart[]): PrefetchGaps => {
  const names = new Set(held.map(({ resource }) => subjectName(resource)));
  const sought = new Set(parts.flatMap(({ searchset }) => searchset?.link?.map(({ url }) => url.split('?')[0]) ?? []));
  const has = (type: string): boolean =>
    held.some(({ resource }) => resource.resourceType === type) || [...sought].some((url) => url?.endsWith(type));
  const patient = encodeURIComponent(call.patientId);
  const single = [`Patient/${call.patientId}`, ...call.service.named(call)].filter((name) => !names.has(name));
  const isVisit = call.service.hook.startsWith('encounter-');
  const orders = `ServiceRequest?encounter=${encodeURIComponent(call.encounterId ?? '')}&status=active`;
  const needed = [
    ...single,
    ...(parts.some(({ soughtCoverage }) => soughtCoverage) ? [] : [`Coverage?patient=${patient}&status=active`]),
    ...(isVisit && call.encounterId && !has('ServiceRequest') ? [orders] : []),
  ];
  const types = isVisit ? [] : Object.values(CHART).filter((type) => !has(type));
  return { needed, chart: types.map((type) => `${type}?patient=${patient}`) };
};

const referencesIn = ({ resource }: Held): readonly (Reference | undefined)[] => {
  if (resource.resourceType === 'Coverage') return resource.payor ?? [];
  if (resource.resourceType !== 'ServiceRequest') return [];
  return [resource.encounter, ...(resource.locationReference ?? [])];
};

/** Who pays, where and in which visit: known only once coverages and orders are. */
export const findNear = (held: readonly Held[]): readonly string[] => {
  const names = new Set(held.map(({ resource }) => subjectName(resource)));
  const near = held.flatMap(referencesIn).flatMap((one) => localName(one?.reference) ?? []);
  return [...new Set(near)].filter((name) => NEAR.has(name.split('/')[0] ?? '') && !names.has(name));
};
