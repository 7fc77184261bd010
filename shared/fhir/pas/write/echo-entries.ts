import type { Bundle, BundleEntry, Claim, Reference } from 'fhir/r4';
import type { Entry } from '../../read/message/entry.ts';
import { type Message, openMessage } from '../../read/message/message.ts';
import { follow, lookUp } from '../../read/message/references.ts';
import { openClaim } from '../read/read-request.ts';
import { closureOf } from '../read/reference-closure.ts';

/** A stored request, opened to be answered. */
export interface Echoing {
  readonly message: Message;
  readonly claim: Entry<Claim>;
}

/** A request on file is read as it was when it was taken up. @throws where it cannot be: that is a bug. */
export const openOnFile = (bundle: Bundle): Echoing => {
  const opened = openClaim(bundle, { mostClaims: 2, withItems: true });
  if (opened.ok) return opened.value;
  const message = openMessage(bundle);
  throw new Error(`A request on file cannot be read${message.ok ? ' as a request' : ''}.`);
};

const entryOf = ({ message, claim }: Echoing, reference: Reference | undefined, from: Entry = claim) => {
  const found = reference ? lookUp(message, reference, from) : undefined;
  return found?.is === 'found' ? (found.entry.container ?? found.entry) : undefined;
};

/** The same resource by the name it had in the request. */
export const echoReference = (
  echoing: Echoing,
  reference: Reference | undefined,
  from: Entry = echoing.claim,
): Reference | undefined => {
  const entry = entryOf(echoing, reference, from);
  if (!reference) return undefined;
  const { display } = reference;
  return entry?.fullUrl ? { reference: entry.fullUrl, ...(display ? { display } : {}) } : reference;
};

/** Pictures are kept apart and not sent back. */
const withoutPictures = ({ resource }: Entry) => {
  if (!('photo' in resource)) return resource;
  const { photo: _photo, ...rest } = resource;
  return rest;
};

/** Entries of the request the answer refers to, and what these refer to, with their fullUrls and ids as received. */
export const echoEntries = (
  echoing: Echoing,
  references: readonly (Reference | undefined)[],
): readonly BundleEntry[] => {
  const start = references.flatMap((one) => entryOf(echoing, one) ?? []);
  return closureOf(echoing.message, [...new Set(start)], echoing.claim)
    .entries.filter((entry) => entry !== echoing.claim && entry.resource.resourceType !== 'Claim')
    .map((entry) => ({ fullUrl: entry.fullUrl ?? '', resource: withoutPictures(entry) }) as BundleEntry);
};

/** Who renders, else who asks: a person or an organization, since no role can be authorized. */
export const echoPerformer = (echoing: Echoing): Reference | undefined => {
  const { message, claim } = echoing;
  const named = claim.resource.careTeam?.[0]?.provider ?? claim.resource.provider;
  const role = follow(message, named, claim, 'PractitionerRole');
  if (!role) return echoReference(echoing, named);
  return echoReference(echoing, role.resource.practitioner ?? role.resource.organization, role);
};
