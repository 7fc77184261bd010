import type { RequestNote } from '../authorization/request-standing.ts';
import type { Submission, SubmissionTold } from './submission.ts';

const nextStepOf = ({ standing }: Submission): string | undefined => {
  if (standing.state === 'failed') return standing.nextStep;
  if (standing.state === 'draft') return standing.missing[0].fix;
  if (standing.state === 'sent') return 'Wait: the request was handed over, and the payer has not answered yet.';
  return undefined;
};

/** What the order's record shows of a submission after some news of it. */
export const requestNoteOf = (submission: Submission, { version, at, what }: SubmissionTold): RequestNote => {
  const { id, channel, standing } = submission;
  const state = what === 'answer-refused' ? standing.state : what;
  const nextStep = state === standing.state ? nextStepOf(submission) : undefined;
  return { id, version, state, channel: channel.kind, at, ...(nextStep === undefined ? {} : { nextStep }) };
};
