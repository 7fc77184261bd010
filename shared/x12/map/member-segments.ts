import type { RequestMember } from '../../core/submission/request-content.ts';
import type { WrittenSegment } from '../syntax/write-x12.ts';
import { addressSegments, personOrOrganization } from './party-segments.ts';
import { plainText } from './plain-text.ts';
import { writtenBirthDate } from './x12-dates.ts';

/** INS02 of FHIR's subscriber relationships; any other one is "another relationship". */
const RELATIONSHIPS: Readonly<Record<string, string>> = { spouse: '01', child: '19', common: '53', injured: '41' };
const OTHER = 'G8';
const SEXES = { female: 'F', male: 'M', unknown: 'U' } as const;

export const isDependent = ({ relationship }: RequestMember): boolean =>
  relationship !== undefined && relationship !== 'self';

const demographics = (birthDate?: string, sex?: RequestMember['sex']): readonly WrittenSegment[] =>
  birthDate ? [['DMG', 'D8', writtenBirthDate(birthDate), sex ? SEXES[sex] : undefined]] : [];

const nameOf = ({ family, given }: { readonly family?: string; readonly given?: string }) =>
  family || given ? { name: { ...(family ? { family } : {}), ...(given ? { given } : {}) } } : {};

/** The subscriber, who is the patient unless there is a dependent. */
export const subscriberSegments = (member: RequestMember): readonly WrittenSegment[] => {
  const dependent = isDependent(member);
  const person = dependent ? (member.subscriber ?? {}) : member;
  const number = plainText(member.memberId, 80, 2);
  const group = plainText(member.group, 50);
  return [
    personOrOrganization('IL', nameOf(person), '1', number ? ['MI', number] : []),
    ...(group ? [['REF', '6P', group] as const] : []),
    ...(dependent ? [] : addressSegments(member.address)),
    ...demographics(person.birthDate, dependent ? undefined : member.sex),
  ];
};

/** The patient who is not the subscriber. */
export const dependentSegments = (member: RequestMember): readonly WrittenSegment[] => [
  personOrOrganization('QC', nameOf(member), '1', []),
  ...addressSegments(member.address),
  ...demographics(member.birthDate, member.sex),
  ['INS', 'N', RELATIONSHIPS[member.relationship ?? ''] ?? OTHER],
];
