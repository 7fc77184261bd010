/** Every canonical URL once. */
export const CPT = 'http://www.ama-assn.org/go/cpt';
export const HCPCS = 'http://www.cms.gov/Medicare/Coding/HCPCSReleaseCodeSets';
/** HL7's alias for the HCPCS system; accepted on input. */
export const HCPCS_ALIAS = 'urn:oid:2.16.840.1.113883.6.285';
export const ICD10CM = 'http://hl7.org/fhir/sid/icd-10-cm';
/** ICD-9-CM has had many names; its codes ended with services of 2015-09-30. */
export const ICD9CM = /icd-?9|2\.16\.840\.1\.113883\.6\.(103|104|42)$/i;
export const SNOMED = 'http://snomed.info/sct';
export const LOINC = 'http://loinc.org';
export const RXNORM = 'http://www.nlm.nih.gov/research/umls/rxnorm';
export const ATC = 'http://www.whocc.no/atc';
export const NUCC_TAXONOMY = 'http://nucc.org/provider-taxonomy';
export const NPI = 'http://hl7.org/fhir/sid/us-npi';
export const PLACE_OF_SERVICE = 'https://www.cms.gov/Medicare/Coding/place-of-service-codes/Place_of_Service_Code_Set';
export const ACT_CODE = 'http://terminology.hl7.org/CodeSystem/v3-ActCode';
export const CARC = 'https://x12.org/codes/claim-adjustment-reason-codes';
export const RARC = 'https://x12.org/codes/remittance-advice-remark-codes';
export const ADJUDICATION = 'http://terminology.hl7.org/CodeSystem/adjudication';
export const CLAIM_TYPE = 'http://terminology.hl7.org/CodeSystem/claim-type';
/** Yes and no. */
export const YES_NO = 'http://terminology.hl7.org/CodeSystem/v2-0136';
export const IDENTIFIER_TYPE = 'http://terminology.hl7.org/CodeSystem/v2-0203';

/** Default canonical base of our own definitions; the setting `CANONICAL_BASE` replaces it. */
export const DEFAULT_CANONICAL_BASE = 'https://stresspass.example/fhir';

// ---- audit and provenance ----------------------------------------------------------------------------------
export const AUDIT_EVENT_TYPE = 'http://terminology.hl7.org/CodeSystem/audit-event-type';
export const AUDIT_ENTITY_TYPE = 'http://terminology.hl7.org/CodeSystem/audit-entity-type';
export const AUDIT_OBJECT_ROLE = 'http://terminology.hl7.org/CodeSystem/object-role';
export const REST_INTERACTION = 'http://hl7.org/fhir/restful-interaction';
export const DICOM = 'http://dicom.nema.org/resources/ontology/DCM';
export const PROVENANCE_PARTICIPANT = 'http://terminology.hl7.org/CodeSystem/provenance-participant-type';
export const DATA_OPERATION = 'http://terminology.hl7.org/CodeSystem/v3-DataOperation';
