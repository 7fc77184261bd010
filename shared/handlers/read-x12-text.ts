import { type DescribedX12, describeX12, titleOf } from '../x12/map/describe/describe-x12.ts';

const linesOf = ({ interchanges, groups, acknowledgments, sets, fault }: DescribedX12): readonly string[] =>
  fault
    ? [fault]
    : [
        `${interchanges} interchange(s), ${groups} group(s), ${sets.length} set(s).`,
        ...acknowledgments.map((one) => `TA1  ${one}`),
        ...sets.flatMap((set) => [
          `${set.type}  ${titleOf(set)}, ${set.version}, set ${set.control}, ${set.segments} segments`,
          ...set.says.map((one) => `  ${one}`),
          ...set.faults.map((one) => `  FAULT ${one}`),
        ]),
      ];

/** What a text of X12 holds, for software and in lines for people; `isFaulty` where it cannot be read or breaks our table. */
export const readX12Text = (
  text: string,
): { readonly described: DescribedX12; readonly lines: readonly string[]; readonly isFaulty: boolean } => {
  const described = describeX12(text);
  const { fault, sets } = described;
  return { described, lines: linesOf(described), isFaulty: Boolean(fault) || sets.some(({ faults }) => faults.length) };
};
