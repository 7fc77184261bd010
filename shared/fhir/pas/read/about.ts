import type { Claim, Reference } from 'fhir/r4';
import { compact } from '../../../core/model/compact.ts';
import type { RequestAbout } from '../../../core/model/message/submitted-request.ts';
import type { Entry } from '../../read/message/entry.ts';
import type { Message } from '../../read/message/message.ts';
import { follow } from '../../read/message/references.ts';
import { readName } from '../../read/patient-name.ts';
import { shortName } from '../../read/short-name.ts';

const nameOf = (message: Message, from: Entry, reference: Reference | undefined): string | undefined => {
  const found = reference && follow(message, reference, from, 'Organization', 'Practitioner', 'PractitionerRole');
  if (!found) return shortName(reference?.display);
  const { resource } = found;
  if (resource.resourceType === 'Organization') return shortName(resource.name);
  if (resource.resourceType === 'Practitioner') return readName(resource.name);
  return nameOf(message, found, resource.organization ?? resource.practitioner);
};

/** Who a Claim is about, who asks, and whom, by name. */
export const aboutOf = (message: Message, claim: Entry<Claim>): RequestAbout => {
  const { patient, provider, insurer } = claim.resource;
  const found = follow(message, patient, claim, 'Patient')?.resource;
  return compact({
    reference: found?.id === undefined ? patient.reference : `Patient/${found.id}`,
    patient: readName(found?.name) ?? shortName(patient.display),
    requester: nameOf(message, claim, provider),
    insurer: nameOf(message, claim, insurer),
  });
};
