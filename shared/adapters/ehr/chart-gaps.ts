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

const OF_PATIENT = ['subject', 'encounter', 'locationReference', 'insurance', 'payor'] as const;
const PROVIDERS = [
  'requester',
  'performer',
  'practitioner',
  'organization',
  'location',
  'managingOrganization',
] as const;

/** With the tenant's own credentials, not time-critical: everything. Where an order names its coverage, that one is used. */
export const tenantReach = (base: string): ChartReach => ({
  evidence: EVIDENCE,
  looksForVisits: true,
  follows: OF_PATIENT,
  alone: new Set(['Patient', 'Coverage', 'Organization', 'Encounter', 'Location']),
  nameOf: (reference) => localReference(reference, base),
});

/** The same with who orders and who performs, for a tenant whose requests or exemptions need their numbers. */
export const providerReach = (base: string): ChartReach => {
  const own = tenantReach(base);
  return {
    ...own,
    follows: [...OF_PATIENT, ...PROVIDERS],
    alone: new Set([...own.alone, 'PractitionerRole', 'Practitioner']),
  };
};

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
  const behind = [...entriesOf(message, 'PractitionerRole'), ...entriesOf(message, 'Location')];
  return {
    patient,
    reads: findReads<Entry>(
      [...orders, ...coverages, ...behind],
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
