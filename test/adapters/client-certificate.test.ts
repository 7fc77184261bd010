import { describe, expect, test } from 'vitest';
import { makeClientCertificates } from '../../shared/adapters/outbound/certificates.ts';
import type { Secrets } from '../../shared/app/ports/ports.ts';
import { standingCertificates } from '../../shared/app/search/named-certificates.ts';
import { certificateSecret, type Made, makeCertificate } from '../support/tls/make-certificate.ts';

const AT = '2026-12-01T12:00:00.000Z';
const authority = makeCertificate({ common: 'Practice authority' });
const made = (more: Partial<Parameters<typeof makeCertificate>[0]> = {}): Made =>
  makeCertificate({ common: 'practice', by: authority, use: 'clientAuth', ...more });
const ours = made();
const another = made();
const locked = String(
  ours.key.export({ type: 'pkcs8', format: 'pem', cipher: 'aes-256-cbc', passphrase: 'open sesame' }),
);
const without = (part: string) => {
  const { [part]: _, ...rest } = JSON.parse(certificateSecret(ours)) as Record<string, string>;
  return JSON.stringify(rest);
};
const stateOf = (secret: string | undefined) => {
  const secrets: Secrets = { read: async () => secret ?? Promise.reject(new Error('away')) };
  return makeClientCertificates(secrets).stateOf('file:certificate', AT);
};

describe('the secret of a client certificate', () => {
  test.each([
    ['certificate and key', certificateSecret(ours)],
    ['one for any use', certificateSecret(makeCertificate({ common: 'any', by: authority }))],
    ['with the authority of the server', certificateSecret(ours, { ca: authority.certificate })],
    ['an encrypted key', certificateSecret({ ...ours, privateKey: locked }, { passphrase: 'open sesame' })],
  ])('%s is usable until it ends', async (_what, secret) => {
    expect(await stateOf(secret)).toEqual({ is: 'usable', until: '2099-01-01T00:00:00.000Z' });
  });

  test('ends when the first certificate of its chain does', async () => {
    const between = made({ days: ['2020-01-01', '2030-05-01'] });
    const chain = { ...ours, certificate: `${ours.certificate}\n${between.certificate}` };
    expect(await stateOf(certificateSecret(chain))).toMatchObject({ until: '2030-05-01T00:00:00.000Z' });
  });

  test.each([
    ['no JSON', ours.certificate, 'The secret is not JSON'],
    ['no key', without('privateKey'), 'privateKey is missing'],
    ['no certificate', without('certificate'), 'certificate is missing'],
    ['a field nobody knows', certificateSecret(ours, { pfx: 'MIIB' }), 'something else is in it'],
    [
      'a certificate that is none',
      certificateSecret({ ...ours, certificate: 'MIIB' }),
      'certificate in the secret is no',
    ],
    ['an authority that is none', certificateSecret(ours, { ca: 'MIIB' }), 'ca in the secret is no certificate'],
    [
      'a key that is none',
      certificateSecret({ ...ours, privateKey: 'MIIB' }),
      'privateKey in the secret is no private key',
    ],
    [
      'the key of another',
      certificateSecret({ ...ours, privateKey: another.privateKey }),
      'is not the key of the first',
    ],
    ['no passphrase', certificateSecret({ ...ours, privateKey: locked }), 'passphrase is missing'],
    ['a wrong passphrase', certificateSecret({ ...ours, privateKey: locked }, { passphrase: 'x' }), 'does not open it'],
    ['one of a server', certificateSecret(made({ use: 'serverAuth' })), 'is not for clients'],
    ['an old one', certificateSecret(made({ days: ['2020-01-01', '2026-11-30'] })), 'ended on 2026-11-30'],
    ['a coming one', certificateSecret(made({ days: ['2026-12-02', '2099-01-01'] })), 'is not valid before 2026-12-02'],
  ])('%s is named, and nothing of the secret told', async (_what, secret, says) => {
    const state = await stateOf(secret);
    expect(state).toMatchObject({ is: 'unusable', says: expect.stringContaining(says) });
    expect(JSON.stringify(state)).not.toMatch(/MII|BEGIN|sesame/);
  });

  test('one that cannot be read says so', async () => {
    expect(await stateOf(undefined)).toEqual({ is: 'unreadable' });
  });
});

describe('the certificates of a tenant', () => {
  const ending = (day: string) => certificateSecret(made({ days: ['2020-01-01', day] }));
  const kept: Record<string, string> = {
    'file:far': certificateSecret(ours),
    'file:near': ending('2026-12-31'),
    'file:later': ending('2027-01-02'),
    'file:ended': ending('2026-11-29'),
  };
  const secrets: Secrets = { read: async (name) => kept[name] ?? Promise.reject(new Error('away')) };
  const tenant = {
    payerServers: [{ payer: 'payer', base: 'https://payer.example', certificate: 'file:near' }],
    payerEndpoints: [
      {
        kind: 'fhir-pas' as const,
        name: 'pas',
        base: 'https://payer.example',
        credentials: { clientId: 'us', tokenEndpoint: 'https://payer.example/token', certificate: 'file:ended' },
        certificate: 'file:later',
      },
      { kind: 'fhir-pas' as const, name: 'lost', base: 'https://payer.example', certificate: 'file:nowhere' },
      { kind: 'fhir-pas' as const, name: 'far', base: 'https://payer.example', certificate: 'file:far' },
      { kind: 'fhir-pas' as const, name: 'none', base: 'https://payer.example' },
    ],
  };

  test('are told with the days until they end: a finding from thirty days before', async () => {
    const told = await standingCertificates(tenant, AT, { clientCertificates: makeClientCertificates(secrets) });
    expect(told.map(({ expression, name, days, finding }) => [expression, name, days, finding])).toEqual([
      [
        'payerServers[0].certificate',
        'payer',
        29,
        'The certificate ends on 2026-12-31, in 29 days: put the renewed one into the secret.',
      ],
      ['payerEndpoints[0].certificate', 'pas', 31, undefined],
      ['payerEndpoints[0].credentials.certificate', 'pas', -3, 'certificate in the secret ended on 2026-11-29.'],
      ['payerEndpoints[1].certificate', 'lost', undefined, 'The secret cannot be read.'],
      ['payerEndpoints[2].certificate', 'far', 26_328, undefined],
    ]);
    expect(told.map(({ isUnusable }) => isUnusable)).toEqual([false, false, true, true, false]);
  });
});
