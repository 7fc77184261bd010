import type { RequestParty } from '../../../core/submission/request-content.ts';
import {
  type InterchangeParties,
  type WrittenSegment,
  writeX12,
  writtenDay,
  writtenTime,
} from '../../syntax/write-x12.ts';
import { personOrOrganization } from '../party-segments.ts';
import { plainText } from '../plain-text.ts';
import { referenceText } from '../reference-text.ts';
import { writtenBirthDate } from '../x12-dates.ts';
import type { EligibilityAsked } from './eligibility.ts';

/** Release of the eligibility transaction, GS08 and ST03. */
const ELIGIBILITY_VERSION = '005010X279A1';
/** EQ01: the plan as a whole, diagnostic medical, diagnostic X-ray. */
export const ASKED_TYPES: readonly string[] = ['30', '73', '4'];
/** Procedures asked about in one inquiry. */
const MOST_CODES = 10;

interface InquiryToWrite extends InterchangeParties, Omit<EligibilityAsked, 'usage'> {
  /** ISO instant. */
  readonly at: string;
  readonly payer: { readonly name: string; readonly id: string };
  /** Who asks, by NPI. */
  readonly provider: Pick<RequestParty, 'name'> & { readonly npi: string };
  /** Family name, a comma, given names: most receivers look a member up by name as well. */
  readonly memberName?: string;
  /** Billing codes. */
  readonly codes: readonly string[];
}

/** A name that is not in two parts could be either: none is written. */
const nameOf = (text = ''): Pick<RequestParty, 'name'> => {
  const [family = '', given = '', ...more] = text.split(', ');
  return family && given && !more.length ? { name: { family, given } } : {};
};

/** Whether a member is covered on a day, and for what share of diagnostics: 270 of release 005010X279A1. */
export const writeEligibilityInquiry = (inquiry: InquiryToWrite): string => {
  const { messageId, at, payer, provider, memberId, birthDate, on, codes, sender, receiver, usage } = inquiry;
  const segments: readonly WrittenSegment[] = [
    ['BHT', '0022', '13', referenceText(messageId), writtenDay(at), writtenTime(at)],
    ['HL', '1', '', '20', '1'],
    ['NM1', 'PR', '2', plainText(payer.name, 60), '', '', '', '', 'PI', plainText(payer.id, 80, 2) ?? receiver.id],
    ['HL', '2', '1', '21', '1'],
    personOrOrganization('1P', provider, '2', ['XX', provider.npi]),
    ['HL', '3', '2', '22', '0'],
    ['TRN', '1', referenceText(messageId), `9${provider.npi.slice(-9)}`],
    personOrOrganization('IL', nameOf(inquiry.memberName), '1', ['MI', plainText(memberId, 80)]),
    ...(birthDate ? [['DMG', 'D8', writtenBirthDate(birthDate)] as const] : []),
    ['DTP', '291', 'D8', on.replaceAll('-', '')],
    ['EQ', { occurrences: ASKED_TYPES }],
    ...codes.slice(0, MOST_CODES).map((code): WrittenSegment => ['EQ', '', ['HC', code]]),
  ];
  const envelope = { sender, receiver, usage, messageId, at, groupType: 'HS', setType: '270' };
  return writeX12({ ...envelope, version: ELIGIBILITY_VERSION, segments });
};
