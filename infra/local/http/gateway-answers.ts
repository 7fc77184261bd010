import type { APIGatewayProxyResult } from 'aws-lambda';
import { refuseWith } from '../../../shared/handlers/reply.ts';

const OPEN_TO_BROWSERS = { 'access-control-allow-origin': '*' };

const refuse = (...reply: Parameters<typeof refuseWith>): APIGatewayProxyResult => {
  const { status, body, headers } = refuseWith(...reply);
  return {
    statusCode: status,
    headers: { 'content-type': 'application/fhir+json; charset=utf-8', ...OPEN_TO_BROWSERS, ...headers },
    body: JSON.stringify(body),
  };
};

/** Responses of the gateway itself, without calling a Lambda. */
export const gatewayAnswers = {
  otherHost: () => refuse(421, { code: 'forbidden', says: 'The Host of this request is not this service.' }),
  notFound: () => refuse(404, { code: 'not-found', says: 'There is no such address.' }),
  otherMethod: (allow: readonly string[]) =>
    refuse(405, { code: 'not-supported', says: `Use ${allow.join(' or ')} here.` }, { allow: allow.join(', ') }),
  malformed: () => refuse(400, { code: 'invalid', says: 'The address holds a % that encodes nothing.' }),
  tooLarge: (limit: number) => refuse(413, { code: 'too-long', says: `A body may hold ${limit} bytes.` }),
  longHeaders: (limit: number) =>
    refuse(431, { code: 'too-long', says: `Address and headers may hold ${limit} bytes together.` }),
  noHttp: () => refuse(400, { code: 'structure', says: 'This is not an HTTP request.' }),
  broken: () => refuse(502, { code: 'exception', says: 'The function behind this address failed.' }),
  preflight: (allow: readonly string[]): APIGatewayProxyResult => ({
    statusCode: 204,
    headers: {
      ...OPEN_TO_BROWSERS,
      'access-control-allow-methods': [...allow, 'OPTIONS'].join(', '),
      'access-control-allow-headers':
        'accept, authorization, content-type, idempotency-key, if-match, prefer, x-correlation-id',
      'access-control-max-age': '600',
    },
    body: '',
  }),
};
