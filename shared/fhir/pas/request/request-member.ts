import type { CodeableConcept, Coverage, HumanName, Identifier, Patient, Reference } from 'fhir/r4';
import { IDENTIFIER_TYPE } from '../../../codes/systems.ts';
import { compact } from '../../../core/model/compact.ts';
import type { RequestContent, RequestMember } from '../../../core/submission/request-content.ts';
import { conceptOf } from '../extensions.ts';
import { X12_RELATIONSHIP } from '../names.ts';
import type { PasNaming } from './pas-asked.ts';
import type { RequestEntries } from './request-entries.ts';
import { notTold, postalAddressOf } from './request-parties.ts';

const RELATIONSHIP = 'http://terminology.hl7.org/CodeSystem/subscriber-relationship';
const COVERAGE_CLASS = 'http://terminology.hl7.org/CodeSystem/coverage-class';

/** X12 1069 for FHIR's words; any other is `G8`. */
const X12_OF_RELATIONSHIP: Readonly<Record<string, string>> = { self: '18', spouse: '01', child: '19' };
const OTHER = 'G8';

const relationshipOf = (word: string): CodeableConcept => ({
  coding: [
    { system: RELATIONSHIP, code: word },
    { system: X12_RELATIONSHIP, code: X12_OF_RELATIONSHIP[word] ?? OTHER },
  ],
});

const nameOf = ({ family, given }: Pick<RequestMember, 'family' | 'given'>): HumanName =>
  family || given ? compact({ family, given: given ? [given] : undefined }) : notTold();

/** A number of the payer's members. */
const memberNumber = ({ member, payer }: RequestContent, { base }: PasNaming): Identifier | undefined =>
  member.memberId === undefined
    ? undefined
    : {
        type: conceptOf(IDENTIFIER_TYPE, 'MB'),
        system: `${base}/NamingSystem/member-of-${payer.id}`,
        value: member.memberId,
      };

/** The patient, and the coverage of the payer asked; its subscriber where that is somebody else. */
export const addMember = (
  content: RequestContent,
  insurer: Reference,
  naming: PasNaming,
  entries: RequestEntries,
): { readonly patient: Reference; readonly coverage: Reference } => {
  const { member } = content;
  const { birthDate, sex = 'unknown', address, relationship = 'self', subscriber, memberId, group } = member;
  const number = memberNumber(content, naming);
  const identifier = number ? [number] : undefined;
  const patient = entries.add<Patient>(
    'Patient',
    'profile-beneficiary',
    compact({
      resourceType: 'Patient' as const,
      identifier,
      name: [nameOf(member)],
      gender: sex,
      birthDate,
      address: address ? [postalAddressOf(address)] : undefined,
    }),
  );
  const isSelf = relationship === 'self';
  const holder = isSelf
    ? patient
    : entries.add<Patient>(
        'Subscriber',
        'profile-subscriber',
        compact({
          resourceType: 'Patient' as const,
          identifier,
          name: [nameOf(subscriber ?? {})],
          gender: 'unknown' as const,
          birthDate: subscriber?.birthDate,
        }),
      );
  const coverage = entries.add<Coverage>(
    'Coverage',
    'profile-coverage',
    compact({
      resourceType: 'Coverage' as const,
      identifier,
      status: 'active' as const,
      subscriber: holder,
      subscriberId: memberId,
      beneficiary: patient,
      relationship: relationshipOf(relationship),
      payor: [insurer],
      class: group ? [{ type: conceptOf(COVERAGE_CLASS, 'group'), value: group }] : undefined,
    }),
  );
  return { patient, coverage };
};
