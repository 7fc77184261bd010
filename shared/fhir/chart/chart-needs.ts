import type { FhirResource, Reference } from 'fhir/r4';
import { isReference } from '../read/message/owner.ts';

type ResourceType = FhirResource['resourceType'];

/** Types in which facts about the heart are found; each is looked for as a whole. */
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

/** Elements of an order and of a coverage that lead to what is read by itself: whose, in which visit, where, who pays. */
const ORDER_LINKS = ['subject', 'encounter', 'locationReference', 'insurance'] as const;
const COVERAGE_LINKS = ['payor'] as const;
type ChartLink = (typeof ORDER_LINKS)[number] | (typeof COVERAGE_LINKS)[number];

/**
 * How far one way to a chart goes. A chart has to hold the patient, the coverage and who pays, the place and the visit
 * of the test, and evidence; a way that leaves some of it out says why where it is declared.
 */
export interface ChartReach {
  readonly evidence: readonly EvidenceType[];
  /** Visits are looked for too, where every order names its own: one of the chart must never pass for the setting. */
  readonly looksForVisits: boolean;
  readonly follows: readonly ChartLink[];
  /** Types read one by one where a link leads to them. */
  readonly alone: ReadonlySet<ResourceType>;
  /** `Type/id` of what a reference leads to on the server of this chart; undefined where it leads elsewhere. */
  readonly nameOf: (reference: string | undefined) => string | undefined;
}

const elementsOf = ({ resourceType }: FhirResource): readonly ChartLink[] => {
  if (resourceType === 'ServiceRequest') return ORDER_LINKS;
  return resourceType === 'Coverage' ? COVERAGE_LINKS : [];
};

/** References of an order or a coverage along these links. What a chart holds may be unchecked: all else is passed over. */
export const linksOf = (resource: FhirResource, follows: ChartReach['follows']): readonly Reference[] =>
  elementsOf(resource)
    .filter((element) => follows.includes(element))
    .flatMap((element): unknown => Reflect.get(resource, element))
    .filter(isReference);

/** The search for everything of a type; `patient` as it stands in an address. */
export const searchFor = (type: string, patient: string): string => `${type}?patient=${patient}`;
