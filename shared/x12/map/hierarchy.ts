import type { TransactionSet } from '../syntax/interchange.ts';
import { valueAt, wholeText, type X12Segment } from '../syntax/x12-segment.ts';

/** One HL loop, with the names in it and what stands under each. */
export interface X12Level {
  readonly id: string;
  readonly parent: string | undefined;
  /** HL03: 20 payer, 21 provider, 22 subscriber, 23 dependent, EV event, SS service. */
  readonly code: string;
  /** Before the first NM1. */
  readonly own: readonly X12Segment[];
  /** Each begins with its NM1. */
  readonly names: readonly (readonly X12Segment[])[];
}

interface Growing {
  readonly hl: X12Segment;
  readonly own: X12Segment[];
  readonly names: X12Segment[][];
}

/** Loops of a set in their order; segments before the first HL belong to none. */
export const levelsOf = ({ segments }: Pick<TransactionSet, 'segments'>): readonly X12Level[] => {
  const levels: Growing[] = [];
  for (const segment of segments) {
    const open = levels.at(-1);
    if (segment.tag === 'HL') levels.push({ hl: segment, own: [], names: [] });
    else if (open && segment.tag === 'NM1') open.names.push([segment]);
    else if (open) (open.names.at(-1) ?? open.own).push(segment);
  }
  return levels.map(({ hl, own, names }) => ({
    id: valueAt(hl, 1) ?? '',
    parent: valueAt(hl, 2),
    code: valueAt(hl, 3) ?? '',
    own,
    names,
  }));
};

export const named = ({ names }: X12Level, entity: string): readonly X12Segment[] | undefined =>
  names.find(([nm1]) => nm1 && valueAt(nm1, 1) === entity);

export const taggedIn = (segments: readonly X12Segment[], tag: string, qualifier?: string): readonly X12Segment[] =>
  segments.filter((one) => one.tag === tag && (qualifier === undefined || valueAt(one, 1) === qualifier));

/** Longer words than X12 has room for are cut. */
const LONGEST_WORDS = 300;

/** Free text of a MSG segment. */
export const spokenText = (msg: X12Segment): string => wholeText(msg, 1).slice(0, LONGEST_WORDS);
