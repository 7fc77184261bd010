import type { APIGatewayProxyEvent } from 'aws-lambda';
import { decodeText, isCsvType } from '../handlers/csv/decode-text.ts';
import type { Request, Values } from '../handlers/handler.ts';
import type { Route } from '../http/routes/route.ts';

type Maps = Pick<
  APIGatewayProxyEvent,
  'headers' | 'multiValueHeaders' | 'queryStringParameters' | 'multiValueQueryStringParameters'
>;
type Single = Readonly<Record<string, string | undefined>> | null | undefined;
type Multiple = Readonly<Record<string, readonly string[] | undefined>> | null | undefined;

/** API Gateway fills both maps; other sources of its events only the single-valued one. */
const merged = (single: Single, multiple: Multiple): Values => {
  const plain = Object.entries(single ?? {}).map(([name, value]): [string, readonly string[]] => [
    name,
    value === undefined ? [] : [value],
  ]);
  const repeated = Object.entries(multiple ?? {}).map(([name, all]): [string, readonly string[]] => [name, all ?? []]);
  return Object.fromEntries([...plain, ...repeated].filter(([, values]) => values.length > 0));
};

export const headersOf = ({ headers, multiValueHeaders }: Partial<Maps>): Readonly<Record<string, string>> =>
  Object.fromEntries(
    Object.entries(merged(headers, multiValueHeaders)).map(([name, values]) => [name.toLowerCase(), values.join(', ')]),
  );

/** JSON is UTF-8; a spreadsheet's file may be anything. */
const bodyOf = ({ body, isBase64Encoded }: APIGatewayProxyEvent, type: string): string => {
  const bytes = Buffer.from(body ?? '', isBase64Encoded ? 'base64' : 'utf8');
  return isCsvType(type) ? decodeText(bytes, type) : bytes.toString('utf8');
};

/** The parts of a request that a REST API event (proxy integration) contains. */
export const requestOf = (event: APIGatewayProxyEvent, route: Route): Omit<Request, 'receivedAt' | 'identity'> => ({
  route,
  params: Object.fromEntries(
    Object.entries(event.pathParameters ?? {}).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])),
  ),
  query: merged(event.queryStringParameters, event.multiValueQueryStringParameters),
  headers: headersOf(event),
  body: bodyOf(event, headersOf(event)['content-type'] ?? ''),
});
