import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { checkCertificates } from '../../infra/cli/admin/check-certificates.ts';
import { certificateLines, checkCertificates as checkAll } from '../../infra/cli/doctor/check-certificates.ts';
import { makeSecrets } from '../../shared/adapters/aws/secrets.ts';
import { makeClientCertificates } from '../../shared/adapters/outbound/certificates.ts';
import { tenantId } from '../../shared/app/keys/tenant-id.ts';
import type { Tenant } from '../../shared/app/ports/ports.ts';
import { standingCertificates } from '../../shared/app/search/named-certificates.ts';
import { certificateSecret, makeCertificate } from '../support/tls/make-certificate.ts';

const folder = mkdtempSync(join(tmpdir(), 'certificates-'));
afterAll(() => rmSync(folder, { recursive: true }));
const authority = makeCertificate({ common: 'Practice authority' });
const keep = (name: string, last: string, more: Parameters<typeof certificateSecret>[1] = {}): string => {
  const days = ['2020-01-01', last] as const;
  const one = makeCertificate({ common: name, by: authority, use: 'clientAuth', days });
  writeFileSync(join(folder, name), certificateSecret(one, more));
  return `file:${join(folder, name)}`;
};
const tenantWith = (...certificates: readonly string[]): Tenant => ({
  id: tenantId('north'),
  timeZone: 'UTC',
  confirmationRequired: false,
  rosterComplete: [],
  sources: [],
  payerServers: certificates.map((certificate, at) => ({
    payer: `payer${at}`,
    base: 'https://payer.example',
    certificate,
  })),
});
const clientCertificates = makeClientCertificates(makeSecrets(() => 0));
const linesOn = async (day: string, ...certificates: readonly string[]) => {
  const all = await standingCertificates(tenantWith(...certificates), `${day}T00:00:00.000Z`, { clientCertificates });
  return certificateLines(all.map((one) => ({ tenant: 'north', ...one }))).map(({ is, says }) => [is, says]);
};

describe('doctor on client certificates', () => {
  const far = keep('far', '2090-01-01');
  const near = keep('near', '2030-01-31');

  test('counts them, with the days until the first ends', async () => {
    expect(await linesOn('2029-12-01', far, near)).toEqual([['ok', '2 named, the first ends in 61 days']]);
    expect(await linesOn('2029-12-01')).toEqual([['ok', 'none are named']]);
  });

  test('notes one from thirty days before it ends, and names what nothing goes out with', async () => {
    expect(await linesOn('2030-01-01', far, near)).toEqual([
      [
        'note',
        'tenant north, payerServers[1].certificate (payer1): The certificate ends on 2030-01-31, in 30 days: put the renewed one into the secret.',
      ],
    ]);
    expect(await linesOn('2029-12-31', near)).toEqual([['ok', '1 named, the first ends in 31 days']]);
    expect(await linesOn('2030-02-01', near, 'file:/nowhere')).toEqual([
      ['problem', 'tenant north, payerServers[0].certificate (payer0): certificate in the secret ended on 2030-01-31.'],
      ['problem', 'tenant north, payerServers[1].certificate (payer1): The secret cannot be read.'],
    ]);
  });

  test('opens nothing where there are no data, and leaves them to the service that runs', async () => {
    const laptop = { port: 0, dataDir: join(folder, 'none'), auth: 'open' } as const;
    expect(await checkAll(laptop, undefined, '2030-01-01')).toMatchObject([
      { is: 'ok', says: 'no tenant names any yet' },
    ]);
    const [running] = await checkAll(laptop, 'http://localhost:1', '2030-01-01');
    expect(running?.says).toContain('$channel-map');
  });
});

describe('settings that name client certificates', () => {
  const arn = 'arn:aws:secretsmanager:us-east-1:123456789012:secret:stresspass/certificates/payer';
  const check = (day: string, ...certificates: readonly string[]) =>
    checkCertificates(tenantWith(...certificates), {
      clientCertificates: {
        stateOf: async (one, at) => (one === arn ? { is: 'unreadable' } : clientCertificates.stateOf(one, at)),
      },
      clock: { now: () => `${day}T00:00:00.000Z`, dateIn: () => day, elapsedMs: () => 0 },
    });

  test('are refused by the field and by what is wrong; a secret of the cloud may be for the functions alone', async () => {
    const good = keep('good', '2090-01-01');
    const ended = keep('ended', '2029-01-01');
    const other = makeCertificate({ common: 'other' });
    const mixed = keep('mixed', '2090-01-01', { privateKey: other.privateKey });
    const found = await check('2030-01-01', good, ended, mixed, 'file:/nowhere', arn);
    expect(found.problems.map(({ expression, says }) => `${expression}: ${says}`)).toEqual([
      'payerServers[1].certificate: certificate in the secret ended on 2029-01-01.',
      'payerServers[2].certificate: privateKey in the secret is not the key of the first certificate.',
      'payerServers[3].certificate: The secret cannot be read.',
    ]);
    expect(found.unread).toEqual(['payerServers[4].certificate']);
  });
});
