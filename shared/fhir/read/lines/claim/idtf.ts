import type { CodeableConcept, Reference } from 'fhir/r4';
import { NUCC_TAXONOMY } from '../../../../codes/systems.ts';
import type { Entry } from '../../message/entry.ts';
import { find, type Reading } from '../../reading.ts';

/** NUCC taxonomy of an independent physiological laboratory, and Medicare's specialty number of an IDTF. */
const IDTF: readonly { readonly system?: string; readonly code: string }[] = [
  { system: NUCC_TAXONOMY, code: '293D00000X' },
  { code: '47' },
];

const namesIdtf = (concepts: readonly CodeableConcept[] = []): boolean =>
  concepts.some(({ coding = [] }) =>
    coding.some(({ system, code }) =>
      IDTF.some((one) => one.code === code && (one.system === undefined ? isSpecialty(system) : one.system === system)),
    ),
  );

/** Medicare's specialty codes have several systems; a bare number of another system is not one. */
const isSpecialty = (system: string | undefined): boolean => /specialty/i.test(system ?? '');

/** Whether an independent diagnostic testing facility bills this claim, according to its provider. */
export const isBilledByIdtf = (reading: Reading, provider: Reference | undefined, from: Entry): boolean => {
  const role = find(reading, provider, from, 'PractitionerRole');
  const organization = role
    ? find(reading, role.resource.organization, role, 'Organization')
    : find(reading, provider, from, 'Organization');
  return namesIdtf(role?.resource.specialty) || namesIdtf(organization?.resource.type);
};
