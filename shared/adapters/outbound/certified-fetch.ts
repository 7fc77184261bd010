import type { IncomingMessage } from 'node:http';
import { request } from 'node:https';
import { isIP, type LookupFunction } from 'node:net';
import { Readable } from 'node:stream';
import type { ClientCertificate } from './client-certificate.ts';
import type { SendInit } from './send-init.ts';
import { ServerFailure } from './server-failure.ts';
import { tlsFailureOf } from './tls-failure.ts';

/** The connection goes to an address the guard has checked: the name is not looked up again. */
const pinned =
  (addresses: readonly string[]): LookupFunction =>
  (_host, { all }, found) => {
    const checked = addresses.map((address) => ({ address, family: isIP(address) }));
    const [first] = checked;
    if (!first) found(Object.assign(new Error('No address was checked.'), { code: 'ENOTFOUND' }), '');
    else if (all) found(null, checked);
    else found(null, first.address, first.family);
  };

const headersOf = ({ rawHeaders }: IncomingMessage): Headers => {
  const headers = new Headers();
  for (let at = 0; at + 1 < rawHeaders.length; at += 2) headers.append(rawHeaders[at] ?? '', rawHeaders[at + 1] ?? '');
  return headers;
};

const WITHOUT_BODY = [204, 205, 304];
/** @throws ServerFailure where the status is none of HTTP */
const responseOf = (incoming: IncomingMessage): Response => {
  const { statusCode: status = 0 } = incoming;
  const init = { status, headers: headersOf(incoming) };
  const isKnown = status >= 200 && status <= 599;
  if (isKnown && !WITHOUT_BODY.includes(status))
    return new Response(Readable.toWeb(incoming) as ReadableStream<Uint8Array>, init);
  incoming.destroy();
  if (!isKnown) throw new ServerFailure('unreadable');
  return new Response(null, init);
};

const CLOSED = ['ECONNRESET', 'EPIPE'];
const UNANSWERED =
  'The server closed the connection after our client certificate was shown, without an answer: one that does not take it may do that.';

/** What ended the connection before there was an answer. */
const failureIn = (error: Error, wasShown: boolean): Error => {
  const tls = tlsFailureOf(error);
  if (tls) return new ServerFailure(tls.kind, undefined, undefined, tls.says);
  const isClosed = 'code' in error && CLOSED.some((code) => code === error.code);
  return wasShown && isClosed ? new ServerFailure('certificate-unanswered', undefined, undefined, UNANSWERED) : error;
};

/** Headers and bytes as `fetch` would send them, the type and the length of a form among them. */
const written = async (address: string, init: Omit<SendInit, 'signal'>) => {
  const asked = new Request(address, init);
  const body = Buffer.from(await asked.arrayBuffer());
  const length = body.byteLength ? { 'content-length': String(body.byteLength) } : {};
  const headers = { ...Object.fromEntries(asked.headers), ...length };
  return { method: asked.method, headers, body };
};

/**
 * One request with a client certificate, as `fetch` makes one: no redirect is followed, and nothing is unpacked. Its connection is
 * its own, so that a renewed certificate is shown by the next one; it goes to `addresses`, and the server proves the name of `address`.
 * @throws ServerFailure where a certificate was in the way, else what Node throws
 */
export const certifiedFetch = async (
  { tls }: ClientCertificate,
  addresses: readonly string[],
  address: string,
  { signal, ...init }: SendInit,
): Promise<Response> => {
  if (new URL(address).protocol !== 'https:')
    throw new ServerFailure(
      'certificate-unusable',
      undefined,
      undefined,
      'A client certificate is shown by https alone.',
    );
  const { method, headers, body } = await written(address, init);
  signal.throwIfAborted();
  return new Promise((resolve, reject) => {
    let wasShown = false;
    let answer: IncomingMessage | undefined;
    const outgoing = request(address, { ...tls, method, headers, agent: false, lookup: pinned(addresses) });
    const stop = (): void => {
      answer?.destroy(signal.reason);
      outgoing.destroy(signal.reason);
    };
    signal.addEventListener('abort', stop);
    outgoing.once('close', () => signal.removeEventListener('abort', stop));
    outgoing.once('socket', (socket) =>
      socket.once('secureConnect', () => {
        wasShown = true;
      }),
    );
    outgoing.on('error', (error) => reject(failureIn(error, wasShown)));
    outgoing.once('response', (incoming) => {
      answer = incoming;
      try {
        resolve(responseOf(incoming));
      } catch (error) {
        reject(error);
      }
    });
    outgoing.end(body);
  });
};
