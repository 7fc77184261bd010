import type { NamingSystem } from 'fhir/r4';
import type { Canonicals } from '../canonical.ts';
import { DEFINITIONS_DATE, PUBLISHER } from './own-header.ts';

/** Ids of payers as our rules know them; an Organization identifier in this system is always recognised. */
export const payerNamingSystem = (canonicals: Canonicals): NamingSystem => ({
  resourceType: 'NamingSystem',
  id: 'payer',
  name: 'PayerId',
  status: 'active',
  kind: 'identifier',
  date: DEFINITIONS_DATE,
  publisher: PUBLISHER,
  description: 'Ids under which Stresspass holds the rules of payers, such as original-medicare.',
  usage: 'As Organization.identifier of the payor of a Coverage, or of the insurer of a request.',
  uniqueId: [{ type: 'uri', value: canonicals.payerSystem, preferred: true }],
});
