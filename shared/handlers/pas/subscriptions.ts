import { pendReference } from '../../app/utilization-review/certification-number.ts';
import {
  changeSubscription,
  createSubscription,
  ownSubscription,
} from '../../app/utilization-review/notices/keep-subscription.ts';
import { tellEvents } from '../../app/utilization-review/notices/send-notice.ts';
import type { ReviewSubscription } from '../../core/authorization/review-subscription.ts';
import { BOUNDS } from '../../core/model/bounds.ts';
import type { Problem, Result } from '../../core/model/result.ts';
import { readSubscription } from '../../fhir/pas/read/read-subscription.ts';
import { writeNotification, writeSubscriptionStatus } from '../../fhir/pas/write/write-notification.ts';
import { writeReviewResponse } from '../../fhir/pas/write/write-review-response.ts';
import { writeSubscription } from '../../fhir/pas/write/write-subscription.ts';
import { tenantOf } from '../caller.ts';
import type { Container } from '../container.ts';
import type { Handler, Reply, Request } from '../handler.ts';
import { readResource } from '../read-resource.ts';
import { answer, answerVersion, refuse, refuseMessage, refuseWith } from '../reply.ts';
import { fittingReply, openContent, pasServer, patientsIn } from './pas-server.ts';

const FORBIDDEN = 403;
const CREATED = 201;
const DONE = 204;

const subscribing = async (request: Request, container: Container) => {
  const { client } = request.identity;
  const { version: release } = pasServer(request, container);
  return { tenant: await tenantOf(request, container), release, ...(client === undefined ? {} : { client }) };
};

const refusal = (problems: readonly Problem[]): Reply => {
  const [first] = problems;
  return first?.code === 'forbidden' ? refuseWith(FORBIDDEN, first) : refuse(problems);
};

const about = ({ id }: ReviewSubscription) => ({ about: `Subscription ${id}` });

const given = (request: Request, container: Container) => {
  const message = readResource(request.body, 'ignore');
  return message.ok ? readSubscription(message.value, pasServer(request, container).version) : message;
};

/** One of the client's own, by the id of the path. */
const own = async (request: Request, container: Container): Promise<Result<ReviewSubscription>> =>
  ownSubscription(request.params.id ?? '', await subscribing(request, container), container.ports);

export const createPasSubscription: Handler = async (request, container) => {
  const read = given(request, container);
  if (!read.ok) return refuseMessage(read.problems);
  const done = await createSubscription(read.value, await subscribing(request, container), container.ports);
  if (!done.ok) return refusal(done.problems);
  const reply = answerVersion(writeSubscription(done.value));
  const location = `${pasServer(request, container).base}/Subscription/${done.value.id}`;
  return { ...reply, status: CREATED, headers: { ...reply.headers, location }, ...about(done.value) };
};

export const readPasSubscription: Handler = async (request, container) => {
  const found = await own(request, container);
  return found.ok
    ? { ...answerVersion(writeSubscription(found.value)), ...about(found.value) }
    : refuse(found.problems);
};

export const changePasSubscription: Handler = async (request, container) => {
  const read = given(request, container);
  if (!read.ok) return refuseMessage(read.problems);
  const { id = '' } = request.params;
  const done = await changeSubscription(id, read.value, await subscribing(request, container), container.ports);
  if (!done.ok) return refusal(done.problems);
  return { ...answerVersion(writeSubscription(done.value)), ...about(done.value) };
};

export const removePasSubscription: Handler = async (request, container) => {
  const found = await own(request, container);
  if (!found.ok) return refuse(found.problems);
  await container.ports.reviewSubscriptions.remove(found.value.tenant, found.value.id);
  return { status: DONE, ...about(found.value) };
};

export const statusOfPasSubscription: Handler = async (request, container) => {
  const found = await own(request, container);
  if (!found.ok) return refuse(found.problems);
  const { tenant, id } = found.value;
  const count = await container.ports.reviewSubscriptions.newest(tenant, id);
  const server = pasServer(request, container);
  return { ...answer(writeSubscriptionStatus(found.value, count, request.receivedAt, server)), ...about(found.value) };
};

const NUMBER = /^\d{1,10}$/;
const numberIn = ({ query }: Request, name: string, otherwise: number): number | undefined => {
  const text = query[name]?.at(-1);
  if (text === undefined) return otherwise;
  return NUMBER.test(text) ? Number(text) : undefined;
};
const LAST = 9_999_999_999;

/** Events a client may have missed: the first of those asked for, each as it stands now. */
export const eventsOfPasSubscription: Handler = async (request, container) => {
  const from = numberIn(request, 'eventsSinceNumber', 1);
  const to = numberIn(request, 'eventsUntilNumber', LAST);
  const bad = from === undefined ? 'eventsSinceNumber' : 'eventsUntilNumber';
  if (from === undefined || to === undefined)
    return refuse([{ code: 'value', says: 'Must be a number of an event.', expression: `http.${bad}` }]);
  const found = await own(request, container);
  if (!found.ok) return refuse(found.problems);
  const { tenant, id, content: usual } = found.value;
  const { ports } = container;
  const told = await tellEvents(tenant, id, { from, to, most: BOUNDS.subscriptionEvents }, ports);
  const server = pasServer(request, container);
  const isFull = (request.query.content?.at(-1) ?? usual) === 'full-resource';
  const opened = told.map(({ event, request: one, content }) => ({
    event,
    ...(isFull && one && content ? { one, echoing: openContent(content) } : {}),
  }));
  const events = opened.map(({ event, one, echoing }) =>
    one && echoing
      ? { event, answer: writeReviewResponse(one, echoing, server, pendReference(one, ports.digest)) }
      : { event },
  );
  const count = await ports.reviewSubscriptions.newest(tenant, id);
  const notified = { type: 'query-event', count, events, at: request.receivedAt } as const;
  const reply = fittingReply(writeNotification(found.value, notified, server), container);
  const patients = opened.flatMap(({ echoing }) => (echoing ? patientsIn(echoing) : []));
  return { ...reply, ...about(found.value), patients: [...new Set(patients)] };
};
