import type { Bundle, ClaimResponse, ClaimResponseError, Extension } from 'fhir/r4';
import type { Rejection } from '../../../core/model/message/submitted-request.ts';
import { conceptOf } from '../extensions.ts';
import { type PasVersion, pasDefinition, X12_FOLLOW_UP, X12_REJECT_REASON } from '../names.ts';
import { type Echoing, echoEntries, echoReference } from './echo-entries.ts';
import { answeredTransmission } from './transmission.ts';
import { type PasServer, pasMeta } from './write-review-response.ts';

/** Which note says more; 2.0.1 has no place for it. */
const noteExtension = (note: number, version: PasVersion): readonly Extension[] =>
  version === '2.0.1'
    ? []
    : [
        {
          url: pasDefinition('extension-errorElement'),
          extension: [{ url: 'processNote', valuePositiveInt: note }],
        },
      ];

const writeError = (
  { code, followUp, says, path }: Rejection,
  note: number,
  version: PasVersion,
): ClaimResponseError => ({
  extension: [
    { url: pasDefinition('extension-errorFollowupAction'), valueCodeableConcept: conceptOf(X12_FOLLOW_UP, followUp) },
    ...noteExtension(note, version),
    ...(path ? [{ url: pasDefinition('extension-errorPath'), valueString: path }] : []),
  ],
  code: { ...conceptOf(X12_REJECT_REASON, code), text: says },
});

interface Rejecting {
  readonly rejections: readonly Rejection[];
  /** What the request says, for a name of the answer. */
  readonly said: unknown;
  readonly at: string;
  readonly isTest: boolean;
}

/** A readable request that is not taken up: nothing is decided, nothing stored. */
export const writeRejection = (
  { rejections, said, at, isTest }: Rejecting,
  echoing: Echoing,
  { version, base, uuid }: PasServer,
): Bundle => {
  const claim = echoing.claim.resource;
  const requestor = echoReference(echoing, claim.provider);
  const insurer = echoReference(echoing, claim.insurer) ?? {};
  const extension = answeredTransmission(claim, version);
  const id = uuid([said, rejections]);
  const notes = [...new Set(rejections.map(({ says }) => says))];
  const response: ClaimResponse = {
    resourceType: 'ClaimResponse',
    id,
    meta: pasMeta('profile-claimresponse', isTest),
    ...(extension.length ? { extension: [...extension] } : {}),
    ...(claim.identifier ? { identifier: claim.identifier } : {}),
    status: 'active',
    type: claim.type,
    use: 'preauthorization',
    patient: echoReference(echoing, claim.patient) ?? {},
    created: at,
    insurer,
    ...(requestor ? { requestor } : {}),
    request: { reference: echoing.claim.fullUrl ?? '' },
    outcome: 'error',
    disposition: 'Not taken up: correct what the errors name.',
    processNote: notes.map((text, index) => ({ number: index + 1, text })),
    error: rejections.map((one) => writeError(one, notes.indexOf(one.says) + 1, version)),
  };
  return {
    resourceType: 'Bundle',
    meta: pasMeta('profile-pas-response-bundle', isTest),
    identifier: { system: 'urn:ietf:rfc:3986', value: `urn:uuid:${uuid(['rejection', id, at])}` },
    type: 'collection',
    timestamp: at,
    entry: [
      { fullUrl: `${base}/ClaimResponse/${id}`, resource: response },
      ...echoEntries(echoing, [claim.patient, claim.insurer, claim.provider]),
    ],
  };
};
