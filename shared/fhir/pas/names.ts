/** Releases of Da Vinci PAS we speak. */
export type PasVersion = '2.2.1' | '2.0.1';

const PAS = 'http://hl7.org/fhir/us/davinci-pas';
const X12 = 'https://codesystem.x12.org/005010';

/** A profile or extension of the guide. */
export const pasDefinition = (name: string): string => `${PAS}/StructureDefinition/${name}`;

export const INTERMEDIARY = `${PAS}/CapabilityStatement/IntermediaryCapabilities`;

/** Subscriptions by topic in R4 (the backport guide). */
export const BACKPORT = 'http://hl7.org/fhir/uv/subscriptions-backport/StructureDefinition';
export const TOPIC = `${PAS}/SubscriptionTopic/PASSubscriptionTopic`;

export const PAS_CODES = `${PAS}/CodeSystem/PASTempCodes`;
export const INFO_CANCELLED = pasDefinition('modifierextension-infoCancelled');

/** X12 code lists by the number of their data element. */
export const X12_REVIEW_ACTION = `${X12}/306`;
export const X12_REJECT_REASON = `${X12}/901`;
export const X12_FOLLOW_UP = `${X12}/889`;
export const X12_REVIEW_REASON = 'https://codesystem.x12.org/external/886';
export const X12_SERVICE_TYPE = `${X12}/1365`;
export const X12_ENTITY = `${X12}/98`;
export const X12_RELATIONSHIP = `${X12}/1069`;
export const X12_REQUEST_TYPE = `${X12}/1525`;
export const X12_CERTIFICATION = `${X12}/1322`;
export const X12_LEVEL_OF_SERVICE = `${X12}/1338`;
export const X12_UNIT = `${X12}/673`;
export const X12_REPORT_TYPE = `${X12}/755`;
export const X12_TRANSMISSION = `${X12}/756`;

export const DATA_ABSENT = 'http://terminology.hl7.org/CodeSystem/data-absent-reason';

/** Code systems an item may name its service in, beside CPT and HCPCS. */
export const SERVICE_SYSTEMS: readonly string[] = [
  X12_SERVICE_TYPE,
  'http://www.cms.gov/Medicare/Coding/ICD10',
  'http://hl7.org/fhir/sid/ndc',
];
