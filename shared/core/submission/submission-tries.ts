import type { SubmissionStanding } from './submission.ts';

type Sent = Extract<SubmissionStanding, { readonly state: 'sent' }>;

/** Of this message, and no other try has begun since the last one its worker knew. */
export const isNextTry = (
  standing: SubmissionStanding,
  { messageId, after }: { readonly messageId: string; readonly after?: string },
): standing is Sent =>
  standing.state === 'sent' && standing.message.messageId === messageId && standing.tried === after;

/** As if the try of that instant had not begun; `undefined` where another one has since. */
export const withoutTry = (standing: SubmissionStanding, instant: string): Sent | undefined => {
  if (standing.state !== 'sent' || standing.tried !== instant) return undefined;
  const { tried: _notThen, ...untried } = standing;
  return untried;
};

/** Its message is handed over, and nothing of it has left. */
export const isUntried = (standing: SubmissionStanding): standing is Sent =>
  standing.state === 'sent' && standing.tried === undefined;

/** The same of a first message: the payer knows nothing of the request. Before an update there was one. */
export const isFirstUntried = (standing: SubmissionStanding): standing is Sent =>
  isUntried(standing) && standing.message.what === 'submit';
