import type { RequestNote } from '../authorization/request-standing.ts';
import { compact } from '../model/compact.ts';
import type { Submission, SubmissionTold } from './submission.ts';

const nextStepOf = ({ standing, findings: [first] }: Submission): string | undefined => {
  if (standing.state === 'failed') return standing.nextStep;
  if (standing.state === 'draft') return standing.missing[0].fix;
  // Of what it answered nothing could be recorded: waiting alone changes nothing.
  if (standing.state === 'sent' && first) return first.fix;
  if (standing.state === 'sent') return 'Wait: the request was handed over, and the payer has not answered yet.';
  return undefined;
};

/** What the order's record shows of a submission after some news of it. */
export const requestNoteOf = (submission: Submission, { version, at, what }: SubmissionTold): RequestNote => {
  const { id, channel, standing } = submission;
  const state = what === 'answer-refused' || what === 'unanswered' || what === 'documents-left' ? standing.state : what;
  const isNow = state === standing.state;
  const isCancel = 'message' in standing && standing.message?.what === 'cancel';
  return compact({
    id,
    version,
    state,
    channel: channel.kind,
    at,
    nextStep: isNow ? nextStepOf(submission) : undefined,
    isWithdrawal: isNow && isCancel ? (true as const) : undefined,
  });
};
