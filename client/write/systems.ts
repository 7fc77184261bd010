const CPT = 'http://www.ama-assn.org/go/cpt';
const HCPCS = 'http://www.cms.gov/Medicare/Coding/HCPCSReleaseCodeSets';
export const ICD10CM = 'http://hl7.org/fhir/sid/icd-10-cm';
export const PLACE_OF_SERVICE = 'https://www.cms.gov/Medicare/Coding/place-of-service-codes/Place_of_Service_Code_Set';
export const COVERAGE_CLASS = 'http://terminology.hl7.org/CodeSystem/coverage-class';
export const CLAIM_TYPE = 'http://terminology.hl7.org/CodeSystem/claim-type';
export const ACT_CODE = 'http://terminology.hl7.org/CodeSystem/v3-ActCode';

/** CPT codes begin with a digit, HCPCS codes with a letter. */
export const billingCoding = (code: string) => ({ system: /^\d/.test(code) ? CPT : HCPCS, code });
