import middy from '@middy/core';
import type { APIGatewayProxyEvent, APIGatewayProxyResult } from 'aws-lambda';
import { ROUTES, type Route } from '../http/routes.ts';
import { refuseAccess } from './access.ts';
import type { Door, Reply, Request } from './door.ts';
import { type House, house } from './house.ts';
import { refuseWith } from './reply.ts';

const CORS = {
  'access-control-allow-origin': '*',
  'access-control-expose-headers': 'location, etag, x-correlation-id, retry-after',
};

const lowerCased = (headers: APIGatewayProxyEvent['headers']): Record<string, string> =>
  Object.fromEntries(
    Object.entries(headers ?? {}).flatMap(([name, value]) =>
      value === undefined ? [] : [[name.toLowerCase(), value]],
    ),
  );

const requestOf = (event: APIGatewayProxyEvent, route: Route, receivedAt: string): Request => ({
  route,
  params: Object.fromEntries(
    Object.entries(event.pathParameters ?? {}).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])),
  ),
  query: Object.fromEntries(
    Object.entries(event.multiValueQueryStringParameters ?? {}).map(([name, values]) => [name, values ?? []]),
  ),
  headers: lowerCased(event.headers),
  body: event.isBase64Encoded ? Buffer.from(event.body ?? '', 'base64').toString('utf8') : (event.body ?? ''),
  receivedAt,
});

const resultOf = (reply: Reply, route: Route | undefined, correlationId: string): APIGatewayProxyResult => ({
  statusCode: reply.status,
  headers: {
    ...CORS,
    'content-type':
      route?.dialect === 'plain' ? 'application/json; charset=utf-8' : 'application/fhir+json; charset=utf-8',
    'cache-control': 'no-store',
    'x-correlation-id': correlationId,
    ...reply.headers,
  },
  body: reply.body === undefined ? '' : JSON.stringify(reply.body),
});

const correlationOf = (event: APIGatewayProxyEvent): string => {
  const given = lowerCased(event.headers)['x-correlation-id'];
  return given && /^[\w.-]{1,64}$/.test(given) ? given : event.requestContext.requestId;
};

/** Throttled or unreachable store: the caller may try again; anything else unexpected is a bug of ours. */
const RETRYABLE = new Set([
  'ProvisionedThroughputExceededException',
  'ThrottlingException',
  'RequestLimitExceeded',
  'InternalServerError',
  'TimeoutError',
  'ECONNREFUSED',
  'ECONNRESET',
]);
const isRetryable = (error: unknown) =>
  error instanceof Error && (RETRYABLE.has(error.name) || RETRYABLE.has(String((error as { code?: unknown }).code)));

const failed = (error: unknown): Reply =>
  isRetryable(error)
    ? refuseWith(
        503,
        { code: 'transient', says: 'The record store did not answer; try again.' },
        { 'retry-after': '1' },
      )
    : refuseWith(500, {
        code: 'exception',
        says: 'Something went wrong on our side; nothing was recorded by this call.',
      });

/**
 * One Lambda for the doors of a folder: finds the route, guards it, calls the door, and turns whatever happens into
 * an answer. Nothing a caller sends makes it throw.
 */
export const httpEntry = (doors: Readonly<Record<string, Door>>, open: () => House = house) =>
  middy<APIGatewayProxyEvent, APIGatewayProxyResult>().handler(async (event): Promise<APIGatewayProxyResult> => {
    const route = ROUTES.find(({ method, path }) => method === event.httpMethod && path === event.resource);
    const correlationId = correlationOf(event);
    const { ports, ...rest } = open();
    const receivedAt = ports.clock.now();
    const door = route && doors[route.door];
    if (!route || !door)
      return resultOf(refuseWith(404, { code: 'not-found', says: 'There is no such address.' }), route, correlationId);
    const request = requestOf(event, route, receivedAt);
    let reply: Reply;
    try {
      reply = refuseAccess(request, rest.config) ?? (await door(request, { ports, ...rest }));
    } catch (error) {
      ports.log.error('door-failed', {
        door: route.door,
        correlationId,
        errorName: error instanceof Error ? error.name : 'unknown',
      });
      reply = failed(error);
    }
    ports.log.info('answered', {
      door: route.door,
      status: reply.status,
      correlationId,
      durationMs: Date.parse(ports.clock.now()) - Date.parse(receivedAt),
    });
    return resultOf(reply, route, correlationId);
  });
