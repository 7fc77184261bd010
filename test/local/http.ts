import { connect } from 'node:net';
import type { APIGatewayProxyEvent, APIGatewayProxyResult } from 'aws-lambda';
import { startServer } from '../../infra/local/http/server.ts';
import type { Route } from '../../shared/http/routes/route.ts';

export interface ServerProbe {
  readonly base: string;
  readonly port: number;
  /** What the function behind the routes was asked, newest last. */
  readonly events: APIGatewayProxyEvent[];
  readonly close: () => Promise<void>;
}

const answer = async (): Promise<APIGatewayProxyResult> => ({
  statusCode: 200,
  headers: { 'content-type': 'application/fhir+json' },
  body: '{"answer":"Grüße"}',
});

/** The gateway with a function of the test's own behind it. */
export const openServer = async (
  behind: (route: Route, event: APIGatewayProxyEvent) => Promise<APIGatewayProxyResult> = answer,
): Promise<ServerProbe> => {
  const events: APIGatewayProxyEvent[] = [];
  const server = await startServer(0, {
    host: 'published.example',
    invoke: (route, event) => {
      events.push(event);
      return behind(route, event);
    },
    aws: async (target) => ({ statusCode: 200, headers: {}, body: JSON.stringify({ target }) }),
  });
  return { base: `http://127.0.0.1:${server.port}`, port: server.port, events, close: server.close };
};

/** Sends bytes as they are and gives back what comes until the other side closes, or until `enough` has come. */
export const sendRaw = (port: number, text: string, enough?: RegExp): Promise<string> =>
  new Promise((resolve) => {
    let received = '';
    const socket = connect(port, '127.0.0.1', () => socket.write(text));
    socket.setEncoding('utf8').on('data', (chunk: string) => {
      received += chunk;
      if (enough?.test(received)) socket.destroy();
    });
    socket.on('error', () => undefined);
    socket.on('close', () => resolve(received));
  });

/** Sends the beginning of a request and hangs up. */
export const leaveEarly = async (port: number, text: string): Promise<void> => {
  const socket = connect(port, '127.0.0.1', () => socket.write(text, () => socket.resetAndDestroy()));
  await new Promise((resolve) => socket.once('close', resolve));
};
