import { makeSecrets } from '../adapters/aws/secrets.ts';
import type { Stores } from '../adapters/dynamodb/open-stores.ts';
import type { OutboundPorts } from '../adapters/outbound/outbound-ports.ts';
import { notedChannels } from '../adapters/payers/noted-channels.ts';
import type { Ports } from '../app/ports/ports.ts';
import type { Canonicals } from '../fhir/canonical.ts';
import { PAS_BASES } from '../http/routes/pas.ts';
import type { Config } from './config.ts';

export const privateOriginsOf = ({ PRIVATE_ORIGINS = '' }: Pick<Config, 'PRIVATE_ORIGINS'>): readonly string[] =>
  PRIVATE_ORIGINS.split(',').filter(Boolean);

const basesAt = ({ PUBLIC_URL }: Pick<Config, 'PUBLIC_URL'>) => ({
  '2.2.1': `${PUBLIC_URL}${PAS_BASES['2.2.1']}`,
  '2.0.1': `${PUBLIC_URL}${PAS_BASES['2.0.1']}`,
});

/** Ports to other organizations' servers. Their code is loaded by the first call: most functions never make one. */
export const openOutboundPorts = (
  config: Pick<Config, 'PRIVATE_ORIGINS' | 'PUBLIC_URL'>,
  canonicals: Canonicals,
  {
    settings,
    documents,
    breakers,
    digest,
    ...noting
  }: Pick<Ports, 'settings' | 'documents' | 'digest' | 'channelHealth' | 'log'> & Pick<Stores, 'breakers'>,
): Pick<
  Ports,
  | 'secrets'
  | 'clientCertificates'
  | 'ehr'
  | 'ehrWriter'
  | 'payerGateway'
  | 'payerChannels'
  | 'webhookSender'
  | 'notices'
> => {
  const secrets = makeSecrets(Date.now);
  const privateOrigins = privateOriginsOf(config);
  let opened: Promise<OutboundPorts> | undefined;
  const outbound = (): Promise<OutboundPorts> => {
    opened ??= import('../adapters/outbound/outbound-ports.ts').then(({ makeOutboundPorts }) =>
      makeOutboundPorts({
        secrets,
        privateOrigins,
        canonicals,
        settings,
        documents,
        breakers,
        digest,
        bases: basesAt(config),
      }),
    );
    return opened;
  };
  return {
    secrets,
    clientCertificates: {
      stateOf: async (certificate, at) =>
        (await import('../adapters/outbound/certificates.ts')).makeClientCertificates(secrets).stateOf(certificate, at),
    },
    ehr: {
      order: async (reference, asked) => (await outbound()).ehr.order(reference, asked),
      fill: async (message, asked) => (await outbound()).ehr.fill(message, asked),
      fillCoverage: async (message, asked) => (await outbound()).ehr.fillCoverage(message, asked),
      documents: async (documents, asked) => (await outbound()).ehr.documents(documents, asked),
      changedSince: async (instant, asked) => (await outbound()).ehr.changedSince(instant, asked),
    },
    notices: { send: async (notice, tenant) => (await outbound()).notices.send(notice, tenant) },
    payerGateway: { ask: async (asked) => (await outbound()).payerGateway.ask(asked) },
    payerChannels: notedChannels(
      { exchange: async (tenant, toSend) => (await outbound()).payerChannels.exchange(tenant, toSend) },
      { ...noting, now: Date.now },
    ),
    webhookSender: { send: async (call) => (await outbound()).webhookSender.send(call) },
    ehrWriter: {
      write: async (what, asked) => (await outbound()).ehrWriter.write(what, asked),
    },
  };
};
