import type { Delimiters } from './delimiters.ts';
import type { FunctionalGroup, Interchange, TransactionSet } from './interchange.ts';
import type { X12Fault } from './x12-fault.ts';
import { valueAt, wholeText, type X12Segment } from './x12-segment.ts';

const faultIn = ({ position }: X12Segment, code: X12Fault['code'], says: string): X12Fault => ({
  code,
  segment: position,
  says,
});

const isNumber = (text: string, count: number): boolean => /^\d{1,10}$/.test(text) && Number(text) === count;
/** Control numbers of an interchange and a group are numbers: leading zeros make no difference. */
const isSame = (one: string, other: string): boolean => one.replace(/^0+(?=\d)/, '') === other.replace(/^0+(?=\d)/, '');

/** What a trailer says of its envelope: how many parts, and the number its header began with. */
const checkTrailer = (trailer: X12Segment, count: number, control: string): X12Fault | undefined => {
  if (!isNumber(wholeText(trailer, 1), count))
    return faultIn(trailer, 'count', `${trailer.tag}01 does not count the ${count} there are.`);
  return isSame(wholeText(trailer, 2), control)
    ? undefined
    : faultIn(trailer, 'control-number', `${trailer.tag}02 is not the control number of its header.`);
};

interface Open {
  readonly header: X12Segment;
  readonly control: string;
}

/** Puts the segments of one interchange, ISA to IEA, into groups and sets, and checks counts and control numbers. */
export const readEnvelope = (segments: readonly X12Segment[], delimiters: Delimiters): Interchange | X12Fault => {
  const [header, ...rest] = segments;
  if (!header) return { code: 'empty', segment: 1, says: 'There is no segment.' };
  const control = wholeText(header, 13);
  const acknowledgments: X12Segment[] = [];
  const groups: FunctionalGroup[] = [];
  let group: (Open & { readonly sets: TransactionSet[] }) | undefined;
  let set: (Open & { readonly segments: X12Segment[] }) | undefined;
  for (const segment of rest) {
    const { tag } = segment;
    const misplaced = faultIn(segment, 'order', `${tag} does not belong here.`);
    if (tag === 'SE') {
      if (!group || !set) return misplaced;
      const fault = checkTrailer(segment, set.segments.length + 2, set.control);
      if (fault) return fault;
      group.sets.push({ type: wholeText(set.header, 1), control: set.control, segments: set.segments });
      set = undefined;
    } else if (['ISA', 'GS', 'GE', 'IEA', 'ST', 'TA1'].includes(tag)) {
      if (set) return misplaced;
      if (tag === 'ISA') return misplaced;
      if (tag === 'TA1') {
        if (group || groups.length) return misplaced;
        acknowledgments.push(segment);
      } else if (tag === 'GS') {
        if (group) return misplaced;
        group = { header: segment, control: wholeText(segment, 6), sets: [] };
      } else if (tag === 'ST') {
        if (!group) return misplaced;
        set = { header: segment, control: wholeText(segment, 2), segments: [] };
      } else if (tag === 'GE') {
        if (!group) return misplaced;
        const fault = checkTrailer(segment, group.sets.length, group.control);
        if (fault) return fault;
        const { header: gs, control: number, sets } = group;
        groups.push({ type: wholeText(gs, 1), control: number, version: valueAt(gs, 8) ?? '', sets });
        group = undefined;
      } else {
        if (group) return misplaced;
        return (
          checkTrailer(segment, groups.length, control) ?? { delimiters, header, control, acknowledgments, groups }
        );
      }
    } else if (set) set.segments.push(segment);
    else return misplaced;
  }
  return faultIn(segments.at(-1) ?? header, 'truncated', 'The interchange does not end with IEA.');
};
