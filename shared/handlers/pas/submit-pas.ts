import { patientOfMessage } from '../../app/keys/patient-key.ts';
import { storedContent } from '../../app/utilization-review/inquire.ts';
import { lostNow, scriptFor } from '../../app/utilization-review/play-script.ts';
import { standingOfPayer } from '../../app/utilization-review/review-settings.ts';
import { submitRequest } from '../../app/utilization-review/submit-request.ts';
import { unservedRejections } from '../../app/utilization-review/unserved.ts';
import type { ExchangeAbout, ExchangeType } from '../../core/authorization/review-exchange.ts';
import type { Inquiry } from '../../core/model/message/inquiry.ts';
import type { Rejection, SubmittedRequest } from '../../core/model/message/submitted-request.ts';
import type { Result } from '../../core/model/result.ts';
import { questionnairesIn } from '../../fhir/pas/read/questionnaires-in.ts';
import { readRequest } from '../../fhir/pas/read/read-request.ts';
import { writeRejection } from '../../fhir/pas/write/write-rejection.ts';
import { readMessage } from '../../fhir/read/read-message.ts';
import { callerOf } from '../caller.ts';
import type { Container } from '../container.ts';
import type { Handler, Reply, Request } from '../handler.ts';
import { readingContext } from '../reading-context.ts';
import { refuse, refuseBounded, tryAgain } from '../reply.ts';
import { agentOf, answerReview, fittingReply, openContent, pasServer } from './pas-server.ts';
import { readPasMessage } from './read-pas.ts';

const OUT = 'The payer of this sandbox is out just now; try again.';

const typeOf = ({ cancelsAll, prior }: SubmittedRequest): ExchangeType =>
  cancelsAll ? 'cancel' : prior ? 'update' : 'initial';

const exchangeOf = ({ request, requesters, message }: Opened): ExchangeAbout => ({
  type: typeOf(request),
  requesters,
  insurers: request.parties.insurers,
  questionnaires: questionnairesIn(message),
});

type Opened = Extract<ReturnType<typeof readRequest>, { ok: true }>['value'];

/** What makes it another request: not when and in which wrapper it was sent. */
const saidOf = ({ bundle, claim }: Opened): unknown =>
  (bundle.entry ?? []).map(({ fullUrl, resource }) => {
    if (!resource || !('meta' in resource)) return [fullUrl, resource];
    const { meta: _meta, ...rest } = resource;
    return [fullUrl, resource === claim.resource ? { ...rest, created: undefined } : rest];
  });

const asked = (opened: Opened, ...context: Parameters<typeof readingContext>): Result<Inquiry> =>
  readMessage(opened.bundle, { dialect: 'claim', mode: 'check' }, readingContext(...context));

/** A request that was read: taken up or not, and answered. */
const answerRequest = async (opened: Opened, request: Request, container: Container): Promise<Reply> => {
  const caller = await callerOf(request, container);
  if (!caller.ok) return refuse(caller.problems);
  const { tenant, receivedAt } = caller.value;
  const { isTest } = standingOfPayer(tenant, receivedAt, container.ports);
  const lost = lostNow(scriptFor(tenant, { isTest, parties: opened.request.parties }), receivedAt);
  if (lost === 'request') return tryAgain(OUT);
  const inquiry = asked(opened, receivedAt, tenant.timeZone, container);
  if (!inquiry.ok) return refuseBounded(inquiry.problems);
  const server = pasServer(request, container);
  const said = saidOf(opened);
  const patients = [patientOfMessage(inquiry.value.patient)];
  const reject = (rejections: readonly Rejection[]): Reply => {
    const body = writeRejection({ rejections, said, at: receivedAt, isTest }, opened, server);
    return { ...fittingReply(body, container), patients };
  };
  const { client } = request.identity;
  const unserved = await unservedRejections(opened.requesters, client, container.ports);
  const rejections = [...opened.rejections, ...unserved];
  if (rejections.length) return reject(rejections);
  const done = await submitRequest(
    {
      request: opened.request,
      inquiry: inquiry.value,
      message: opened.bundle,
      said,
      agent: agentOf(request),
      measure: (next) => void answerReview(next, opened, server, container),
    },
    caller.value,
    container.ports,
  );
  if (!done.ok) return refuse(done.problems);
  if ('rejections' in done.value) return reject(done.value.rejections);
  const { request: taken, content = await storedContent(taken, container.ports) } = done.value;
  const reply = answerReview(taken, openContent(content), server, container);
  const isRepeat = done.value.content === undefined;
  const exchange = { ...exchangeOf(opened), ...(isRepeat ? { type: 'subsequent' as const } : {}), request: taken };
  return { ...(lost ? tryAgain(OUT) : reply), patients, exchange };
};

/** `Claim/$submit`: read, take up, answer. */
export const submitPas: Handler = async (request, container) => {
  const message = readPasMessage(request.body);
  if (!message.ok) return refuseBounded(message.problems);
  const read = readRequest(message.value);
  if (!read.ok) return refuseBounded(read.problems);
  return { exchange: exchangeOf(read.value), ...(await answerRequest(read.value, request, container)) };
};
