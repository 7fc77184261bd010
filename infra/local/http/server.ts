import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { answerUnreadable, MAX_HEADER_BYTES } from './answer-unreadable.ts';
import { answerRequest, type GatewayParts } from './gateway.ts';
import { gatewayAnswers } from './gateway-answers.ts';
import { writeResult } from './write-result.ts';

const serve = async (request: IncomingMessage, response: ServerResponse, parts: GatewayParts): Promise<void> => {
  try {
    await writeResult(request, response, await answerRequest(request, parts));
  } catch (error) {
    // Either the client disconnected, or a function failed outside its own error handling.
    if (response.headersSent || !request.socket.writable) {
      response.destroy();
      return;
    }
    process.emitWarning(`A function broke: ${error instanceof Error ? error.name : 'unknown'}`);
    await writeResult(request, response, gatewayAnswers.broken());
  }
};

/** How long calls in progress may take to finish when the service stops. */
const GRACE_MS = 3_000;

/** The local API Gateway on loopback: the same routes, events and functions. */
export const startServer = async (
  port: number,
  parts: GatewayParts,
): Promise<{ readonly port: number; readonly close: () => Promise<void> }> => {
  const server = createServer({ maxHeaderSize: MAX_HEADER_BYTES }, (request, response) => {
    void serve(request, response, parts);
  });
  answerUnreadable(server);
  server.requestTimeout = 30_000;
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', resolve);
  });
  return {
    port: (server.address() as AddressInfo).port,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeIdleConnections();
        setTimeout(() => server.closeAllConnections(), GRACE_MS).unref();
      }),
  };
};
