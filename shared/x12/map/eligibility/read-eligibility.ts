import type { TransactionSet } from '../../syntax/interchange.ts';
import { readX12 } from '../../syntax/read-x12.ts';
import { valueAt, type X12Segment } from '../../syntax/x12-segment.ts';
import { levelsOf, taggedIn, type X12Level } from '../hierarchy.ts';
import { isTestAnswer, oneResponse } from '../one-response.ts';
import { isSameReference } from '../reference-text.ts';
import { rejectionsAt, withoutHeld } from '../request-validation.ts';
import { covers, isActiveStatus, othersAmong, statusAmong } from './coverage-status.ts';
import type { EligibilityAsked, EligibilityResponse } from './eligibility.ts';
import { benefitsIn, periodIn } from './read-benefits.ts';

const silent = (why: string): EligibilityResponse => ({ is: 'silent', why });

/** Whether the response is to what was asked: by its trace, or by the number of the message it repeats. */
const isOurs = ({ segments }: TransactionSet, messageId: string): boolean => {
  const traces = taggedIn(segments, 'TRN', '2');
  const [bht] = taggedIn(segments, 'BHT');
  const named = traces.length ? traces : bht ? [bht] : [];
  return named.some((one) => isSameReference(valueAt(one, one.tag === 'BHT' ? 3 : 2) ?? '', messageId));
};

const plainNumber = (text: string | undefined): string => (text ?? '').replace(/[^A-Za-z0-9]/g, '').toUpperCase();

/** Number and birth date of the member a level is about. */
const memberOf = (segments: readonly X12Segment[]) => {
  const nm1 = segments.find(({ tag }) => tag === 'NM1');
  const [dmg] = taggedIn(segments, 'DMG');
  return { memberId: nm1 && valueAt(nm1, 9), birth: dmg && valueAt(dmg, 2) };
};

const isOther = (found: ReturnType<typeof memberOf>, { memberId, birthDate }: EligibilityAsked): boolean => {
  const isOtherNumber = found.memberId !== undefined && plainNumber(found.memberId) !== plainNumber(memberId);
  const isOtherBirth = Boolean(found.birth && birthDate) && found.birth !== birthDate?.replaceAll('-', '');
  return isOtherBirth || (isOtherNumber && !found.birth);
};

const readLevel = (level: X12Level, asked: EligibilityAsked): EligibilityResponse => {
  const { member, benefits } = benefitsIn(level);
  const found = memberOf(member);
  if (isOther(found, asked)) return silent('other-member');
  const status = statusAmong(benefits);
  if (!status) return silent('undecided');
  const period = status.start || status.end ? status : periodIn(member);
  const { start, end } = period;
  return {
    is: 'answered',
    eligibility: {
      inForce: isActiveStatus(status) && covers(period, asked.on),
      ...(start ? { start } : {}),
      ...(end ? { end } : {}),
      ...(status.plan ? { plan: status.plan } : {}),
      ...(status.insurance ? { insurance: status.insurance } : {}),
      ...(found.memberId ? { memberId: found.memberId } : {}),
      others: othersAmong(benefits, asked.on),
      benefits,
    },
  };
};

/** Reads a response to an eligibility inquiry (271). A rejection (AAA) says nothing of the coverage. */
const readSet = (set: TransactionSet, asked: EligibilityAsked): EligibilityResponse => {
  if (!isOurs(set, asked.messageId)) return silent('other-trace');
  const levels = levelsOf(set);
  const rejections = levels.flatMap((level) => rejectionsAt(level, '2100'));
  if (rejections.length) return { is: 'rejected', rejections: rejections.map(withoutHeld) };
  const level = levels.find(({ code }) => code === '23') ?? levels.find(({ code }) => code === '22');
  return level ? readLevel(level, asked) : silent('undecided');
};

export const readEligibility = (text: string, asked: EligibilityAsked): EligibilityResponse => {
  const read = readX12(text);
  if (!read.ok) return silent(`unreadable: ${read.fault.code} at segment ${read.fault.segment}`);
  if (isTestAnswer(read.interchanges, asked.usage)) return silent('test-answer');
  const sets = read.interchanges.flatMap(({ groups }) => groups.flatMap((group) => group.sets));
  const responses = sets.filter(({ type }) => type === '271').map((set) => readSet(set, asked));
  const response = oneResponse(responses);
  if (response === 'differ') return silent('answered-twice');
  return response ?? silent(sets.some(({ type }) => type === '999') ? 'not-taken' : 'other-message');
};
