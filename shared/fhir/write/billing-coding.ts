import type { CodeableConcept, Coding } from 'fhir/r4';
import { CPT, HCPCS } from '../../codes/systems.ts';

/** CPT codes are five characters that start with a digit; HCPCS level II starts with a letter. No descriptors. */
export const billingCoding = (code: string): Coding => ({ system: /^\d/.test(code) ? CPT : HCPCS, code });

/** Used where an order names nothing; R4 has no empty items. */
export const NO_CODE: CodeableConcept = { text: 'No code given' };
