import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { makeOutbound } from '../../shared/adapters/outbound/outbound.ts';
import { desk } from '../support/tls/certificate-desk.ts';
import { certificateSecret } from '../support/tls/make-certificate.ts';
import { startTlsServer } from '../support/tls/tls-server.ts';

const { asking, call, failure, kept, open, ours, payers, seen, servers, stranger, told } = desk;
beforeAll(desk.startServers);
afterAll(desk.stop);
beforeEach(desk.forget);

describe('the guard of every call holds for one with a certificate', () => {
  test('https alone, allow-listed origins alone, no private network outside the laptop', async () => {
    const plain = { base: servers.asks.url.replace('https', 'http'), certificate: 'file:right' };
    expect(await failure(call(plain))).toEqual(['not-allowed', '']);
    const trusted = open(makeOutbound({ privateOrigins: ['http://127.0.0.1:*'] }));
    expect(await failure(call(plain, trusted))).toEqual([
      'certificate-unusable',
      expect.stringContaining('https alone'),
    ]);
    expect(await failure(call(asking('file:right'), open(makeOutbound({ privateOrigins: [] }))))).toEqual([
      'not-allowed',
      '',
    ]);
    const unlisted = { server: asking('file:right'), origins: [], signal: AbortSignal.timeout(5_000) };
    expect(await failure(open().post(unlisted, { path: '', body: '', mostBytes: 1 }))).toEqual(['not-allowed', '']);
    expect(seen).toEqual([]);
  });

  test('the connection goes to the address that was checked, whatever the name means by then', async () => {
    const { port } = new URL(servers.asks.url);
    const asked: string[] = [];
    const resolve = async (name: string) => {
      asked.push(name);
      return asked.length > 1 ? ['169.254.169.254'] : ['127.0.0.1'];
    };
    const named = { base: `https://payer.example:${port}`, certificate: 'file:right' };
    const fhir = open(makeOutbound({ privateOrigins: [named.base], resolve }));
    expect((await call(named, fhir)).status).toBe(200);
    expect([asked, seen.length]).toEqual([['payer.example'], 1]);
    expect(await failure(call(named, fhir))).toEqual(['not-allowed', '']);
  });

  test('no redirect is followed', async () => {
    told.script = 'redirect';
    expect((await call(asking('file:right'))).status).toBe(307);
    expect(seen).toHaveLength(1);
  });

  test.each([
    ['endless', 'unreadable'],
    ['silent', 'late'],
    ['half an answer', 'late'],
    ['no such status', 'unreadable'],
  ])('an answer that is %s ends the call: %s', async (way, kind) => {
    told.script = way;
    expect(await failure(call(asking('file:right'), open(), way === 'endless' ? 5_000 : 400))).toEqual([kind, '']);
  });

  test('a server that does not answer rests; one certificate that is not taken has nobody else wait', async () => {
    const fhir = open();
    kept['file:stranger'] = certificateSecret(ours('s', stranger), { ca: payers.certificate });
    for (let at = 0; at < 6; at += 1) await failure(call(asking('file:stranger'), fhir));
    expect((await call(asking('file:right'), fhir)).status).toBe(200);
    told.script = 'silent';
    for (let at = 0; at < 5; at += 1) await failure(call(asking('file:right'), fhir, 60));
    expect(await failure(call(asking('file:right'), fhir))).toEqual(['resting', '']);
  });

  test('no answer from a port where nothing listens', async () => {
    const closed = await startTlsServer({}, () => undefined);
    closed.close();
    expect(await failure(call({ base: closed.url, certificate: 'file:right' }))).toEqual(['unreachable', '']);
  });

  test('a secret that cannot be read sends nothing', async () => {
    expect(await failure(call(asking('file:nowhere')))).toEqual([
      'certificate-unusable',
      expect.stringContaining('read'),
    ]);
    expect(seen).toEqual([]);
  });
});
