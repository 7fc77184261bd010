import { createServer, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';
import { outboxRelay } from '../../functions/schedules/outbox-relay.ts';
import { makeNoticeSender } from '../../shared/adapters/notices/notice-sender.ts';
import { makeBreaker } from '../../shared/adapters/outbound/breaker.ts';
import { makeOutbound } from '../../shared/adapters/outbound/outbound.ts';
import type { Pointer } from '../../shared/app/ports/pointer.ts';
import type { Tenant } from '../../shared/app/ports/ports.ts';
import { PUBLIC_URL, TENANT } from './endpoint-harness.ts';
import type { Part } from './endpoint-messages.ts';
import { runAs } from './own-partitions.ts';
import { GROUP_NPI, PAS, pasExtension } from './pas-messages.ts';
import { openPayerDesk } from './payer-desk.ts';

const BP = 'http://hl7.org/fhir/uv/subscriptions-backport/StructureDefinition';
export const TOPIC = 'http://hl7.org/fhir/us/davinci-pas/SubscriptionTopic/PASSubscriptionTopic';
export const SENDER = 'HEART-EHR';

/** A message says which system sends it. */
export const sentBy = (sender: string) => (claim: Part) => {
  claim.extension = [
    pasExtension('extension-TransmissionIdentifiers', {
      extension: [
        { url: 'applicationSenderCode', valueString: 'APP' },
        { url: 'applicationReceiverCode', valueString: 'PAYER' },
        { url: 'interchangeSenderID', valueString: sender },
      ],
    }),
  ];
};

export const subscriptionOf = (endpoint: string, change: (one: Part) => void = () => undefined): Part => {
  const one: Part = {
    resourceType: 'Subscription',
    meta: { profile: [`${PAS}/profile-subscription`] },
    status: 'requested',
    reason: 'Results',
    criteria: TOPIC,
    _criteria: { extension: [{ url: `${BP}/backport-filter-criteria`, valueString: `org-identifier=${SENDER}` }] },
    channel: {
      type: 'rest-hook',
      endpoint,
      header: ['Authorization: Bearer told-by-the-client'],
      payload: 'application/fhir+json',
      _payload: { extension: [{ url: `${BP}/backport-payload-content`, valueCode: 'full-resource' }] },
    },
  };
  change(one);
  return one;
};
export const withFilter = (text: string) => (one: Part) => {
  one._criteria.extension[0].valueString = text;
};
export const withContent = (code: string) => (one: Part) => {
  one.channel._payload.extension[0].valueCode = code;
};
export const withHeartbeat = (seconds: number) => (one: Part) => {
  one.channel.extension = [{ url: `${BP}/backport-heartbeat-period`, valueUnsignedInt: seconds }];
};

interface Received {
  readonly headers: IncomingHttpHeaders;
  readonly body: Part;
}

/** A payer's desk, a client's endpoint that keeps what it is sent, and the schedule that sends. */
export const openNoticeDesk = async (more: Partial<Tenant> = {}, ...prepare: Parameters<typeof openPayerDesk>[1][]) => {
  const received: Received[] = [];
  const answers = { status: 200 };
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      received.push({ headers: request.headers, body: JSON.parse(Buffer.concat(chunks).toString()) });
      response.statusCode = answers.status;
      response.end();
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const desk = await openPayerDesk({ tenant: { outbound: [origin], ...more } }, ...prepare);
  const { ports } = desk;
  const client = { tenant: TENANT.id, use: 'smart', name: 'EHR', keys: [], scopes: ['system/*.cruds'] } as const;
  await ports.clients.put({ ...client, id: 'ehr', senders: [SENDER], organizations: [GROUP_NPI] });
  await ports.clients.put({ ...client, id: 'stranger', senders: ['OTHER-EHR'] });
  const notices = makeNoticeSender({
    outbound: makeOutbound({ privateOrigins: ['http://127.0.0.1:*'] }),
    breaker: makeBreaker(() => Date.parse(desk.time.now)),
    // As the ports have it by then: a test may turn the keys.
    digest: {
      of: (...given) => ports.digest.of(...given),
      unseal: (...given) => ports.digest.unseal(...given),
    },
    bases: { '2.2.1': `${PUBLIC_URL}/r4`, '2.0.1': `${PUBLIC_URL}/stu2/r4` },
    now: Date.now,
  });
  const deadLetters = { send: (pointer: Pointer) => ports.deadLetterList.add(pointer, desk.time.now) };
  const container = { ...desk.harness, ports: { ...ports, notices, deadLetters } };
  return {
    ...desk,
    endpoint: `${origin}/notify`,
    received,
    answers,
    relay: () => runAs('IntentRelay', () => outboxRelay(container)),
    relayAfter: (seconds: number) => {
      desk.time.now = new Date(Date.parse(desk.time.now) + seconds * 1_000).toISOString();
      return runAs('IntentRelay', () => outboxRelay(container));
    },
    close: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
      await desk.close();
    },
  };
};
export type NoticeDesk = Awaited<ReturnType<typeof openNoticeDesk>>;

export const statusIn = (body: Part | undefined): Part => {
  const [{ resource }] = body?.entry ?? [{ resource: { parameter: [] } }];
  return Object.fromEntries(
    resource.parameter.map((one: Part) => {
      const value = Object.entries(one).find(([name]) => name.startsWith('value'))?.[1];
      const parts = one.part?.map((part: Part) => [part.name, part.valueString ?? part.valueReference?.reference]);
      return [one.name, parts ? Object.fromEntries(parts) : ((value as Part)?.reference ?? value)];
    }),
  );
};
