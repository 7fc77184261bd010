import { plainMemberNumber } from '../model/keys/plain-number.ts';
import type { Inquiry } from '../model/message/inquiry.ts';

/** Whether an order, as its newest message has it, is of this member number; also where no number is told. */
export const isUnderMember = (
  memberId: string | undefined,
  { patient, coverages }: Pick<Inquiry, 'patient' | 'coverages'>,
): boolean => {
  const numbers = [...patient.memberIds, ...coverages.flatMap((one) => one.memberId ?? [])].map(plainMemberNumber);
  return memberId === undefined || numbers.length === 0 || numbers.includes(plainMemberNumber(memberId));
};
