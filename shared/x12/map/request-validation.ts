import type { PayerRejection } from '../../core/submission/payer-response.ts';
import { valueAt, type X12Segment } from '../syntax/x12-segment.ts';
import { taggedIn, type X12Level } from './hierarchy.ts';
import { rejectionWords } from './rejection-words.ts';

/** What AAA04 (X12 889) asks for. */
const FOLLOW_UP: Readonly<Record<string, { readonly is: PayerRejection['followUp']; readonly says: string }>> = {
  C: { is: 'correct', says: 'Correct it and send again.' },
  N: { is: 'stop', says: 'Do not send it again.' },
  P: { is: 'resend', says: 'Send the same again.' },
  R: { is: 'resend', says: 'It may be sent again.' },
  S: { is: 'stop', says: 'Do not send it again: the payer asks another organization.' },
  W: { is: 'resend', says: 'Send it again in 30 days.' },
  X: { is: 'resend', says: 'Send it again in 10 days.' },
  Y: { is: 'stop', says: 'Do not send it again: the payer keeps it and answers later.' },
};
/** Without a follow-up a person has to look at it. */
const UNSAID = { is: 'correct', says: 'Check it before it is sent again.' } as const;

const LOOPS: Readonly<Record<string, string>> = { '20': 'A', '21': 'B', '22': 'C', '23': 'D', EV: 'E', SS: 'F' };

export interface ReadRejection extends PayerRejection {
  /** The payer keeps the request and answers later (AAA04 `Y`, `S`): it has it. */
  readonly isHeld: boolean;
}

const readRejection = (aaa: X12Segment, at: string): ReadRejection => {
  const code = valueAt(aaa, 3) ?? '';
  const followUp = valueAt(aaa, 4) ?? '';
  const { is, says } = FOLLOW_UP[followUp] ?? UNSAID;
  const words = rejectionWords(code);
  return {
    code: code || 'AAA',
    followUp: is,
    says: `${words.charAt(0).toUpperCase()}${words.slice(1)}. ${says}`,
    at: `loop ${at}, AAA`,
    isHeld: followUp === 'Y' || followUp === 'S',
  };
};

/** AAA segments of one level, of its own and under its names: those loops are 2010 of a review, 2100 of an eligibility set. */
export const rejectionsAt = (level: X12Level, names: '2010' | '2100' = '2010'): readonly ReadRejection[] => {
  const letter = LOOPS[level.code] ?? level.code;
  return [
    ...taggedIn(level.own, 'AAA').map((aaa) => readRejection(aaa, `2000${letter}`)),
    ...level.names.flatMap((name) => taggedIn(name, 'AAA').map((aaa) => readRejection(aaa, `${names}${letter}`))),
  ];
};

export const withoutHeld = ({ isHeld: _, ...rejection }: ReadRejection): PayerRejection => rejection;
