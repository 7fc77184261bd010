import type { Claim, ClaimItem, ClaimSupportingInfo, CodeableConcept, DocumentReference } from 'fhir/r4';
import { LOINC } from '../../../codes/systems.ts';
import { BOUNDS } from '../../../core/model/bounds.ts';
import type { GivenAttachment } from '../../../core/model/message/submitted-request.ts';
import type { Entry } from '../../read/message/entry.ts';
import type { Message } from '../../read/message/message.ts';
import { follow } from '../../read/message/references.ts';
import { INFO_CANCELLED } from '../names.ts';

export const loincsIn = ({ coding = [] }: CodeableConcept = {}): readonly string[] =>
  coding.flatMap(({ system, code }) => (system === LOINC && code ? [code] : []));

const isWithdrawn = ({ modifierExtension = [] }: ClaimSupportingInfo): boolean =>
  modifierExtension.some(({ url, valueBoolean }) => url === INFO_CANCELLED && valueBoolean === true);

/** Content that can be read, or that can be had. */
const hasContent = ({ content }: DocumentReference): boolean =>
  content.some(({ attachment }) => attachment.data || attachment.url);

const isUsable = (document: DocumentReference): boolean =>
  document.status === 'current' &&
  document.docStatus !== 'preliminary' &&
  document.docStatus !== 'entered-in-error' &&
  hasContent(document);

const typesOf = (info: ClaimSupportingInfo, message: Message, claim: Entry<Claim>): readonly string[] => {
  const { code, category, valueAttachment, valueReference } = info;
  const named = [...loincsIn(code), ...loincsIn(category)];
  if (valueAttachment) return valueAttachment.data || valueAttachment.url ? named : [];
  const found = valueReference && follow(message, valueReference, claim, 'DocumentReference');
  return found && isUsable(found.resource) ? [...named, ...loincsIn(found.resource.type)] : [];
};

/** Items that point to each supporting information. */
const linesBySequence = (items: readonly ClaimItem[]): ReadonlyMap<number, readonly number[]> => {
  const lines = new Map<number, number[]>();
  for (const { sequence, informationSequence = [] } of items)
    for (const info of new Set(informationSequence)) {
      const known = lines.get(info);
      if (known) known.push(sequence);
      else lines.set(info, [sequence]);
    }
  return lines;
};

/** Documents among the supporting information of a Claim, for the items that point to them, or for all. */
export const claimDocuments = (message: Message, claim: Entry<Claim>): readonly GivenAttachment[] => {
  const { supportingInfo = [], item: items = [] } = claim.resource;
  const linesOf = linesBySequence(items);
  return supportingInfo
    .filter((info) => !isWithdrawn(info))
    .flatMap((info): readonly GivenAttachment[] => {
      const loincs = [...new Set(typesOf(info, message, claim))];
      const lines = linesOf.get(info.sequence) ?? [];
      return loincs.length ? [{ loincs, lines }] : [];
    })
    .slice(0, BOUNDS.attachments);
};
