import type { ChannelBook } from '../model/channel.ts';
import type { Finding } from '../model/determination.ts';
import type { LineCase } from './line-case.ts';

const ASK_READER_NUMBER =
  'Ask the plan whether a separate reading group’s own claim (modifier 26, or 93018) needs the same authorization number.';

/** Whether the claim of a group that only reads the test needs the number of the request for it: as held, else "ask". */
export const readerNumberSays = (
  book: Pick<ChannelBook, 'readerNumberRule'>,
  payer: string | undefined,
  day: string,
): string => {
  const rule = payer === undefined ? undefined : book.readerNumberRule(payer, day);
  return rule ? `${rule.says} (${rule.source})` : ASK_READER_NUMBER;
};

/** The line bills the reading alone: its modifier says so, or its code is one part, the reading of another one. */
const isReading = ({ service, procedures: [procedure] }: LineCase): boolean =>
  service.modifiers.includes('26') ||
  // No level of supervision: a reading, where the other clinician's part is the supervision itself.
  (procedure?.whole !== undefined && procedure.pcTc === 2 && procedure.supervision === '09');

/** Said on a claim for the reading of a test that needed authorization: whose number it has to have. */
export const readerNumberFindings = (line: LineCase, needsNumber: boolean): readonly Finding[] => {
  if (line.use !== 'claim' || !needsNumber || !isReading(line)) return [];
  const [payer, another] = line.verdict.payers;
  return [
    {
      id: 'reader-number',
      severity: 'information',
      line: line.service.line,
      says: readerNumberSays(line.codebook, another === undefined ? payer : undefined, line.serviceDate),
      fix: 'Settle it before the reading is billed by another group than the one that asked for the authorization.',
    },
  ];
};
