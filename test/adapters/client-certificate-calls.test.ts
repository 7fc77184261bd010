import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { makeSecrets } from '../../shared/adapters/aws/secrets.ts';
import { certifiedFetch } from '../../shared/adapters/outbound/certified-fetch.ts';
import { failureOf } from '../../shared/adapters/outbound/server-failure.ts';
import { tlsFailureOf } from '../../shared/adapters/outbound/tls-failure.ts';
import type { Credentials, FhirServer } from '../../shared/app/ports/source.ts';
import { desk } from '../support/tls/certificate-desk.ts';
import { certificateSecret } from '../support/tls/make-certificate.ts';

const {
  asking,
  authority,
  call,
  failure,
  kept,
  now,
  open,
  ours,
  PATIENT,
  payers,
  RIGHT,
  seen,
  servers,
  stranger,
  time,
  told,
} = desk;
beforeAll(desk.startServers);
afterAll(desk.stop);
beforeEach(desk.forget);

describe('a server that asks for a client certificate', () => {
  test('is shown the one of the settings, and answers', async () => {
    const { status, text, headers } = await call(asking('file:right'));
    expect([status, text, headers.get('x-request')]).toEqual([200, PATIENT, '/Patient']);
    expect(seen).toEqual([{ path: '/Patient', who: 'practice', body: '{"résumé":1}', type: 'application/fhir+json' }]);
    told.script = 'nothing';
    expect((await call(asking('file:right'))).status).toBe(204);
  });

  test('the library for FHIR shows it too', async () => {
    const given = { server: asking('file:right'), origins: [servers.asks.url], signal: AbortSignal.timeout(5_000) };
    const found = await open().call(given, (client) => client.read({ resourceType: 'Patient', id: 'p' }));
    expect(found).toMatchObject({ resourceType: 'Patient', id: 'p' });
    expect(seen[0]).toMatchObject({ path: '/Patient/p', who: 'practice' });
  });

  test('a renewed secret is shown without a restart, once the kept one is read again', async () => {
    let text = RIGHT;
    const fhir = open(undefined, { read: async () => text });
    await call(asking('file:right'), fhir);
    text = certificateSecret(ours('renewed'), { ca: payers.certificate });
    await call(asking('file:right'), fhir);
    expect(seen.map(({ who }) => who)).toEqual(['practice', 'renewed']);
  });

  test.each([
    ['one of another authority', ours('s', stranger), payers, 'certificate-unanswered', 'without an answer'],
    [
      'one that has ended',
      ours('old', authority, ['2020-01-01', '2026-01-01']),
      payers,
      'certificate-unusable',
      'ended',
    ],
    [
      'one not yet valid',
      ours('new', authority, ['2090-01-01', '2099-01-01']),
      payers,
      'certificate-unusable',
      'before',
    ],
    ['a server of another authority', ours(), stranger, 'server-certificate', 'authority we do not know'],
    ['a server of no public authority', ours(), undefined, 'server-certificate', 'authority we do not know'],
  ] as const)('%s is named, and nothing is taken', async (_what, one, by, kind, says) => {
    kept['file:one'] = certificateSecret(one, by ? { ca: by.certificate } : {});
    expect(await failure(call(asking('file:one')))).toEqual([kind, expect.stringContaining(says)]);
    expect(seen).toEqual([]);
  });

  test('a call without one says that the server may ask for it', async () => {
    // `fetch` trusts public authorities alone, and the test's is none.
    process.env.NODE_TLS_REJECT_UNAUTHORIZED = '0';
    const asked = failure(call(asking()));
    try {
      expect(await asked).toEqual(['unreachable', expect.stringContaining('asks for a client certificate')]);
    } finally {
      delete process.env.NODE_TLS_REJECT_UNAUTHORIZED;
    }
    expect(seen).toEqual([]);
  });

  test.each([
    [48, 'does not know its authority'],
    [45, 'has expired there'],
    [44, 'is revoked'],
    [42, 'did not take our client certificate'],
    [116, 'none was shown'],
  ])('its alert %s is told in words', (number, says) => {
    const text = `error:0A000418:SSL routines:ssl3_read_bytes:alert:rec_layer_s3.c:1601:SSL alert number ${number}`;
    for (const code of ['EPROTO', 'ERR_SSL_ALERT'])
      expect(tlsFailureOf(Object.assign(new Error(`write ${code} ${text}\n`), { code }))).toEqual({
        kind: 'certificate-refused',
        says: expect.stringContaining(says),
      });
  });

  test('the alert of a server that was shown none comes over the wire', async () => {
    const shown = { tls: { cert: '', key: '', ca: payers.certificate }, from: 0, until: 0 };
    const init = { method: 'GET', redirect: 'manual', headers: {}, signal: AbortSignal.timeout(5_000) } as const;
    const asked = failure(certifiedFetch(shown, ['127.0.0.1'], servers.asks.url, init));
    expect(await asked).toEqual(['certificate-refused', expect.stringContaining('none was shown')]);
  });

  test('what is no matter of certificates stays what it was', () => {
    const reset = Object.assign(new Error('reset'), { code: 'ECONNRESET' });
    expect(tlsFailureOf(reset)).toBeUndefined();
    expect(failureOf(reset)).toMatchObject({ kind: 'unreachable', says: undefined });
  });

  test('one with the name of another host is named', async () => {
    const asked = call({ base: servers.elsewhere.url, certificate: 'file:right' });
    expect(await failure(asked)).toEqual(['server-certificate', 'The server’s certificate is for another host name.']);
    expect(seen).toEqual([]);
  });
});

