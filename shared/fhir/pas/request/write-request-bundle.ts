import type { Bundle, BundleEntry, Claim, ClaimItem, Reference } from 'fhir/r4';
import { pasDefinition } from '../names.ts';
import { type PasAsked, type PasNaming, priorIdentifier, traceSystem } from './pas-asked.ts';
import { requestEntries } from './request-entries.ts';
import { certificationType, requestedServiceOf, servicedOf, traceExtension } from './request-item.ts';
import type { Attachments } from './supporting-info.ts';
import { writeClaimBase, writeRequestClaim } from './write-request-claim.ts';

const MESSAGES = 'urn:ietf:rfc:3986';

/** Resources keep their addresses over all messages of a request; a Claim has one for each message. */
const namesOf = ({ content }: PasAsked, { uuid }: PasNaming) => {
  const { trace } = content;
  return (name: string): string => uuid([trace.system ?? '', trace.value, name]);
};

const claimEntry = (id: string, profile: string, claim: Claim): BundleEntry => {
  const { resourceType, ...rest } = claim;
  return {
    fullUrl: `urn:uuid:${id}`,
    resource: { resourceType, id, meta: { profile: [pasDefinition(profile)] }, ...rest },
  };
};

const bundleOf = (asked: PasAsked, naming: PasNaming, profile: string, entry: BundleEntry[]): Bundle => ({
  resourceType: 'Bundle',
  meta: { profile: [pasDefinition(profile)] },
  identifier: { system: MESSAGES, value: `urn:uuid:${naming.uuid(['message', asked.messageId])}` },
  type: 'collection',
  timestamp: asked.at,
  entry,
});

/** The Claim an update follows, as it was asked; its own predecessor is not told (the guide wants it so). */
const priorClaim = (
  asked: PasAsked,
  naming: PasNaming,
  attachments: Attachments,
  entries: ReturnType<typeof requestEntries>,
): Claim => {
  const { previous = asked.content, previousMessageId, version, at } = asked;
  const before: PasAsked = {
    what: 'submit',
    version,
    content: { ...previous, trace: asked.content.trace },
    messageId: previousMessageId ?? asked.content.trace.value,
    at,
  };
  const claim = writeRequestClaim({ asked: before, naming, attachments, entries });
  return { ...claim, identifier: [priorIdentifier(asked, naming)] };
};

/**
 * A request, an update or a cancellation. The same message is the same bytes. In 2.2 the Claim it follows stands beside it; in
 * 2.0.1, whose Bundle holds one Claim, it is named by its identifier.
 */
export const writeRequestBundle = (asked: PasAsked, naming: PasNaming, attachments: Attachments): Bundle => {
  const named = namesOf(asked, naming);
  const entries = requestEntries(named);
  const follows = asked.what === 'update' || asked.what === 'cancel';
  const beside = follows && asked.version === '2.2.1';
  const before = named(`Claim ${priorIdentifier(asked, naming).value}`);
  const prior: Reference = beside
    ? { reference: `urn:uuid:${before}` }
    : { type: 'Claim', identifier: priorIdentifier(asked, naming) };
  const claim = writeRequestClaim({ asked, naming, attachments, entries }, follows ? prior : undefined);
  const profile = follows ? 'profile-claim-update' : 'profile-claim';
  const others = beside ? [claimEntry(before, 'profile-claim', priorClaim(asked, naming, attachments, entries))] : [];
  const id = named(`Claim ${claim.identifier?.[0]?.value}`);
  return bundleOf(asked, naming, 'profile-pas-request-bundle', [
    claimEntry(id, profile, claim),
    ...entries.all(),
    ...others,
  ]);
};

/** An inquiry by example: member, insurer, requester, and each item by its trace number, service and days. */
export const writeInquiryRequest = (asked: PasAsked, naming: PasNaming): Bundle => {
  const named = namesOf(asked, naming);
  const entries = requestEntries(named);
  const { claim } = writeClaimBase({ ...asked, what: 'inquire' }, naming, entries);
  const system = traceSystem(asked.content, naming);
  const item = asked.content.items.map(
    (one): ClaimItem => ({
      extension: [traceExtension(one, system), certificationType('begins')],
      sequence: one.sequence,
      productOrService: requestedServiceOf(one),
      ...servicedOf(one),
    }),
  );
  return bundleOf(asked, naming, 'profile-pas-inquiry-request-bundle', [
    claimEntry(named(`Inquiry ${asked.messageId}`), 'profile-claim-inquiry', { ...claim, item }),
    ...entries.all(),
  ]);
};
