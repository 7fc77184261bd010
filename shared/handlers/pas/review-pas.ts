import type { ReviewCommand } from '../../app/utilization-review/decide-review.ts';
import { storedContent } from '../../app/utilization-review/inquire.ts';
import { recordReview } from '../../app/utilization-review/review-request.ts';
import { type GivenReview, readReview } from '../../fhir/pas/read/read-review.ts';
import { tenantOf } from '../caller.ts';
import type { Handler } from '../handler.ts';
import { readResource } from '../read-resource.ts';
import { refuse, refuseMessage, refuseWith } from '../reply.ts';
import { agentOf, answerReview, openContent, pasServer, patientsIn } from './pas-server.ts';

const FORBIDDEN = 403;

const commandOf = ({ isExtension, decision, ...given }: GivenReview): ReviewCommand =>
  isExtension || !decision ? { ...given, kind: 'extend' } : { ...given, kind: 'decide', decision };

/** `Claim/{id}/$review`: a licensed reviewer's act on a request on file. */
export const reviewPas: Handler = async (request, container) => {
  const message = readResource(request.body, 'refuse');
  if (!message.ok) return refuseMessage(message.problems);
  const given = readReview(message.value);
  if (!given.ok) return refuseMessage(given.problems);
  const tenant = await tenantOf(request, container);
  const recording = { tenant, agent: agentOf(request), at: request.receivedAt };
  const { id = '' } = request.params;
  const done = await recordReview(id, commandOf(given.value), recording, container.ports);
  if (!done.ok) {
    const [first] = done.problems;
    return first?.code === 'forbidden' ? refuseWith(FORBIDDEN, first) : refuse(done.problems);
  }
  const echoing = openContent(await storedContent(done.value, container.ports));
  const reply = answerReview(done.value, echoing, pasServer(request, container), container);
  return { ...reply, patients: patientsIn(echoing) };
};
