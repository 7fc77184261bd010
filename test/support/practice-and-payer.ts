import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { notify } from '../../functions/order-events/notify.ts';
import { lambdaContext } from '../../infra/local/http/lambda-context.ts';
import { makeSecrets } from '../../shared/adapters/aws/secrets.ts';
import { makeMemoryDocuments } from '../../shared/adapters/documents/memory-documents.ts';
import { makeOutboundPorts } from '../../shared/adapters/outbound/outbound-ports.ts';
import { canonicalsOf } from '../../shared/fhir/canonical.ts';
import { httpEntry } from '../../shared/lambda/http-entry.ts';
import { type Ask, eventOf } from './endpoint-harness.ts';
import type { Part } from './endpoint-messages.ts';
import { NOW, openEventHarness, TENANT } from './event-harness.ts';
import { type Manner, openMisbehavingPayer } from './misbehaving-payer.ts';
import { runAs } from './own-partitions.ts';
import { answerBundle, claimResponse, memberOf, reviewed } from './pas-answers.ts';
import { pasExtension } from './pas-messages.ts';
import { requestableOrder, SUBMITTING } from './requests.ts';

const PAYER_SECRET = 'the-payer-and-we-know-this';
export const NOTICES = 'payer-notices';

/** A payer's answer to a request it was sent: its traces, its member, and one decision on every item. */
export const answerTo = (sent: Part, code: string, more: Part = {}): Part => {
  const claim: Part = sent.entry[0].resource;
  const patient = sent.entry.find(({ resource }: Part) => resource.resourceType === 'Patient').resource;
  const items = claim.item.map((item: Part) => ({
    itemSequence: item.sequence,
    extension: [
      ...item.extension.filter(({ url }: Part) => /itemTraceNumber$/.test(url)),
      ...(code === 'A1'
        ? [pasExtension('extension-itemPreAuthPeriod', { valuePeriod: { start: '2026-11-25', end: '2027-02-22' } })]
        : [pasExtension('extension-administrationReferenceNumber', { valueString: 'PEND-1' })]),
    ],
    adjudication: [reviewed(code, code === 'A1' ? { number: 'AUTH-4711', ...more } : more)],
  }));
  return answerBundle(
    claimResponse(items, { identifier: claim.identifier, ...more.response }),
    memberOf(more.memberId ?? patient.identifier[0].value),
  );
};

export const inquired = (bundle: Part): Part => ({
  resourceType: 'Parameters',
  parameter: [{ name: 'return', resource: bundle }],
});

/** A practice that sends by itself, and the payer it sends to over HTTP, whose notices it takes. */
export const openPracticeAndPayer = async (version = '2.2.1') => {
  const payer = await openMisbehavingPayer();
  const folder = join(new URL(payer.key).pathname, '..');
  writeFileSync(join(folder, 'hook'), `${PAYER_SECRET}\n`);
  const credentials = { clientId: 'practice', tokenEndpoint: `${payer.origin}/token`, key: payer.key };
  const secret = `file:${join(folder, 'hook')}`;
  const harness = await openEventHarness({
    ...SUBMITTING,
    sources: [
      { id: TENANT.source, name: 'EHR of the clinic', hookSecret: secret },
      { id: NOTICES, name: 'Payer', hookSecret: secret },
      { id: 'other-payer', name: 'Another payer', hookSecret: secret },
    ],
    outbound: [payer.origin],
    payerEndpoints: [
      {
        kind: 'fhir-pas',
        name: 'sandbox',
        payer: 'emblemhealth',
        base: `${payer.origin}/r4`,
        credentials,
        notices: NOTICES,
      },
      { kind: 'fhir-pas', name: 'other', payer: 'nobody', base: `${payer.origin}/r4`, notices: 'other-payer' },
    ],
  });
  const { payerChannels } = makeOutboundPorts({
    secrets: makeSecrets(Date.now),
    privateOrigins: ['http://127.0.0.1:*'],
    canonicals: canonicalsOf(),
    settings: harness.ports.settings,
    documents: makeMemoryDocuments(),
    digest: harness.ports.digest,
    bases: { '2.2.1': `${payer.origin}/r4`, '2.0.1': `${payer.origin}/stu2/r4` },
  });
  const exchange: typeof payerChannels.exchange = (tenant, toSend) =>
    payerChannels.exchange(tenant, { ...toSend, address: { ...toSend.address, version } });
  Object.assign(harness.ports, { payerChannels: { exchange } });
  const handler = httpEntry({ notify }, () => harness.harness);
  const order = { source: TENANT.source, orderId: 'o1' };
  const arrive = async (): Promise<void> => {
    await harness.receive({ detail: { source: TENANT.source, bundle: requestableOrder('o1') } });
    await harness.drain();
    await harness.relay();
  };
  return {
    ...harness,
    payer,
    arrive,
    submission: async () => (await harness.ports.submissions.ofOrder(TENANT.id, order))[0],
    /** An order arrives, is answered, and its request is handed over. */
    begin: async (...manners: readonly Manner[]) => {
      payer.plays(...manners);
      await arrive();
    },
    later: (minutes: number): void => {
      harness.time.now = new Date(Date.parse(NOW) + minutes * 60_000).toISOString();
    },
    /** What the payer's subscription delivers, with its secret unless the test says otherwise. */
    deliverNotice: async (body: unknown, { source = NOTICES, secret: said = PAYER_SECRET } = {}) => {
      const ask: Ask = {
        method: 'POST',
        path: `/events/${source}`,
        headers: { authorization: `Bearer ${said}` },
        body,
      };
      const answered = await runAs('OrderNotifier', () => handler(eventOf(ask), lambdaContext('order-events')));
      return answered.statusCode;
    },
    close: async () => {
      await harness.close();
      await payer.close();
    },
  };
};
export type PracticeAndPayer = Awaited<ReturnType<typeof openPracticeAndPayer>>;
