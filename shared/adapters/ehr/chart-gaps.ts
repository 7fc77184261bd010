import type { FhirResource } from 'fhir/r4';
import { type ChartReach, EVIDENCE } from '../../fhir/chart/chart-needs.ts';
import { findReads, findSearches } from '../../fhir/chart/find-gaps.ts';
import { localReference } from '../../fhir/chart/resource-name.ts';
import type { Entry } from '../../fhir/read/message/entry.ts';
import { findFocal } from '../../fhir/read/message/focal.ts';
import { entriesOf, type Message } from '../../fhir/read/message/message.ts';
import { follow, lookUp } from '../../fhir/read/message/references.ts';

/** What a message lacks that its EHR may have. */
interface Gaps {
  /** Patient id in the EHR. */
  readonly patient: string;
  /** `Type/id` of single resources the message references but does not contain. */
  readonly reads: readonly string[];
  /** Types to search in the chart. */
  readonly searches: readonly string[];
}

/** With the tenant's own credentials, not time-critical: everything. Where an order names its coverage, that one is used. */
export const tenantReach = (base: string): ChartReach => ({
  evidence: EVIDENCE,
  looksForVisits: true,
  follows: ['subject', 'encounter', 'locationReference', 'insurance', 'payor'],
  alone: new Set(['Patient', 'Coverage', 'Organization', 'Encounter', 'Location']),
  nameOf: (reference) => localReference(reference, base),
});

/** Whose coverage it is and who pays, for orders answered before. */
export const coverageReach = (base: string): ChartReach => ({
  ...tenantReach(base),
  evidence: [],
  looksForVisits: false,
  follows: ['subject', 'insurance', 'payor'],
});

type Orders = readonly Entry<Extract<FhirResource, { resourceType: 'ServiceRequest' }>>[];

const patientOf = (message: Message, [order]: Orders, { nameOf }: ChartReach): string | undefined => {
  if (!order) return undefined;
  const { subject } = order.resource;
  const held = follow(message, subject, order, 'Patient');
  if (held?.resource.id) return held.resource.id;
  const [type, id] = nameOf(held?.fullUrl ?? subject.reference)?.split('/') ?? [];
  return type === 'Patient' ? id : undefined;
};

/** Finds what an order's message is missing; undefined where its patient cannot be looked up. */
export const findGaps = (message: Message, reach: ChartReach): Gaps | undefined => {
  const focal = findFocal(message, 'order');
  const orders = focal.ok && focal.value.dialect === 'order' ? focal.value.orders : [];
  const patient = patientOf(message, orders, reach);
  if (patient === undefined) return undefined;
  const coverages = entriesOf(message, 'Coverage');
  return {
    patient,
    reads: findReads<Entry>(
      [...orders, ...coverages],
      reach,
      (reference, from) => lookUp(message, reference, from).is !== 'outside',
    ),
    searches: findSearches(
      orders,
      reach,
      (type) => message.complete.has(type) || (type === 'Coverage' && coverages.length > 0),
    ),
  };
};
