import type { Claim, ClaimItem, ServiceRequest } from 'fhir/r4';
import type { Entry } from '../../message/entry.ts';
import { entriesOf } from '../../message/message.ts';
import { find, type Reading } from '../../reading.ts';
import { readServiceCode } from '../read-code.ts';

const REQUESTED_SERVICE = 'http://hl7.org/fhir/us/davinci-pas/StructureDefinition/extension-requestedService';

/** The order a claim item bills: the one it names, the claim's referral, else the message's only order of its code. */
export const orderBehind = (
  request: Entry<Claim>,
  { extension = [] }: ClaimItem,
  codes: readonly string[],
  reading: Reading,
): Entry<ServiceRequest> | undefined => {
  const named = extension.find(({ url }) => url === REQUESTED_SERVICE)?.valueReference;
  const sameCode = (entry: Entry<ServiceRequest>) =>
    readServiceCode(entry.resource.code, [], reading.codebook).codes.some((code) => codes.includes(code));
  const order = find(reading, named, request, 'ServiceRequest');
  if (named) return order;
  const referred = find(reading, request.resource.referral, request, 'ServiceRequest');
  const [only, more] = referred ? [referred] : entriesOf(reading.message, 'ServiceRequest');
  return only && !more && sameCode(only) ? only : undefined;
};
