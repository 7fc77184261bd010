import type { IncomingMessage } from 'node:http';
import type { APIGatewayProxyEvent, APIGatewayProxyResult } from 'aws-lambda';
import { ROUTES } from '../../../shared/http/routes/index.ts';
import type { Route } from '../../../shared/http/routes/route.ts';
import { maxBodyBytes } from '../../../shared/lambda/guards/check-media.ts';
import { isLoopback } from '../../../shared/lambda/loopback.ts';
import type { AwsEndpoint } from '../aws/endpoint.ts';
import { gatewayAnswers } from './gateway-answers.ts';
import { gatewayEvent } from './gateway-event.ts';
import { matchRoute } from './match-route.ts';
import { readBody } from './read-body.ts';
import type { ServePage } from './serve-page.ts';

export interface GatewayParts {
  /** Host a deployer publishes the service by (a tunnel); loopback names are always ours. */
  readonly host?: string;
  /** Invokes the route's Lambda. */
  readonly invoke: (route: Route, event: APIGatewayProxyEvent) => Promise<APIGatewayProxyResult>;
  /** Calls the local substitute for an AWS service. */
  readonly aws: AwsEndpoint;
  /** Answers for the desk, the page over the same API. */
  readonly page?: ServePage;
}

/** Limit of EventBridge and SQS. */
const MAX_AWS_BYTES = 1_048_576;

/** DNS rebinding: a page's own name can be made to resolve to this machine; the browser still sends that name. */
const isOurs = (host: string | undefined, published: string | undefined): boolean =>
  isLoopback(`http://${host}`) || (host !== undefined && host === published);

const splitUrl = (url: string): { readonly path: string; readonly query: string } => {
  const at = url.indexOf('?');
  return at < 0 ? { path: url, query: '' } : { path: url.slice(0, at), query: url.slice(at + 1) };
};

const isMalformed = (query: string): boolean => {
  try {
    decodeURIComponent(query);
    return false;
  } catch {
    return true;
  }
};

const answerAws = async (request: IncomingMessage, target: string, aws: AwsEndpoint) => {
  const body = await readBody(request, MAX_AWS_BYTES);
  return body === 'too-large' ? gatewayAnswers.tooLarge(MAX_AWS_BYTES) : aws(target, body.toString('utf8'));
};

/** The local API Gateway's response to a request: its own, or that of the function behind the route. */
export const answerRequest = async (
  request: IncomingMessage,
  { host, invoke, aws, page }: GatewayParts,
): Promise<APIGatewayProxyResult> => {
  if (!isOurs(request.headers.host, host)) return gatewayAnswers.otherHost();
  const url = splitUrl(request.url ?? '/');
  const target = request.headers['x-amz-target'];
  if (request.method === 'POST' && url.path === '/' && typeof target === 'string')
    return answerAws(request, target, aws);
  const method = request.method === 'HEAD' ? 'GET' : (request.method ?? '');
  const shown = await page?.(request, method, url.path);
  if (shown) return shown;
  const match = matchRoute(ROUTES, method, url.path);
  if (match.is === 'malformed' || isMalformed(url.query)) return gatewayAnswers.malformed();
  if (match.is === 'unknown') return gatewayAnswers.notFound();
  if (match.is === 'other-method')
    return method === 'OPTIONS' ? gatewayAnswers.preflight(match.allow) : gatewayAnswers.otherMethod(match.allow);
  const most = maxBodyBytes(match.route);
  const body = await readBody(request, most);
  if (body === 'too-large') return gatewayAnswers.tooLarge(most);
  return invoke(match.route, gatewayEvent(request, match, url, body));
};
