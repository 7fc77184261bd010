import type { Claim, ClaimDiagnosis, ClaimRelated, Extension, Reference } from 'fhir/r4';
import { CLAIM_TYPE, ICD10CM } from '../../../codes/systems.ts';
import { compact } from '../../../core/model/compact.ts';
import type { RequestContent } from '../../../core/submission/request-content.ts';
import { conceptOf } from '../extensions.ts';
import { PAS_CODES, pasDefinition, X12_ENTITY, X12_LEVEL_OF_SERVICE } from '../names.ts';
import { claimIdentifier, type PasAsked, type PasNaming, traceSystem } from './pas-asked.ts';
import { askedItems } from './request-changes.ts';
import type { RequestEntries } from './request-entries.ts';
import { certificationType, writeRequestItem } from './request-item.ts';
import { addMember } from './request-member.ts';
import { addCareTeam, addInsurer, addRequester } from './request-parties.ts';
import { type Attachments, writeSupportingInfo } from './supporting-info.ts';

const PRIORITY = 'http://terminology.hl7.org/CodeSystem/processpriority';
const URGENT = 'U';

/** Sending and receiving system, by which a payer also tells whose subscription a request belongs to; new in 2.2. */
const transmission = ({ requester, payer }: RequestContent, { version }: PasAsked): readonly Extension[] => {
  const sender = requester.npi;
  const receiver = payer.identifiers[0]?.value ?? payer.id;
  if (version === '2.0.1' || sender === undefined) return [];
  return [
    {
      url: pasDefinition('extension-TransmissionIdentifiers'),
      extension: [
        { url: 'applicationSenderCode', valueString: sender },
        { url: 'applicationReceiverCode', valueString: receiver },
      ],
    },
  ];
};

const urgency = ({ isExpedited }: RequestContent): readonly Extension[] =>
  isExpedited
    ? [
        {
          url: pasDefinition('extension-levelOfServiceCode'),
          valueCodeableConcept: conceptOf(X12_LEVEL_OF_SERVICE, URGENT),
        },
      ]
    : [];

/** Every diagnosis once, the reason for the test first. */
const diagnosesOf = (codes: readonly string[]): ClaimDiagnosis[] =>
  codes.map((code, index) => ({
    sequence: index + 1,
    diagnosisCodeableConcept: conceptOf(ICD10CM, code),
    ...(index === 0 ? { type: [conceptOf(PAS_CODES, 'principal')] } : {}),
  }));

/** What a request and an inquiry have in common. */
export const writeClaimBase = (asked: PasAsked, naming: PasNaming, entries: RequestEntries) => {
  const { content } = asked;
  const insurer = addInsurer(content, naming, entries);
  const { patient, coverage } = addMember(content, insurer, naming, entries);
  return {
    patient,
    claim: {
      resourceType: 'Claim' as const,
      identifier: [claimIdentifier(asked, naming)],
      status: 'active' as const,
      type: conceptOf(CLAIM_TYPE, 'professional'),
      use: 'preauthorization' as const,
      patient,
      created: asked.at,
      insurer,
      provider: addRequester(content, entries),
      priority: conceptOf(PRIORITY, content.isExpedited ? 'stat' : 'normal'),
      insurance: [{ sequence: 1, focal: true, coverage }],
    },
  };
};

interface ClaimContext {
  readonly asked: PasAsked;
  readonly naming: PasNaming;
  readonly attachments: Attachments;
  readonly entries: RequestEntries;
}

/** The Claim of a request, an update or a cancellation. */
export const writeRequestClaim = ({ asked, naming, attachments, entries }: ClaimContext, prior?: Reference): Claim => {
  const { content, previous, version, at, what } = asked;
  const { patient, claim } = writeClaimBase(asked, naming, entries);
  const items = askedItems(asked);
  const codes = [...new Set(items.flatMap(({ item }) => item.diagnoses))];
  const team = addCareTeam(content, entries);
  const info = writeSupportingInfo({ content, previous, patient, at, attachments, version }, entries);
  const extension = [
    ...transmission(content, asked),
    ...urgency(content),
    ...(what === 'cancel' ? [certificationType('cancels')] : []),
  ];
  const context = {
    diagnoses: new Map(codes.map((code, index) => [code, index + 1])),
    careTeam: team.map((_, index) => index + 1),
    information: info.map(({ sequence }) => sequence),
    traceSystem: traceSystem(content, naming),
    earlierNumber: content.earlierNumber,
    reference: asked.reference,
  };
  const related: ClaimRelated[] | undefined = prior && [
    {
      claim: prior,
      relationship: conceptOf('http://terminology.hl7.org/CodeSystem/ex-relatedclaimrelationship', 'prior'),
    },
  ];
  return compact({
    ...claim,
    extension: extension.length ? extension : undefined,
    related,
    careTeam: team.map(({ role, provider }, index) => ({
      extension: [{ url: pasDefinition('extension-careTeamClaimScope'), valueBoolean: true }],
      sequence: index + 1,
      provider,
      role: conceptOf(X12_ENTITY, role),
    })),
    supportingInfo: info.length ? [...info] : undefined,
    diagnosis: codes.length ? diagnosesOf(codes) : undefined,
    item: items.map((one) => writeRequestItem(one, context)),
  });
};
