import { storedContent, visibleTo } from '../../app/utilization-review/inquire.ts';
import { recordAsk } from '../../app/utilization-review/record-ask.ts';
import type { RequestCommand } from '../../app/utilization-review/review-command.ts';
import { recordReview } from '../../app/utilization-review/review-request.ts';
import type { Result } from '../../core/model/result.ts';
import { tenantOf } from '../caller.ts';
import type { Container } from '../container.ts';
import type { Handler, Reply, Request } from '../handler.ts';
import { versionsAsked } from '../order-asked.ts';
import { readResource } from '../read-resource.ts';
import { refuse, refuseMessage, refuseWith } from '../reply.ts';
import { agentOf, answerReview, openContent, pasServer, patientsIn } from './pas-server.ts';

const FORBIDDEN = 403;

/** A reviewer of the payer sees every request; where access is open, so does everybody. */
export const isReviewer = ({ identity: { scopes } }: Pick<Request, 'identity'>): boolean =>
  scopes?.includes('reviews.write') ?? true;

const record = async (command: RequestCommand, request: Request, container: Container) => {
  const { ports } = container;
  const versions = versionsAsked(request);
  if (!versions.ok) return versions;
  const tenant = await tenantOf(request, container);
  const recording = { tenant, agent: agentOf(request), at: request.receivedAt, ...versions.value };
  const { id = '' } = request.params;
  const seen = isReviewer(request) ? {} : { sees: await visibleTo(request.identity.client, ports) };
  return command.kind === 'appeal' || command.kind === 'ask-peer'
    ? recordAsk(id, command, { ...recording, ...seen }, ports)
    : recordReview(id, command, { ...recording, ...seen }, ports);
};

/** Records what somebody does about a request on file; answered with the request as it stands then. */
export const recordAct = async (command: RequestCommand, request: Request, container: Container): Promise<Reply> => {
  const done = await record(command, request, container);
  if (!done.ok) {
    const [first] = done.problems;
    return first?.code === 'forbidden' ? refuseWith(FORBIDDEN, first) : refuse(done.problems);
  }
  const echoing = openContent(await storedContent(done.value, container.ports));
  const reply = answerReview(done.value, echoing, pasServer(request, container), container);
  return { ...reply, headers: { ...reply.headers, etag: `W/"${done.value.version}"` }, patients: patientsIn(echoing) };
};

/** Read, record, answer. */
export const actHandler =
  <T>(read: (message: unknown) => Result<T>, commandOf: (given: T) => RequestCommand): Handler =>
  async (request, container) => {
    const message = readResource(request.body, 'refuse');
    if (!message.ok) return refuseMessage(message.problems);
    const given = read(message.value);
    if (!given.ok) return refuseMessage(given.problems);
    return recordAct(commandOf(given.value), request, container);
  };
