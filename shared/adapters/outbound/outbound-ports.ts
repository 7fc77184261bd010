import type { DocumentStore } from '../../app/ports/documents.ts';
import type { EhrReader } from '../../app/ports/ehr-reader.ts';
import type { EhrWriter } from '../../app/ports/ehr-writer.ts';
import type { PayerChannel } from '../../app/ports/payer-channel.ts';
import type { PayerGateway } from '../../app/ports/payer-gateway.ts';
import type { Digest, Secrets, SettingsStore } from '../../app/ports/ports.ts';
import type { NoticeSender } from '../../app/ports/review-subscriptions.ts';
import type { WebhookSender } from '../../app/ports/webhooks.ts';
import type { Canonicals } from '../../fhir/canonical.ts';
import { makeEhrReader } from '../ehr/ehr-reader.ts';
import { makeEhrWriter } from '../ehr/ehr-writer.ts';
import { makeNoticeSender } from '../notices/notice-sender.ts';
import { makePayerChannels } from '../payers/payer-channels.ts';
import { makePayerGateway } from '../payers/payer-gateway.ts';
import { makePayerGateways } from '../payers/payer-gateways.ts';
import { makeAccessTokens } from './access-tokens.ts';
import { makeBreaker, type SharedBreakers } from './breaker.ts';
import { makeFhirServers } from './fhir-servers.ts';
import { makeOutbound } from './outbound.ts';
import { makeSendWith } from './send-with.ts';
import { makeWebhookSender } from './webhook-sender.ts';

interface OutboundPortsSettings {
  readonly secrets: Secrets;
  /** Origins the deployer allows to be plain http or on a private network. */
  readonly privateOrigins: readonly string[];
  readonly canonicals: Canonicals;
  /** Of tenants: where their payers are. */
  readonly settings: SettingsStore;
  /** Bytes of documents that go with a request. */
  readonly documents: DocumentStore;
  /** What the processes of the service tell each other of servers that rest; absent: each judges alone. */
  readonly breakers?: SharedBreakers;
  readonly digest: Pick<Digest, 'of' | 'unseal'>;
  /** FHIR base of each release of Da Vinci PAS. */
  readonly bases: Parameters<typeof makeNoticeSender>[0]['bases'];
}

export interface OutboundPorts {
  readonly ehr: EhrReader;
  readonly ehrWriter: EhrWriter;
  readonly payerGateway: PayerGateway;
  readonly payerChannels: PayerChannel;
  readonly webhookSender: WebhookSender;
  readonly notices: NoticeSender;
}

/** Its dialect is loaded by the first message. */
const loadedChannel = (load: () => Promise<PayerChannel>): PayerChannel => ({
  exchange: async (tenant, toSend) => (await load()).exchange(tenant, toSend),
});

/** All clients of other servers, sharing one guard, one breaker and one token cache. */
export const makeOutboundPorts = (given: OutboundPortsSettings): OutboundPorts => {
  const { secrets, privateOrigins, canonicals, settings, breakers, digest, bases } = given;
  const outbound = makeOutbound({ privateOrigins });
  const sendWith = makeSendWith(secrets, Date.now);
  const tokens = makeAccessTokens({ secrets, outbound, sendWith, now: Date.now });
  const breaker = makeBreaker(Date.now, breakers);
  const servers = makeFhirServers({ outbound, breaker, tokens, sendWith });
  const x12 = { outbound, breaker, secrets, now: Date.now };
  return {
    ehr: makeEhrReader({ servers, questionnaire: canonicals.questionnaire }),
    ehrWriter: makeEhrWriter({ servers, canonicals }, Date.now),
    payerGateway: makePayerGateways({
      fhir: makePayerGateway({ servers, canonicals }),
      x12: {
        ask: async (asked) => (await import('../payers/x12-gateway.ts')).makeX12Gateway(x12).ask(asked),
      },
    }),
    webhookSender: makeWebhookSender({ outbound, breaker, secrets, now: Date.now }),
    payerChannels: makePayerChannels({
      'fhir-pas': loadedChannel(async () =>
        (await import('../payers/pas-channel.ts')).makePasChannel({ ...given, servers }),
      ),
      'x12-278': loadedChannel(async () =>
        (await import('../payers/x12-channel.ts')).makeX12Channel({ ...x12, settings }),
      ),
    }),
    notices: makeNoticeSender({ outbound, breaker, digest, bases, now: Date.now }),
  };
};
