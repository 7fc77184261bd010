import type { FhirResource, Reference } from 'fhir/r4';
import type { Entry } from '../../fhir/read/message/entry.ts';
import { findFocal } from '../../fhir/read/message/focal.ts';
import { entriesOf, type Message } from '../../fhir/read/message/message.ts';
import { follow, lookUp } from '../../fhir/read/message/references.ts';
import { localReference } from './local-reference.ts';

/** What a message lacks that its EHR may hold. */
interface Gaps {
  /** Id of the patient there. */
  readonly patient: string;
  /** `Type/id` of single resources the message refers to and does not hold. */
  readonly reads: readonly string[];
  /** Types to look for in the chart. */
  readonly searches: readonly string[];
}

const EVIDENCE = [
  ...['Condition', 'Procedure', 'DiagnosticReport', 'Observation', 'ImagingStudy', 'DocumentReference'],
  ...['MedicationStatement', 'MedicationRequest', 'QuestionnaireResponse'],
];
/** Read one by one where an order or a coverage names them. */
const READ_ALONE: ReadonlySet<string> = new Set(['Patient', 'Encounter', 'Location', 'Coverage', 'Organization']);

type Orders = readonly Entry<Extract<FhirResource, { resourceType: 'ServiceRequest' }>>[];

const patientOf = (message: Message, [order]: Orders, base: string): string | undefined => {
  if (!order) return undefined;
  const { subject } = order.resource;
  const held = follow(message, subject, order, 'Patient');
  if (held?.resource.id) return held.resource.id;
  const [type, id] = localReference(held?.fullUrl ?? subject.reference, base)?.split('/') ?? [];
  return type === 'Patient' ? id : undefined;
};

/** What these references lead to outside the message, on this server. */
const outside = (message: Message, references: readonly (Reference | undefined)[], from: Entry, base: string) =>
  references.flatMap((reference): readonly string[] => {
    if (!reference || lookUp(message, reference, from).is !== 'outside') return [];
    const local = localReference(reference.reference, base);
    return local && READ_ALONE.has(local.split('/')[0] ?? '') ? [local] : [];
  });

/**
 * Looks at an order's message for what is missing; undefined where its patient cannot be asked for. Visits are looked
 * for only when the orders name theirs: one of the chart must never pass for the setting of a test.
 */
export const findGaps = (message: Message, base: string): Gaps | undefined => {
  const focal = findFocal(message, 'event');
  const orders = focal.ok && focal.value.door === 'order' ? focal.value.orders : [];
  const patient = patientOf(message, orders, base);
  if (patient === undefined) return undefined;
  const named = orders.flatMap((order) => {
    const { subject, encounter, locationReference = [], insurance = [] } = order.resource;
    return outside(message, [subject, encounter, ...locationReference, ...insurance], order, base);
  });
  const visits = orders.every(({ resource }) => resource.encounter) ? ['Encounter'] : [];
  const coverages = entriesOf(message, 'Coverage');
  const payors = coverages.flatMap((one) => outside(message, one.resource.payor, one, base));
  return {
    patient,
    reads: [...new Set([...named, ...payors])],
    searches: [...(coverages.length ? [] : ['Coverage']), ...EVIDENCE, ...visits].filter(
      (type) => !message.complete.has(type),
    ),
  };
};
