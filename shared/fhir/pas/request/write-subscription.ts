import type { Subscription } from 'fhir/r4';
import { type PasVersion, pasDefinition } from '../names.ts';

const BACKPORT = 'http://hl7.org/fhir/uv/subscriptions-backport/StructureDefinition';
export const PAS_TOPIC = 'http://hl7.org/fhir/us/davinci-pas/SubscriptionTopic/PASSubscriptionTopic';

/** Releases name the sending system by another word, and tell the answer itself or its id alone. */
const BY_VERSION = {
  '2.2.1': { filter: 'org-identifier', content: 'full-resource', profile: true },
  '2.0.1': { filter: 'identifier', content: 'id-only', profile: false },
} as const;

interface Subscribing {
  readonly version: PasVersion;
  /** Id of the sending system, as its requests name it. */
  readonly sender: string;
  /** Where notices are delivered, and the secret they bring. */
  readonly endpoint: string;
  readonly secret: string;
}

/** What a payer is asked to give notice of: answers to the requests of one sending system. */
export const writePasSubscription = ({ version, sender, endpoint, secret }: Subscribing): Subscription => {
  const { filter, content, profile } = BY_VERSION[version];
  return {
    resourceType: 'Subscription',
    ...(profile ? { meta: { profile: [pasDefinition('profile-subscription')] } } : {}),
    status: 'requested',
    reason: 'Answers to our requests for prior authorization.',
    criteria: PAS_TOPIC,
    _criteria: {
      extension: [{ url: `${BACKPORT}/backport-filter-criteria`, valueString: `${filter}=${sender}` }],
    },
    channel: {
      type: 'rest-hook',
      endpoint,
      payload: 'application/fhir+json',
      _payload: { extension: [{ url: `${BACKPORT}/backport-payload-content`, valueCode: content }] },
      header: [`Authorization: Bearer ${secret}`],
    },
  };
};
