import { hash } from 'node:crypto';
import type { DocumentStore } from '../../app/ports/documents.ts';
import type { Exchanged, PayerChannel, ToSend } from '../../app/ports/payer-channel.ts';
import type { FhirPasEndpoint, PayerEndpoint } from '../../app/ports/payer-endpoint.ts';
import type { SettingsStore, Tenant } from '../../app/ports/ports.ts';
import { BOUNDS } from '../../core/model/bounds.ts';
import { compact } from '../../core/model/compact.ts';
import type { PayerResponse } from '../../core/submission/payer-response.ts';
import { MOST_ATTACHED } from '../../core/submission/request-content.ts';
import type { Canonicals } from '../../fhir/canonical.ts';
import { asUuid } from '../../fhir/pas/as-uuid.ts';
import type { PasAsked, PasNaming } from '../../fhir/pas/request/pas-asked.ts';
import { writeInquiryRequest, writeRequestBundle } from '../../fhir/pas/request/write-request-bundle.ts';
import { expectedOf } from '../../fhir/pas/response/pas-expected.ts';
import { readPasReply } from '../../fhir/pas/response/read-pas-reply.ts';
import type { FhirServers } from '../outbound/fhir-servers.ts';
import { ServerFailure, TOOK_NOTHING } from '../outbound/server-failure.ts';
import { withPasScope } from './pas-scope.ts';

/** The guide's time for a whole exchange, counted at the client. */
const EXCHANGE_MS = 15_000;

interface PasChannelParts {
  readonly servers: FhirServers;
  readonly settings: Pick<SettingsStore, 'tenant'>;
  readonly documents: Pick<DocumentStore, 'get'>;
  readonly canonicals: Canonicals;
  /** Absent: the guide's time for an exchange. */
  readonly withinMs?: number;
}

const pasNaming = ({ base }: Pick<Canonicals, 'base'>): PasNaming => ({
  uuid: (of) => asUuid(hash('sha256', JSON.stringify(of))),
  base,
});

const rejected = (code: string, followUp: 'stop' | 'resend', says: string): PayerResponse => ({
  is: 'rejected',
  rejections: [{ code, followUp, says }],
});

const NO_ENDPOINT = rejected('no-endpoint', 'stop', 'The settings name no such endpoint of a payer.');
const NOWHERE_TO_ASK: PayerResponse = { is: 'silent', why: 'no-endpoint' };

/** Failures of calls that were not made. */
const NOT_CALLED: readonly ServerFailure['kind'][] = [
  'not-allowed',
  'resting',
  'certificate-unusable',
  'server-certificate',
];

/** What a failed call means: nothing was sent, or nobody knows. Of a failed inquiry it says nothing about the request. */
const afterFailure = ({ kind, retryAfterMs, says = '' }: ServerFailure, isInquiry: boolean): PayerResponse => {
  if (kind === 'not-allowed' && !isInquiry)
    return rejected('not-allowed', 'stop', 'The settings do not allow calls to this payer’s address.');
  if (TOOK_NOTHING.includes(kind) && !isInquiry)
    return rejected(kind, 'stop', `${says} The payer has nothing of the message.`);
  if (kind === 'refused' && !isInquiry)
    return rejected('login', 'resend', 'The payer’s server or its token endpoint does not accept our credentials.');
  const isUnsent = kind === 'resting' ? (true as const) : undefined;
  const retryAfter = retryAfterMs === undefined ? undefined : Math.ceil(retryAfterMs / 1_000);
  return { is: 'silent', why: says ? `${kind}: ${says}` : kind, ...compact({ retryAfter, isUnsent }) };
};

const isPas = (endpoint: PayerEndpoint): endpoint is FhirPasEndpoint => endpoint.kind === 'fhir-pas';

const endpointOf = (tenant: Tenant | undefined, name: string): FhirPasEndpoint | undefined =>
  (tenant?.payerEndpoints ?? []).filter(isPas).find((one) => one.name === name);

/** The message as it is kept: documents are on file by their digest. */
const withoutDocuments = (name: string, value: unknown): unknown => (name === 'data' ? undefined : value);

const attachmentsOf = async (
  { content: { documents } }: ToSend,
  tenant: Tenant,
  store: Pick<DocumentStore, 'get'>,
): Promise<ReadonlyMap<string, string>> => {
  const found = new Map<string, string>();
  let left = MOST_ATTACHED;
  for (const { state, digest } of documents) {
    if (state !== 'attached' || digest === undefined || found.has(digest)) continue;
    const data = await store.get(tenant.id, digest);
    if (data === undefined || data.length > left) continue;
    left -= data.length;
    found.set(digest, data);
  }
  return found;
};

/** Requests to payers by FHIR: Da Vinci PAS 2.2.1 and 2.0.1. */
export const makePasChannel = (parts: PasChannelParts): PayerChannel => {
  const { servers, settings, documents, canonicals, withinMs = EXCHANGE_MS } = parts;
  const naming = pasNaming(canonicals);

  const write = async (toSend: ToSend, tenant: Tenant) => {
    const { what, content, previous, messageId, previousMessageId, reference, at, address } = toSend;
    const version = address.version === '2.0.1' ? '2.0.1' : '2.2.1';
    const asked: PasAsked = { what, version, content, previous, messageId, previousMessageId, reference, at };
    if (what === 'inquire') return writeInquiryRequest(asked, naming);
    return writeRequestBundle(asked, naming, await attachmentsOf(toSend, tenant, documents));
  };

  return {
    exchange: async (tenantId, toSend): Promise<Exchanged> => {
      const { what, content, messageId, previousMessageId, reference, address } = toSend;
      const tenant = await settings.tenant(tenantId);
      const server = endpointOf(tenant, address.endpoint);
      const isInquiry = what === 'inquire';
      if (!tenant || !server) return { sent: '', response: isInquiry ? NOWHERE_TO_ASK : NO_ENDPOINT };
      const bundle = await write(toSend, tenant);
      const sent = JSON.stringify(bundle, withoutDocuments);
      const call = {
        server: withPasScope(server),
        origins: tenant.outbound ?? [],
        signal: AbortSignal.timeout(withinMs),
      };
      try {
        const reply = await servers.post(call, {
          path: isInquiry ? 'Claim/$inquire' : 'Claim/$submit',
          body: JSON.stringify(bundle),
          mostBytes: BOUNDS.reviewAnswerBytes,
        });
        const asker = { takesTests: tenant.testMode !== undefined, ...(reference === undefined ? {} : { reference }) };
        const expected = expectedOf(content, [messageId, previousMessageId], naming, asker);
        return { sent, received: reply.text, response: readPasReply(reply, isInquiry, expected) };
      } catch (error) {
        if (!(error instanceof ServerFailure)) throw error;
        return { sent: NOT_CALLED.includes(error.kind) ? '' : sent, response: afterFailure(error, isInquiry) };
      }
    },
  };
};
