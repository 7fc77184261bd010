import type { Interchange } from '../../syntax/interchange.ts';
import { valueAt } from '../../syntax/x12-segment.ts';
import { type Acknowledgment, isSameNumber, type SentNumbers } from './acknowledged-message.ts';

/** TA1: whether our interchange was taken, `E` with errors in its envelope. */
export const readInterchangeAcknowledgment = (
  { acknowledgments }: Interchange,
  sent: SentNumbers,
): Acknowledgment | undefined => {
  const ta1 = acknowledgments.find((one) => isSameNumber(valueAt(one, 1), sent.interchange));
  if (!ta1) return undefined;
  const status = valueAt(ta1, 4);
  if (status === 'A' || status === 'E') return { is: 'accepted' };
  const code = valueAt(ta1, 5) ?? '';
  return {
    is: 'rejected',
    rejections: [
      {
        code: code || 'TA1',
        followUp: 'correct',
        says: `The envelope of the message was not accepted: note ${code || 'not given'} of X12 element I18.`,
        at: 'ISA',
      },
    ],
  };
};
