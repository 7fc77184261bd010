import type { Interchange } from '../../syntax/interchange.ts';
import { readX12 } from '../../syntax/read-x12.ts';
import { valueAt } from '../../syntax/x12-segment.ts';
import { readInterchangeAcknowledgment } from '../acknowledgment/read-interchange-acknowledgment.ts';
import { setFaults } from './set-faults.ts';
import { setWords } from './set-words.ts';

interface DescribedSet {
  /** ST01, ST02, GS08. */
  readonly type: string;
  readonly control: string;
  readonly version: string;
  /** ST and SE included. */
  readonly segments: number;
  readonly says: readonly string[];
  readonly faults: readonly string[];
}

export interface DescribedX12 {
  readonly interchanges: number;
  readonly groups: number;
  /** What TA1 segments say of interchanges. */
  readonly acknowledgments: readonly string[];
  readonly sets: readonly DescribedSet[];
  /** Why the text was not read, with the place of the segment: then nothing else is told. */
  readonly fault?: string;
}

const TITLES: Readonly<Record<string, string>> = {
  '270': 'eligibility inquiry',
  '271': 'eligibility response',
  '278': 'request for review, or its response',
  '999': 'acknowledgment',
};

export const titleOf = ({ type }: Pick<DescribedSet, 'type'>): string => TITLES[type] ?? 'not read here';

const ta1Words = (interchange: Interchange): readonly string[] =>
  interchange.acknowledgments.map((ta1) => {
    const number = valueAt(ta1, 1) ?? '';
    const only = { ...interchange, acknowledgments: [ta1] };
    const said = readInterchangeAcknowledgment(only, { interchange: number, group: '', set: '' });
    const of = `Interchange ${number || 'not named'}`;
    return said?.is === 'rejected' ? `${of}: not taken. ${said.rejections[0]?.says ?? ''}` : `${of}: taken.`;
  });

/** A text of X12 in words: its sets, what each says, and what is wrong with it. Bounded as the reader is; never throws. */
export const describeX12 = (text: string): DescribedX12 => {
  const read = readX12(text);
  if (!read.ok) {
    const { code, segment, says } = read.fault;
    return {
      interchanges: 0,
      groups: 0,
      acknowledgments: [],
      sets: [],
      fault: `Segment ${segment} (${code}): ${says}`,
    };
  }
  const groups = read.interchanges.flatMap((one) => one.groups);
  return {
    interchanges: read.interchanges.length,
    groups: groups.length,
    acknowledgments: read.interchanges.flatMap(ta1Words),
    sets: groups.flatMap(({ version, sets }) =>
      sets.map((set) => ({
        type: set.type,
        control: set.control,
        version,
        segments: set.segments.length + 2,
        says: setWords(set),
        faults: setFaults(set),
      })),
    ),
  };
};
