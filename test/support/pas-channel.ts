import { makeSecrets } from '../../shared/adapters/aws/secrets.ts';
import { makeAccessTokens } from '../../shared/adapters/outbound/access-tokens.ts';
import { makeBreaker } from '../../shared/adapters/outbound/breaker.ts';
import { makeFhirServers } from '../../shared/adapters/outbound/fhir-servers.ts';
import { makeOutbound } from '../../shared/adapters/outbound/outbound.ts';
import { makeSendWith } from '../../shared/adapters/outbound/send-with.ts';
import { makePasChannel } from '../../shared/adapters/payers/pas-channel.ts';
import type { ToSend } from '../../shared/app/ports/payer-channel.ts';
import type { Tenant } from '../../shared/app/ports/ports.ts';
import { canonicalsOf } from '../../shared/fhir/canonical.ts';
import { TENANT } from './endpoint-harness.ts';
import { ATTACHMENTS, requestContent } from './request-content.ts';

interface Reached {
  readonly base: string;
  readonly tokenEndpoint: string;
  readonly key: string;
  readonly clientId?: string;
  readonly scope?: string;
  readonly origins?: readonly string[];
  readonly withinMs?: number;
}

/** The channel of a practice, to one server. */
export const openPasChannel = (reached: Reached) => {
  const { base, tokenEndpoint, key, clientId = 'practice', scope, origins, withinMs } = reached;
  const outbound = makeOutbound({ privateOrigins: ['http://127.0.0.1:*'] });
  const ownSecrets = makeSecrets(Date.now);
  const sendWith = makeSendWith(ownSecrets, Date.now);
  const tokens = makeAccessTokens({ secrets: ownSecrets, outbound, sendWith, now: Date.now });
  const servers = makeFhirServers({ outbound, breaker: makeBreaker(Date.now), tokens, sendWith });
  const credentials = { clientId, tokenEndpoint, key, ...(scope ? { scope } : {}) };
  const tenant: Tenant = {
    ...TENANT,
    outbound: origins ?? [...new Set([new URL(base).origin, new URL(tokenEndpoint).origin])],
    payerEndpoints: [{ name: 'payer', kind: 'fhir-pas', base, credentials }],
  };
  const channel = makePasChannel({
    servers,
    settings: { tenant: async () => tenant },
    documents: { get: async (_tenant, name) => ATTACHMENTS.get(name) },
    canonicals: canonicalsOf(),
    ...(withinMs === undefined ? {} : { withinMs }),
  });
  const send = (more: Partial<ToSend> = {}, version = '2.2.1') =>
    channel.exchange(TENANT.id, {
      what: 'submit',
      content: requestContent(),
      messageId: 'MSG-1',
      at: '2026-06-01T15:00:00.000Z',
      address: { kind: 'fhir-pas', version, endpoint: 'payer' },
      ...more,
    });
  return { send };
};
