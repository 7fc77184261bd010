import { compact } from '../model/compact.ts';
import {
  type RequestMessage,
  referenceOf,
  type Submission,
  type SubmissionHead,
  type SubmissionStanding,
  type SubmissionTold,
} from './submission.ts';
import { isUntried } from './submission-tries.ts';

const HOW: Readonly<Record<Submission['channel']['kind'], string>> = {
  'fhir-pas': "to the payer's FHIR endpoint",
  'x12-278': 'as an X12 278',
  portal: "for the payer's portal",
  phone: 'for a call to the payer',
  fax: 'for the fax',
};
const NAME: Readonly<Record<RequestMessage['what'], string>> = {
  submit: 'Request',
  update: 'Update',
  cancel: 'Withdrawal',
};

/** What the payer has, or may have, before the next message: not one that never left. */
const previousOf = (
  { messageId, content, previousMessageId, previousContent }: RequestMessage,
  isUnsent: boolean,
): Pick<RequestMessage, 'previousMessageId' | 'previousContent'> =>
  isUnsent
    ? compact({ previousMessageId, previousContent })
    : { previousMessageId: messageId, previousContent: content };

/** The next message: its identifier and its content are fixed here, before anything leaves. */
export const startMessage = (
  { id, messages, content, standing, channel }: Submission,
  what: RequestMessage['what'],
  at: string,
): {
  readonly standing: SubmissionStanding;
  readonly head: Pick<SubmissionHead, 'messages'>;
  readonly told: Pick<SubmissionTold, 'what' | 'says'>;
} => {
  const count = messages + 1;
  const before = what !== 'submit' && 'message' in standing ? standing.message : undefined;
  const previous = before ? previousOf(before, isUntried(standing)) : {};
  return {
    standing: {
      state: 'sent',
      message: { what, messageId: `${id}-${count}`, at, content, ...previous },
      ...referenceOf(standing),
    },
    head: { messages: count },
    told: { what: 'sent', says: `${NAME[what]} handed over ${HOW[channel.kind]}.` },
  };
};
