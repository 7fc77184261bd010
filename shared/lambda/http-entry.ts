import { randomUUID } from 'node:crypto';
import middy from '@middy/core';
import type { APIGatewayProxyEvent, APIGatewayProxyResult } from 'aws-lambda';
import { textOf } from '../handlers/answer-text.ts';
import type { Container } from '../handlers/container.ts';
import { correlationIdOf } from '../handlers/correlation.ts';
import type { Handler, Reply } from '../handlers/handler.ts';
import { preflight, refuseWith, tryAgain } from '../handlers/reply.ts';
import { isRetryable } from '../handlers/retryable.ts';
import { ROUTES } from '../http/routes/index.ts';
import type { Route } from '../http/routes/route.ts';
import { lateReply } from './guards/answer-in-time.ts';
import { passGuards } from './guards/pass-guards.ts';
import { headersOf, requestOf } from './http-request.ts';
import { container } from './open-container.ts';
import { warmUp } from './warm-up.ts';

/** Time kept before Lambda's own timeout to answer that time ran out. */
const LAST_WORDS_MS = 250;
const OPEN_TO_BROWSERS = {
  'access-control-allow-origin': '*',
  'access-control-expose-headers':
    'content-location, etag, idempotent-replayed, last-modified, retry-after, x-correlation-id',
};

const resultOf = (
  { status, headers, body, cookies, text = textOf(body, {}) }: Reply,
  dialect: Route['dialect'],
  correlationId: string,
): APIGatewayProxyResult => {
  return {
    statusCode: status,
    headers: {
      ...OPEN_TO_BROWSERS,
      ...(text === ''
        ? {}
        : { 'content-type': `application/${dialect === 'plain' ? 'json' : 'fhir+json'}; charset=utf-8` }),
      'cache-control': 'no-store',
      'x-correlation-id': correlationId,
      ...headers,
    },
    ...(cookies ? { multiValueHeaders: { 'set-cookie': [...cookies] } } : {}),
    body: text,
  };
};

const correlationOf = (event: APIGatewayProxyEvent): string => {
  return correlationIdOf(headersOf(event)['x-correlation-id']) ?? event.requestContext?.requestId ?? randomUUID();
};

const tooSlow = (): Reply => tryAgain('This took too long; try again.');

const failed = (error: unknown): Reply =>
  isRetryable(error)
    ? tryAgain('Something this answer needs does not respond; try again.')
    : refuseWith(500, { code: 'exception', says: 'Something went wrong on our side; sending it again does no harm.' });

/**
 * One Lambda for the endpoints of a folder: finds the route, runs the guards and the handler, and turns any outcome
 * into a response. No request can make it throw.
 */
export const httpEntry = (handlers: Readonly<Record<string, Handler>>, open: () => Container = container) => {
  const answer = async (
    opened: Container,
    event: APIGatewayProxyEvent,
    route: Route,
    correlationId: string,
  ): Promise<Reply> => {
    const { log, clock } = opened.ports;
    const receivedAt = clock.now();
    const arrivedMs = clock.elapsedMs();
    const about = { door: route.handler, correlationId };
    let reply: Reply;
    try {
      const identity = { tenant: opened.config.DEFAULT_TENANT };
      const request = { ...requestOf(event, route), receivedAt, arrivedMs, identity, correlationId };
      const handle = handlers[route.handler];
      if (!handle) throw new Error(`No handler ${route.handler}.`);
      reply = await passGuards(handle)(request, opened);
    } catch (error) {
      log.error('door-failed', { ...about, errorName: error instanceof Error ? error.name : 'unknown' });
      reply = failed(error);
    }
    const durationMs = Date.parse(clock.now()) - Date.parse(receivedAt);
    log.info('answered', { ...about, status: reply.status, durationMs });
    return { ...reply, text: reply.text ?? textOf(reply.body, opened) };
  };

  const ask = async (event: APIGatewayProxyEvent, route: Route, correlationId: string): Promise<Reply> => {
    let opened: Container;
    try {
      opened = open();
    } catch (error) {
      // Nothing is open, not even a log; a setting that is wrong ends the process.
      if (!isRetryable(error)) throw error;
      return lateReply(route, randomUUID());
    }
    return answer(opened, event, route, correlationId);
  };

  return middy<APIGatewayProxyEvent, APIGatewayProxyResult>({
    timeoutEarlyInMillis: LAST_WORDS_MS,
    timeoutEarlyResponse: () => resultOf(tooSlow(), 'fhir', randomUUID()),
  }).handler(async (event): Promise<APIGatewayProxyResult> => {
    const correlationId = correlationOf(event);
    const resource = ROUTES.filter(({ path }) => path === event.resource);
    if (event.httpMethod === 'OPTIONS' && resource.length)
      return resultOf(preflight(resource.map(({ method }) => method)), 'plain', correlationId);
    const route = resource.find(({ method }) => method === event.httpMethod);
    const reply = route
      ? await ask(event, route, correlationId)
      : refuseWith(404, { code: 'not-found', says: 'There is no such address.' });
    return resultOf(reply, route?.dialect ?? 'fhir', correlationId);
  });
};

/** Handlers whose code is loaded by the first call of one: what decides is half of all code, and no other call needs it. */
export const loadedLater = <Name extends string>(
  load: () => Promise<Readonly<Record<Name, Handler>>>,
  names: readonly Name[],
): Readonly<Record<Name, Handler>> => {
  let loaded: Promise<Readonly<Record<Name, Handler>>> | undefined;
  const one =
    (name: Name): Handler =>
    async (request, container) => {
      loaded ??= load();
      return (await loaded)[name](request, container);
    };
  return Object.fromEntries(names.map((name) => [name, one(name)])) as Record<Name, Handler>;
};

await warmUp();
