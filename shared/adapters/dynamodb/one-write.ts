import type { ClientRequest, IncomingMessage } from 'node:http';
import type { DynamoDBClientConfig } from '@aws-sdk/client-dynamodb';

type Handler = Extract<NonNullable<DynamoDBClientConfig['requestHandler']>, { handle: unknown }>;
type Handle = Handler['handle'];
type Request = Parameters<Handle>[0];

/** Not by `import`, which would read every export of the module, and load an HTTP client nobody uses behind one of them. */
const http = process.getBuiltinModule('node:http');
const https = process.getBuiltinModule('node:https');

const CONNECT_MS = 1_000;
const ANSWER_MS = 4_000;
const SOCKETS = { keepAlive: true, maxSockets: 50 };

/** The SDK tries again after an error of this name. */
const timeoutError = (says: string): Error => Object.assign(new Error(says), { name: 'TimeoutError' });

/** Each character one byte; nearly all bodies are that already. */
const asText = (body: unknown): string => {
  if (typeof body === 'string' && Buffer.byteLength(body) === body.length) return body;
  const bytes =
    body instanceof Uint8Array ? Buffer.from(body.buffer, body.byteOffset, body.byteLength) : Buffer.from(String(body));
  return bytes.toString('latin1');
};

/** As a text the body goes out in one piece with the head. Each character is one byte. */
const write = (sent: ClientRequest, body: string): void => {
  sent.setHeader('content-length', body.length);
  sent.end(body, 'latin1');
};

const headersOf = ({ headers }: IncomingMessage): Record<string, string> =>
  Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, String(value)]));

/**
 * The SDK's way to DynamoDB with less of it: one write a request, the whole answer read before it is handed over, one
 * timer. The limits are as with the SDK's own handler: a second to connect, four to answer.
 */
export const oneWriteHandler = (): Handler => {
  const plain = new http.Agent(SOCKETS);
  const secure = new https.Agent(SOCKETS);
  const handle = (request: Request, { abortSignal }: Parameters<Handle>[1] = {}): ReturnType<Handle> =>
    new Promise((resolve, reject) => {
      const isSecure = request.protocol === 'https:';
      const { hostname, port, method, path, headers } = request;
      const options = { hostname, port: port ?? null, method, path, headers };
      const receive = (response: IncomingMessage): void => {
        const chunks: Buffer[] = [];
        response.on('data', (chunk) => chunks.push(chunk));
        response.on('error', fail);
        response.on('end', () => {
          settle();
          const body = chunks.length === 1 ? chunks[0] : Buffer.concat(chunks);
          resolve({ response: { statusCode: response.statusCode ?? 0, headers: headersOf(response), body } });
        });
      };
      const sent = isSecure
        ? https.request({ ...options, agent: secure }, receive)
        : http.request({ ...options, agent: plain }, receive);
      const stop = (error: Error): void => {
        sent.destroy();
        fail(error);
      };
      const late = setTimeout(() => stop(timeoutError(`No answer within ${ANSWER_MS} ms`)), ANSWER_MS);
      let connecting: NodeJS.Timeout | undefined;
      const onAbort = (): void => stop(Object.assign(new Error('Request aborted'), { name: 'AbortError' }));
      const settle = (): void => {
        clearTimeout(late);
        clearTimeout(connecting);
        if (abortSignal && 'removeEventListener' in abortSignal) abortSignal.removeEventListener('abort', onAbort);
      };
      const fail = (error: Error): void => {
        settle();
        reject(error);
      };
      sent.on('error', fail);
      sent.on('socket', (socket) => {
        if (!socket.connecting) return;
        connecting = setTimeout(() => stop(timeoutError(`No connection within ${CONNECT_MS} ms`)), CONNECT_MS);
        socket.once(isSecure ? 'secureConnect' : 'connect', () => clearTimeout(connecting));
      });
      if (abortSignal?.aborted) return onAbort();
      if (abortSignal && 'addEventListener' in abortSignal) abortSignal.addEventListener('abort', onAbort);
      write(sent, asText(request.body));
    });
  return {
    handle,
    metadata: { handlerProtocol: 'http/1.1' },
    httpHandlerConfigs: () => ({}),
    updateHttpClientConfig: () => undefined,
    destroy: () => {
      plain.destroy();
      secure.destroy();
    },
  };
};
