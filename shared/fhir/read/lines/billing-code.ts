import type { Coding } from 'fhir/r4';
import { CPT, HCPCS, HCPCS_ALIAS } from '../../../codes/systems.ts';
import type { Codebook } from '../../../core/model/codebook.ts';

/** CPT and HCPCS under every system in use; a CPT code can come back from X12 labeled HCPCS, so they are one. */
const BILLING_SYSTEMS: ReadonlySet<string> = new Set([
  CPT,
  'urn:oid:2.16.840.1.113883.6.12',
  HCPCS,
  HCPCS_ALIAS,
  'https://www.cms.gov/Medicare/Coding/HCPCSReleaseCodeSets',
  'http://bluebutton.cms.gov/resources/codesystem/hcpcs',
  'https://bluebutton.cms.gov/resources/codesystem/hcpcs',
]);

interface BillingCode {
  readonly code: string;
  readonly modifiers: readonly string[];
  /** Not written as a CPT or HCPCS code, or followed by something that is no modifier. */
  readonly garbled: boolean;
}

/** CPT (its categories II and III and laboratory codes end in a letter) or HCPCS level II. */
const WELL_FORMED = /^(\d{4}[\dAFMTU]|[A-V]\d{4})$/;

const MODIFIER = /^[A-Z0-9]{2}$/;

/**
 * A billing code with the modifiers written after it (`93350:26`, `93350-26`). A coding without a system counts if
 * the code is in our own tables.
 */
export const readBillingCoding = ({ system, code }: Coding, codebook: Codebook): BillingCode | undefined => {
  const [base = '', ...rest] = (code ?? '').trim().toUpperCase().split(/[:-]/);
  if (!base) return undefined;
  const known = system === undefined ? codebook.procedure(base) !== undefined : BILLING_SYSTEMS.has(system);
  if (!known) return undefined;
  const modifiers = rest.filter((one) => MODIFIER.test(one));
  return { code: base, modifiers, garbled: !WELL_FORMED.test(base) || modifiers.length < rest.length };
};

/** A modifier of any billing system, or without system. */
export const readModifier = ({ system, code }: Coding): string | undefined => {
  const modifier = (code ?? '').trim().toUpperCase();
  return MODIFIER.test(modifier) && (system === undefined || BILLING_SYSTEMS.has(system)) ? modifier : undefined;
};
