import type { FhirResource, Reference } from 'fhir/r4';
import { isReference } from '../read/message/owner.ts';

type ResourceType = FhirResource['resourceType'];

/** Types with cardiac facts; each is searched as a whole. */
export const EVIDENCE = [
  'Condition',
  'Procedure',
  'DiagnosticReport',
  'Observation',
  'ImagingStudy',
  'DocumentReference',
  'MedicationStatement',
  'MedicationRequest',
  'QuestionnaireResponse',
] as const satisfies readonly ResourceType[];
export type EvidenceType = (typeof EVIDENCE)[number];

/** Elements by which orders, coverages, roles and places lead to what is read one by one: patient, visit, place, payer, provider. */
const LINKS = {
  ServiceRequest: ['subject', 'encounter', 'locationReference', 'insurance', 'requester', 'performer'],
  Coverage: ['payor'],
  PractitionerRole: ['practitioner', 'organization', 'location'],
  Location: ['managingOrganization'],
} as const;
type ChartLink = (typeof LINKS)[keyof typeof LINKS][number];

/**
 * What one way of access to a chart covers. A chart needs the patient, the coverage and its payer, the place and the
 * visit of the test, who orders and performs it where a request needs their numbers, and evidence; access that leaves some of it out says why where it is declared.
 */
export interface ChartReach {
  readonly evidence: readonly EvidenceType[];
  /** Encounters are searched too, where every order names its own: another one must never be taken as the setting. */
  readonly looksForVisits: boolean;
  readonly follows: readonly ChartLink[];
  /** Types read one by one where a reference leads to them, most needed first. */
  readonly alone: ReadonlySet<ResourceType>;
  /** `Type/id` of a reference to this chart's server; undefined where it leads elsewhere. */
  readonly nameOf: (reference: string | undefined) => string | undefined;
}

const LINKS_OF: Readonly<Partial<Record<string, readonly ChartLink[]>>> = LINKS;

/** References in these elements of what leads on. Chart content may not be validated yet: all else is ignored. */
export const linksOf = (resource: FhirResource, follows: ChartReach['follows']): readonly Reference[] =>
  (LINKS_OF[resource.resourceType] ?? [])
    .filter((element) => follows.includes(element))
    .flatMap((element): unknown => Reflect.get(resource, element))
    .filter(isReference);

/** The search for everything of a type; `patient` URL-encoded. */
export const searchFor = (type: string, patient: string): string => `${type}?patient=${patient}`;
