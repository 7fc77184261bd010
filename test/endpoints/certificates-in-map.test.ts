import { afterAll, beforeAll, expect, test } from 'vitest';
import { makeClientCertificates } from '../../shared/adapters/outbound/certificates.ts';
import { type EndpointHarness, openEndpointHarness, TENANT } from '../support/endpoint-harness.ts';
import type { Part } from '../support/endpoint-messages.ts';
import { certificateSecret, makeCertificate } from '../support/tls/make-certificate.ts';

let harness: EndpointHarness;
beforeAll(async () => {
  harness = await openEndpointHarness();
});
afterAll(() => harness.close());

const endingIn = (days: number): string => {
  const last = new Date(Date.parse(harness.ports.clock.now()) + days * 86_400_000).toISOString().slice(0, 10);
  return certificateSecret(makeCertificate({ common: 'practice', use: 'clientAuth', days: ['2020-01-01', last] }));
};
const told = async () => {
  const { body } = await harness.ways.direct({ method: 'GET', path: '/r4/$channel-map' });
  const parameters = (body as Part).parameter as readonly Part[];
  return parameters
    .filter(({ name }) => name === 'certificate')
    .map(({ part }) =>
      Object.fromEntries(
        (part as readonly Part[]).map((one) => [one.name, one.valueString ?? one.valueInteger ?? one.valueDateTime]),
      ),
    );
};

test('the channel map tells how each client certificate stands, and nothing of what is in its secret', async () => {
  const kept: Record<string, string> = { 'file:far': endingIn(200), 'file:near': endingIn(20) };
  const secrets = { read: async (name: string) => kept[name] ?? Promise.reject(new Error('away')) };
  Object.assign(harness.ports, { clientCertificates: makeClientCertificates(secrets) });
  await harness.ports.settings.put({ ...TENANT });
  expect(await told()).toEqual([]);
  const server = (payer: string, certificate: string) => ({ payer, base: 'https://payer.example', certificate });
  await harness.ports.settings.put({
    ...TENANT,
    payerServers: [server('one', 'file:far'), server('two', 'file:near'), server('three', 'file:nowhere')],
  });
  const [far, near, lost] = await told();
  expect(far).toEqual({
    setting: 'payerServers[0].certificate',
    name: 'one',
    ends: expect.stringMatching(/T00:00:00\.000Z$/),
    days: 199,
  });
  expect(near).toMatchObject({ name: 'two', days: 19, finding: expect.stringContaining('in 19 days') });
  expect(lost).toEqual({
    setting: 'payerServers[2].certificate',
    name: 'three',
    finding: 'The secret cannot be read.',
  });
});
