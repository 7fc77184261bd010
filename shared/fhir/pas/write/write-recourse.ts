import type { ParametersParameter } from 'fhir/r4';
import type { AskedAgain, DecidedItem, OpenAppeal, Proposal } from '../../../core/authorization/request-events.ts';
import { adverseAct } from '../../../core/authorization/review-recourse.ts';
import type { ReviewRequest } from '../../../core/authorization/review-request.ts';

const about = (sequences: readonly number[]): ParametersParameter[] =>
  sequences.map((one) => ({ name: 'sequence', valuePositiveInt: one }));

const askedPart = (
  name: string,
  { at, by, says, sequences, due, level }: AskedAgain & Partial<OpenAppeal>,
): ParametersParameter => ({
  name,
  part: [
    { name: 'at', valueDateTime: at },
    { name: 'by', valueString: by },
    { name: 'says', valueString: says },
    ...(due ? [{ name: 'due', valueDateTime: due }] : []),
    ...(level ? [{ name: 'level', valuePositiveInt: level }] : []),
    ...about(sequences),
  ],
});

const proposedItem = ({ at, by }: Proposal, { sequence, state }: DecidedItem): ParametersParameter => {
  const act = adverseAct(state);
  return {
    name: 'proposal',
    part: [
      { name: 'at', valueDateTime: at },
      { name: 'by', valueString: by },
      { name: 'sequence', valuePositiveInt: sequence },
      { name: 'state', valueCode: state.is },
      ...(act
        ? [
            { name: 'says', valueString: act.says },
            { name: 'reviewer', valueString: act.reviewer.npi },
          ]
        : []),
    ],
  };
};

/** What waits beside a first decision: for reviewers alone. */
export const recourseParts = ({
  proposals = [],
  appeal,
  peerToPeer,
  reconsider = [],
}: Pick<ReviewRequest, 'proposals' | 'appeal' | 'peerToPeer' | 'reconsider'>): ParametersParameter[] => [
  ...proposals.flatMap((one) => one.items.map((item) => proposedItem(one, item))),
  ...(appeal ? [askedPart('appeal', appeal)] : []),
  ...(peerToPeer ? [askedPart('peerToPeer', peerToPeer)] : []),
  ...reconsider.map((sequence) => ({ name: 'reconsider', valuePositiveInt: sequence })),
];
