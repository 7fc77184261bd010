import type { NamingSystem } from 'fhir/r4';
import type { Canonicals } from '../canonical.ts';
import { DEFINITIONS_DATE, PUBLISHER } from './own-header.ts';

const namingSystem = (id: string, name: string, uri: string, description: string, usage: string): NamingSystem => ({
  resourceType: 'NamingSystem',
  id,
  name,
  status: 'active',
  kind: 'identifier',
  date: DEFINITIONS_DATE,
  publisher: PUBLISHER,
  description,
  usage,
  uniqueId: [{ type: 'uri', value: uri, preferred: true }],
});

/** The identifier systems we define. */
export const namingSystems = ({ payerSystem, localitySystem, answerSystem }: Canonicals): readonly NamingSystem[] => [
  namingSystem(
    'payer',
    'PayerId',
    payerSystem,
    'Ids under which Stresspass holds the rules of payers, such as original-medicare.',
    'As Organization.identifier of the payor of a Coverage, or of the insurer of a request.',
  ),
  namingSystem(
    'medicare-locality',
    'MedicareLocality',
    localitySystem,
    'Payment localities of the Medicare physician fee schedule, two digits, unique within a state.',
    'As Location.identifier of the site, so that estimates use its geographic indices.',
  ),
  namingSystem(
    'answer',
    'AnswerId',
    answerSystem,
    'Ids Stresspass gives its answers.',
    'As CoverageEligibilityResponse.identifier of a copy that was written back to an EHR.',
  ),
];
