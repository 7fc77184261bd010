import { once } from 'node:events';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import type { APIGatewayProxyResult } from 'aws-lambda';

/** How long a client may go on sending a body that is discarded. */
const LINGER_MS = 1_000;

/** Writes a Lambda's result as API Gateway would. */
export const writeResult = async (
  request: IncomingMessage,
  response: ServerResponse,
  { statusCode, headers = {}, multiValueHeaders = {}, body, isBase64Encoded }: APIGatewayProxyResult,
): Promise<void> => {
  const bytes = Buffer.from(body, isBase64Encoded ? 'base64' : 'utf8');
  for (const [name, value] of Object.entries(headers)) response.setHeader(name, String(value));
  for (const [name, values] of Object.entries(multiValueHeaders)) response.setHeader(name, values.map(String));
  if (statusCode !== 204) response.setHeader('content-length', bytes.length);
  const readWhole = request.complete || request.readableEnded;
  if (!readWhole) response.setHeader('connection', 'close');
  response.writeHead(statusCode);
  if (request.method !== 'HEAD' && bytes.length) response.write(bytes);
  if (!readWhole) {
    // Closing while the client still sends would reset the connection and lose the response.
    request.resume();
    await Promise.race([once(request, 'close'), sleep(LINGER_MS)]);
  }
  response.end();
};
