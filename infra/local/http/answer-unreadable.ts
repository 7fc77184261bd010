import { type Server, STATUS_CODES } from 'node:http';
import { gatewayAnswers } from './gateway-answers.ts';

/** Request line and headers together, as in API Gateway. */
export const MAX_HEADER_BYTES = 10_240;

/** Node cannot parse these requests, so they get an OperationOutcome here. */
export const answerUnreadable = (server: Server): void => {
  server.on('clientError', (error: Error & { readonly code?: string }, socket) => {
    if (error.code === 'ECONNRESET' || !socket.writable) {
      socket.destroy();
      return;
    }
    const isTooLong = error.code === 'HPE_HEADER_OVERFLOW';
    const {
      statusCode,
      headers = {},
      body,
    } = isTooLong ? gatewayAnswers.longHeaders(MAX_HEADER_BYTES) : gatewayAnswers.noHttp();
    const all = { ...headers, 'content-length': Buffer.byteLength(body), connection: 'close' };
    const lines = Object.entries(all).map(([name, value]) => `${name}: ${value}\r\n`);
    socket.end(`HTTP/1.1 ${statusCode} ${STATUS_CODES[statusCode]}\r\n${lines.join('')}\r\n${body}`);
  });
};
