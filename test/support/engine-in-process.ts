import { EventEmitter } from 'node:events';
import type { Server } from 'node:http';
import type { DynamoDBClientConfig } from '@aws-sdk/client-dynamodb';

type Handler = Extract<NonNullable<DynamoDBClientConfig['requestHandler']>, { handle: unknown }>;
type Handle = Handler['handle'];
type Request = Parameters<Handle>[0];

const bytesOf = (body: unknown): Buffer =>
  body instanceof Uint8Array ? Buffer.from(body.buffer, body.byteOffset, body.byteLength) : Buffer.from(String(body));

const lowerCased = (headers: Readonly<Record<string, string>>): Record<string, string> =>
  Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]));

/**
 * Hands each request of a client to the engine as it is, with its signature and its body as text: the same messages without
 * a socket between, which was half of what a call takes. What goes over sockets: `test/adapters`, `test/local`.
 */
export const engineInProcess = (server: Server): Handler => ({
  handle: ({ method, path, headers, body }: Request): ReturnType<Handle> =>
    new Promise((resolve) => {
      const told: Record<string, string> = {};
      const request = Object.assign(new EventEmitter(), { method, url: path, headers: lowerCased(headers) });
      const response = {
        statusCode: 200,
        setHeader: (name: string, value: string | number) => {
          told[name.toLowerCase()] = String(value);
        },
        end: (text = '') =>
          resolve({ response: { statusCode: response.statusCode, headers: told, body: Buffer.from(text) } }),
      };
      server.emit('request', request as never, response as never);
      request.emit('data', bytesOf(body));
      request.emit('end');
    }),
  metadata: { handlerProtocol: 'http/1.1' },
  httpHandlerConfigs: () => ({}),
  updateHttpClientConfig: () => undefined,
  destroy: () => undefined,
});
