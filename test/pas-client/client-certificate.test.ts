import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { ServerFailure } from '../../shared/adapters/outbound/server-failure.ts';
import { makePasChannel } from '../../shared/adapters/payers/pas-channel.ts';
import { makePayerGateway } from '../../shared/adapters/payers/payer-gateway.ts';
import { ofFailure } from '../../shared/adapters/payers/x12-exchanged.ts';
import type { ToSend } from '../../shared/app/ports/payer-channel.ts';
import { canonicalsOf } from '../../shared/fhir/canonical.ts';
import { TENANT } from '../support/endpoint-harness.ts';
import { requestContent } from '../support/request-content.ts';
import { desk } from '../support/tls/certificate-desk.ts';
import { certificateSecret } from '../support/tls/make-certificate.ts';
import { eligibilityQuestion } from '../support/x12/eligibility-question.ts';

beforeAll(desk.startServers);
afterAll(desk.stop);
beforeEach(desk.forget);

const { kept, ours, payers, seen, servers, stranger } = desk;
const canonicals = canonicalsOf();
const send = (what: ToSend['what'] = 'submit') => {
  const tenant = {
    ...TENANT,
    outbound: [servers.asks.url],
    payerEndpoints: [
      {
        kind: 'fhir-pas' as const,
        name: 'payer',
        base: servers.asks.url,
        certificate: 'file:right',
        credentials: { clientId: 'us', tokenEndpoint: `${servers.asks.url}/token`, certificate: 'file:right' },
      },
    ],
  };
  const channel = makePasChannel({
    servers: desk.open(),
    settings: { tenant: async () => tenant },
    documents: { get: async () => undefined },
    canonicals,
  });
  return channel.exchange(TENANT.id, {
    what,
    content: requestContent(),
    messageId: 'MSG-1',
    at: '2026-06-01T15:00:00.000Z',
    address: { kind: 'fhir-pas', version: '2.2.1', endpoint: 'payer' },
  });
};

test('a request shows the certificate to the token endpoint and to the payer', async () => {
  const { sent, received } = await send();
  expect(seen.map(({ path, who }) => [path, who])).toEqual([
    ['/token', 'practice'],
    ['/Claim/$submit', 'practice'],
  ]);
  expect([sent.includes('"resourceType":"Bundle"'), received]).toEqual([true, desk.PATIENT]);
});

test.each([
  ['that cannot be used', '{}', 'certificate-unusable', 'certificate and privateKey is missing'],
  [
    'beside a server nobody vouches for',
    certificateSecret(ours(), { ca: stranger.certificate }),
    'server-certificate',
    'an authority we do not know',
  ],
])('one %s: nothing is sent, and a person is told why', async (_what, secret, code, says) => {
  kept['file:right'] = secret;
  const rejection = { code, followUp: 'stop', says: expect.stringContaining(says) };
  expect(await send()).toEqual({ sent: '', response: { is: 'rejected', rejections: [rejection] } });
  const asked = await send('inquire');
  expect(asked).toMatchObject({ sent: '', response: { is: 'silent', why: expect.stringMatching(`^${code}: `) } });
  expect(seen).toEqual([]);
});

test('one the payer closes on is silence', async () => {
  kept['file:right'] = certificateSecret(ours('s', stranger), { ca: payers.certificate });
  expect((await send()).response).toEqual({
    is: 'silent',
    why: expect.stringMatching(/^certificate-unanswered: The server closed/),
  });
});

test('a question about coverage by FHIR shows it, and says why where it cannot', async () => {
  const { x12: _, ...server } = eligibilityQuestion(servers.asks.url, { certificate: 'file:right' }).server;
  const asked = { ...eligibilityQuestion(servers.asks.url), server };
  const gateway = makePayerGateway({ servers: desk.open(), canonicals });
  expect(await gateway.ask(asked)).toEqual({ is: 'silent', why: 'unreadable' });
  expect(seen).toMatchObject([{ path: '/CoverageEligibilityRequest/$submit', who: 'practice' }]);
  kept['file:right'] = '{}';
  expect(await gateway.ask(asked)).toMatchObject({
    why: 'certificate-unusable',
    rejections: [{ code: 'certificate-unusable', followUp: 'stop' }],
  });
});

test('by X12, a receiver that says it does not take it has nothing of the message, which did leave', () => {
  const refused = new ServerFailure('certificate-refused', undefined, undefined, 'It is revoked.');
  const exchanged = ofFailure(refused);
  expect(exchanged).toEqual({
    is: 'rejected',
    rejection: {
      code: 'certificate-refused',
      followUp: 'stop',
      says: 'It is revoked. The receiver has nothing of the message.',
      at: 'envelope',
    },
  });
});
