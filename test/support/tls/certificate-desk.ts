import type { IncomingMessage, ServerResponse } from 'node:http';
import type { TLSSocket } from 'node:tls';
import { expect } from 'vitest';
import { makeAccessTokens } from '../../../shared/adapters/outbound/access-tokens.ts';
import { makeBreaker } from '../../../shared/adapters/outbound/breaker.ts';
import { makeFhirServers } from '../../../shared/adapters/outbound/fhir-servers.ts';
import { makeOutbound } from '../../../shared/adapters/outbound/outbound.ts';
import { makeSendWith } from '../../../shared/adapters/outbound/send-with.ts';
import { ServerFailure } from '../../../shared/adapters/outbound/server-failure.ts';
import type { Secrets } from '../../../shared/app/ports/ports.ts';
import type { FhirServer } from '../../../shared/app/ports/source.ts';
import { certificateSecret, makeCertificate } from './make-certificate.ts';
import { startTlsServer } from './tls-server.ts';

const authority = makeCertificate({ common: 'Practice authority' });
const payers = makeCertificate({ common: 'Payer authority' });
const stranger = makeCertificate({ common: 'Another authority' });
const ours = (common = 'practice', by = authority, days: readonly [string, string] = ['2020-01-01', '2099-01-01']) =>
  makeCertificate({ common, by, use: 'clientAuth', days });
const host = makeCertificate({ common: 'payer', by: payers, hosts: ['127.0.0.1', 'payer.example'] });
const elsewhere = makeCertificate({ common: 'payer', by: payers, hosts: ['elsewhere.example'] });

const RIGHT = certificateSecret(ours(), { ca: payers.certificate });
const time = { now: Date.parse('2026-12-01T12:00:00Z') };
const kept: Record<string, string> = {};
const secrets: Secrets = { read: async (name) => kept[name] ?? Promise.reject(new Error('away')) };

interface Seen {
  readonly path: string | undefined;
  readonly who: unknown;
  readonly body: string;
  readonly type: string | undefined;
}
const seen: Seen[] = [];
const PATIENT = JSON.stringify({ resourceType: 'Patient', id: 'p' });
const SCRIPTS: Readonly<Record<string, (response: ServerResponse) => void>> = {
  patient: (response) => response.end(PATIENT),
  redirect: (response) => response.writeHead(307, { location: '/elsewhere' }).end(),
  endless: (response) => {
    const more = (): void => {
      while (!response.destroyed && response.write(' '.repeat(64_000)));
      if (!response.destroyed) response.once('drain', more);
    };
    more();
  },
  silent: () => undefined,
  'half an answer': (response) => response.write('{"resourceType":'),
  'no such status': (response) => response.writeHead(700).end(),
  nothing: (response) => response.writeHead(204).end(),
};
const told = { script: 'patient' };
const listen = async (request: IncomingMessage, response: ServerResponse) => {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk);
  const { CN: who } = (request.socket as TLSSocket).getPeerCertificate().subject ?? {};
  const { url: path, headers } = request;
  response.setHeader('x-request', String(path));
  seen.push({ path, who, body: String(Buffer.concat(chunks)), type: headers['content-type'] });
  if (path === '/token')
    response.end(JSON.stringify({ access_token: `token-${seen.length}`, token_type: 'bearer', expires_in: 600 }));
  else SCRIPTS[told.script]?.(response);
};
type Server = Awaited<ReturnType<typeof startTlsServer>>;
const servers: Record<'asks' | 'elsewhere', Server> = {} as never;
const startServers = async (): Promise<void> => {
  const asking = { requestCert: true, rejectUnauthorized: true, ca: authority.certificate };
  const proving = (one: typeof host) => ({ cert: one.certificate, key: one.privateKey });
  servers.asks = await startTlsServer({ ...asking, ...proving(host) }, listen);
  servers.elsewhere = await startTlsServer({ ...asking, ...proving(elsewhere) }, listen);
};
const stop = (): void => {
  for (const one of Object.values(servers)) one.close();
};
const forget = (): void => {
  seen.length = 0;
  told.script = 'patient';
  time.now = Date.parse('2026-12-01T12:00:00Z');
  for (const name of Object.keys(kept)) delete kept[name];
  kept['file:right'] = RIGHT;
};

const now = () => time.now;
const open = (outbound = makeOutbound({ privateOrigins: ['https://127.0.0.1:*'] }), read = secrets) => {
  const sendWith = makeSendWith(read, now);
  const tokens = makeAccessTokens({ secrets: read, outbound, sendWith, now });
  return makeFhirServers({ outbound, breaker: makeBreaker(now), tokens, sendWith });
};
const call = (server: FhirServer, fhir = open(), ms = 5_000) =>
  fhir.post(
    { server, origins: [new URL(server.base).origin, servers.asks.url], signal: AbortSignal.timeout(ms) },
    { path: 'Patient', body: '{"résumé":1}', mostBytes: 100_000 },
  );
const failure = async (asked: Promise<unknown>) => {
  const error = await asked.then(
    () => undefined,
    (thrown: unknown) => thrown,
  );
  expect(error).toBeInstanceOf(ServerFailure);
  const { kind, says = '', message } = error as ServerFailure;
  expect(`${says}${message}`).not.toMatch(/MII|BEGIN|127\.0\.0\.1/);
  return [kind, says];
};
const asking = (certificate?: string): FhirServer => ({
  base: servers.asks.url,
  ...(certificate ? { certificate } : {}),
});

/** Servers of a payer that ask for a client certificate, and the way out of the service to them. */
export const desk = {
  ...{ payers, stranger, authority, ours, RIGHT, PATIENT, servers, time, told, kept, seen },
  ...{ now, open, call, failure, asking, startServers, stop, forget },
};
