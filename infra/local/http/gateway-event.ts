import { randomUUID } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import type { APIGatewayProxyEvent } from 'aws-lambda';
import { BINARY_MEDIA_TYPES } from '../../../shared/http/binary-media.ts';
import type { Match } from './match-route.ts';

type Values = Readonly<Record<string, string[]>>;

const grouped = (pairs: Iterable<readonly [string, string]>): Values => {
  const values = new Map<string, string[]>();
  for (const [name, value] of pairs) values.set(name, [...(values.get(name) ?? []), value]);
  return Object.fromEntries(values);
};

/** API Gateway keeps the last of several values in its single-valued maps. */
const lastOf = (values: Values): Record<string, string> =>
  Object.fromEntries(Object.entries(values).map(([name, all]) => [name, all.at(-1) ?? '']));

const pairsOf = (raw: readonly string[]): [string, string][] =>
  raw.flatMap((name, index) => (index % 2 ? [] : [[name, raw[index + 1] ?? ''] satisfies [string, string]]));

const orNull = <T extends object>(values: T): T | null => (Object.keys(values).length ? values : null);

/** Locally the caller is unknown: only IP address and user agent are set. */
const identityOf = (request: IncomingMessage): APIGatewayProxyEvent['requestContext']['identity'] => ({
  accessKey: null,
  accountId: null,
  apiKey: null,
  apiKeyId: null,
  caller: null,
  clientCert: null,
  cognitoAuthenticationProvider: null,
  cognitoAuthenticationType: null,
  cognitoIdentityId: null,
  cognitoIdentityPoolId: null,
  principalOrgId: null,
  sourceIp: request.socket.remoteAddress ?? '127.0.0.1',
  user: null,
  userAgent: request.headers['user-agent'] ?? null,
  userArn: null,
});

const isBinary = ({ headers }: IncomingMessage): boolean =>
  BINARY_MEDIA_TYPES.includes((headers['content-type'] ?? '').split(';')[0]?.trim().toLowerCase() ?? '');

/** The event a REST API sends to a Lambda for this request (proxy integration, payload 1.0). */
export const gatewayEvent = (
  request: IncomingMessage,
  { route, params }: Extract<Match, { is: 'route' }>,
  url: { readonly path: string; readonly query: string },
  body: Buffer,
): APIGatewayProxyEvent => {
  const headers = grouped(pairsOf(request.rawHeaders));
  const query = grouped(new URLSearchParams(url.query));
  const binary = body.length > 0 && isBinary(request);
  return {
    resource: route.path,
    path: url.path,
    httpMethod: route.method,
    headers: lastOf(headers),
    multiValueHeaders: headers,
    queryStringParameters: orNull(lastOf(query)),
    multiValueQueryStringParameters: orNull(query),
    pathParameters: orNull(params),
    stageVariables: null,
    body: body.length ? body.toString(binary ? 'base64' : 'utf8') : null,
    isBase64Encoded: binary,
    requestContext: {
      accountId: '000000000000',
      apiId: 'local',
      authorizer: null,
      protocol: `HTTP/${request.httpVersion}`,
      httpMethod: route.method,
      identity: identityOf(request),
      path: url.path,
      stage: 'local',
      requestId: randomUUID(),
      requestTimeEpoch: Date.now(),
      resourceId: route.handler,
      resourcePath: route.path,
    },
  };
};