describe('a token endpoint that asks for a client certificate', () => {
  const credentials = (more: Partial<Credentials> = {}): Credentials => ({
    clientId: 'our-client',
    tokenEndpoint: `${servers.asks.url}/token`,
    certificate: 'file:right',
    ...more,
  });
  const asked = (more?: Partial<Credentials>): FhirServer => ({
    ...asking('file:right'),
    credentials: credentials(more),
  });

  test('is shown it; without a key the certificate is the proof (RFC 8705)', async () => {
    await call(asked());
    const [form] = seen;
    expect(form).toMatchObject({ path: '/token', who: 'practice' });
    expect(form?.type).toContain('application/x-www-form-urlencoded');
    expect(Object.fromEntries(new URLSearchParams(form?.body))).toEqual({
      grant_type: 'client_credentials',
      scope: 'system/*.rs',
      client_id: 'our-client',
    });
  });

  test('with a key the signed assertion goes beside it', async () => {
    const { exportJWK, generateKeyPair } = await import('jose');
    const { privateKey } = await generateKeyPair('ES384', { extractable: true });
    kept['file:key'] = JSON.stringify(await exportJWK(privateKey));
    await call(asked({ key: 'file:key' }));
    const form = new URLSearchParams(seen[0]?.body);
    expect([form.get('client_id'), form.get('client_assertion')?.split('.').length]).toEqual([null, 3]);
  });

  test('whoever names another certificate does not get its token', async () => {
    const fhir = open();
    kept['file:second'] = certificateSecret(ours('second'), { ca: payers.certificate });
    await call(asked(), fhir);
    await call(asked(), fhir);
    await call(asked({ certificate: 'file:second' }), fhir);
    const tokens = seen.filter(({ path }) => path === '/token').map(({ who }) => who);
    expect(tokens).toEqual(['practice', 'second']);
  });
});

test('a secret is read again after five minutes', async () => {
  const { mkdtempSync, rmSync, writeFileSync } = await import('node:fs');
  const folder = mkdtempSync(`${(await import('node:os')).tmpdir()}/certificates-`);
  const file = `${folder}/certificate.json`;
  const put = (common: string) => writeFileSync(file, certificateSecret(ours(common), { ca: payers.certificate }));
  put('first');
  const fhir = open(undefined, makeSecrets(now));
  const shown = () => call(asking(`file:${file}`), fhir);
  await shown();
  put('renewed');
  await shown();
  time.now += 300_000;
  await shown();
  rmSync(folder, { recursive: true });
  expect(seen.map(({ who }) => who)).toEqual(['first', 'first', 'renewed']);
});
