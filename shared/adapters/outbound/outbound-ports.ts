import type { EhrReader } from '../../app/ports/ehr-reader.ts';
import type { EhrWriter } from '../../app/ports/ehr-writer.ts';
import type { PayerGateway } from '../../app/ports/payer-gateway.ts';
import type { Digest, Secrets } from '../../app/ports/ports.ts';
import type { NoticeSender } from '../../app/ports/review-subscriptions.ts';
import type { Canonicals } from '../../fhir/canonical.ts';
import { makeEhrReader } from '../ehr/ehr-reader.ts';
import { makeEhrWriter } from '../ehr/ehr-writer.ts';
import { makeNoticeSender } from '../notices/notice-sender.ts';
import { makePayerGateway } from '../payers/payer-gateway.ts';
import { makeAccessTokens } from './access-tokens.ts';
import { makeBreaker } from './breaker.ts';
import { makeFhirServers } from './fhir-servers.ts';
import { makeOutbound } from './outbound.ts';

interface OutboundPortsSettings {
  readonly secrets: Secrets;
  /** Origins the deployer allows to be plain http or on a private network. */
  readonly privateOrigins: readonly string[];
  readonly canonicals: Canonicals;
  readonly digest: Pick<Digest, 'of' | 'unseal'>;
  /** FHIR base of each release of Da Vinci PAS. */
  readonly bases: Parameters<typeof makeNoticeSender>[0]['bases'];
}

export interface OutboundPorts {
  readonly ehr: EhrReader;
  readonly ehrWriter: EhrWriter;
  readonly payerGateway: PayerGateway;
  readonly notices: NoticeSender;
}

/** All clients of other servers, sharing one guard, one breaker and one token cache. */
export const makeOutboundPorts = ({
  secrets,
  privateOrigins,
  canonicals,
  digest,
  bases,
}: OutboundPortsSettings): OutboundPorts => {
  const outbound = makeOutbound({ privateOrigins });
  const tokens = makeAccessTokens(secrets, outbound, Date.now);
  const breaker = makeBreaker(Date.now);
  const servers = makeFhirServers({ outbound, breaker, tokens });
  return {
    ehr: makeEhrReader({ servers, questionnaire: canonicals.questionnaire }),
    ehrWriter: makeEhrWriter({ servers, canonicals }, Date.now),
    payerGateway: makePayerGateway({ servers, canonicals }),
    notices: makeNoticeSender({ outbound, breaker: makeBreaker(Date.now), digest, bases, now: Date.now }),
  };
};
