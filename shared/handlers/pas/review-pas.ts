import type { RequestCommand } from '../../app/utilization-review/review-command.ts';
import { readAppeal, readAppealWithdrawal, readPeer, readSignature } from '../../fhir/pas/read/read-acts.ts';
import { type GivenReview, readReview } from '../../fhir/pas/read/read-review.ts';
import type { Handler } from '../handler.ts';
import { readResource } from '../read-resource.ts';
import { refuseMessage, refuseWith } from '../reply.ts';
import { actHandler, isReviewer, recordAct } from './record-act.ts';

const commandOf = ({ isExtension, decision, ...given }: GivenReview): RequestCommand =>
  isExtension || !decision ? { ...given, kind: 'extend' } : { ...given, kind: 'decide', decision };

/** `Claim/{id}/$review`: a licensed reviewer's act on a request on file. */
export const reviewPas: Handler = actHandler(readReview, commandOf);

/** `Claim/{id}/$confirm`: the second signature. */
export const confirmPas: Handler = actHandler(readSignature, (given) => ({ ...given, kind: 'sign' }));

/** `Claim/{id}/$appeal`: from who asked, or recorded by the payer as it came by mail or telephone. */
export const appealPas: Handler = actHandler(readAppeal, (given) => ({ ...given, kind: 'appeal' }));

/** `Claim/{id}/$withdraw-appeal`: by who appealed, or recorded by the payer as it came by mail or telephone. */
export const withdrawAppealPas: Handler = actHandler(readAppealWithdrawal, (given) => ({
  ...given,
  kind: 'withdraw-appeal',
}));

const NOT_YOURS = 'What came of a conversation is recorded by a reviewer of the payer.';

/** `Claim/{id}/$peer-to-peer`: the wish for a conversation with a reviewer, or what came of it. */
export const peerPas: Handler = async (request, container) => {
  const message = readResource(request.body, 'refuse');
  if (!message.ok) return refuseMessage(message.problems);
  const given = readPeer(message.value);
  if (!given.ok) return refuseMessage(given.problems);
  const { value } = given;
  if (value.outcome === undefined) return recordAct({ ...value, kind: 'ask-peer' }, request, container);
  return isReviewer(request)
    ? recordAct({ ...value, kind: 'close-peer' }, request, container)
    : refuseWith(403, { code: 'forbidden', says: NOT_YOURS });
};
