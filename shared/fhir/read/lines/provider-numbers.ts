import type { Identifier } from 'fhir/r4';
import { NPI } from '../../../codes/systems.ts';

export const NPI_SYSTEMS: ReadonlySet<string | undefined> = new Set([NPI, 'urn:oid:2.16.840.1.113883.4.6']);

const TAX_SYSTEMS: ReadonlySet<string | undefined> = new Set([
  'urn:oid:2.16.840.1.113883.4.4',
  'http://hl7.org/fhir/sid/us-ein',
]);

export const isTaxNumber = ({ system, type }: Identifier): boolean =>
  TAX_SYSTEMS.has(system) || (type?.coding?.some(({ code }) => code === 'TAX' || code === 'EN') ?? false);
