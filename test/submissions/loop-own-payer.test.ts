import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { prepareRequestOf } from '../../functions/fhir-api/prepare-request.ts';
import { SANDBOX_PAYER_TENANT } from '../../infra/local/environment.ts';
import { makeSecrets } from '../../shared/adapters/aws/secrets.ts';
import { makeMemoryDocuments } from '../../shared/adapters/documents/memory-documents.ts';
import { makeAccessTokens } from '../../shared/adapters/outbound/access-tokens.ts';
import { makeBreaker } from '../../shared/adapters/outbound/breaker.ts';
import { makeFhirServers } from '../../shared/adapters/outbound/fhir-servers.ts';
import { makeOutbound } from '../../shared/adapters/outbound/outbound.ts';
import { makeSendWith } from '../../shared/adapters/outbound/send-with.ts';
import { makePasChannel } from '../../shared/adapters/payers/pas-channel.ts';
import { canonicalsOf } from '../../shared/fhir/canonical.ts';
import { memberOf, openPractice, type Practice } from '../sandbox/payer-harness.ts';
import { type EventHarness, NOW, openEventHarness, requestTo, TENANT } from '../support/event-harness.ts';
import { loopMessages } from '../support/loop/loop-messages.ts';
import { requestableOrder } from '../support/requests.ts';

let practice: Practice;
beforeAll(async () => {
  practice = await openPractice();
});
afterAll(() => practice.close());

let harness: EventHarness;
beforeEach(async () => {
  harness = await openEventHarness({
    submission: { byItself: true },
    testMode: { practicePayers: [SANDBOX_PAYER_TENANT] },
    outbound: [practice.url],
    payerEndpoints: [{ kind: 'fhir-pas', name: 'practice', payer: 'emblemhealth', base: `${practice.url}/r4` }],
  });
  const outbound = makeOutbound({ privateOrigins: ['http://127.0.0.1:*'] });
  const ownSecrets = makeSecrets(Date.now);
  const sendWith = makeSendWith(ownSecrets, Date.now);
  const tokens = makeAccessTokens({ secrets: ownSecrets, outbound, sendWith, now: Date.now });
  // It rests by the clock of the test: what the payer asks to wait is waited there.
  const breaker = makeBreaker(() => Date.parse(harness.time.now));
  const servers = makeFhirServers({ outbound, breaker, tokens, sendWith });
  const { settings } = harness.ports;
  const documents = makeMemoryDocuments();
  const channel = makePasChannel({ servers, settings, documents, canonicals: canonicalsOf() });
  Object.assign(harness.ports, { documents, payerChannels: channel });
});
afterEach(() => harness.close());

const at = (seconds: number): string => new Date(Date.parse(NOW) + seconds * 1000).toISOString();
/** Both schedules, a while later: nobody does anything. */
const pass = async (seconds: number) => {
  await practice.relayAt(at(seconds));
  harness.time.now = at(seconds);
  await harness.relay();
};
const signed = async (id: string, member: string) => {
  practice.time.now = NOW;
  const bundle = requestableOrder(id, (message) => {
    for (const { resource } of message.entry ?? []) {
      if (resource?.resourceType === 'Coverage') resource.subscriberId = member;
      if (resource?.resourceType === 'Patient' && resource.identifier?.[0]) resource.identifier[0].value = member;
    }
  });
  await harness.receive({ detail: { source: TENANT.source, bundle } });
  await harness.drain();
  await harness.relay();
};
const submission = async (id: string) =>
  (await harness.ports.submissions.ofOrder(TENANT.id, { source: TENANT.source, orderId: id }))[0];

describe('from the signed order to a bookable slot through our own payer, without a person', () => {
  test('certified at once', async () => {
    await signed('at-once', memberOf('approve'));
    expect((await submission('at-once'))?.standing.state).toBe('decided');
    expect(await harness.record('at-once')).toMatchObject({ state: 'approved', bookable: 'yes' });
  });

  test('pended, asked after, certified', async () => {
    await signed('pended', memberOf('pend-approve'));
    expect((await submission('pended'))?.standing.state).toBe('pended');
    expect(await harness.record('pended')).toMatchObject({ state: 'submitted', bookable: 'not-yet' });
    await pass(400);
    await pass(4_000);
    expect((await submission('pended'))?.standing.state).toBe('decided');
    expect(await harness.record('pended')).toMatchObject({ state: 'approved', bookable: 'yes' });
  });

  test('an answer that was lost is asked for, and nothing is sent twice', async () => {
    await signed('lost', memberOf('lost-answer'));
    expect((await submission('lost'))?.standing.state).toBe('sent');
    for (const seconds of [40, 100, 220, 400]) await pass(seconds);
    const done = await submission('lost');
    expect(done?.standing.state).toBe('decided');
    expect(done?.messages).toBe(1);
  });

  test('denied: the payer says so, and the record with its reason', async () => {
    await signed('denied', memberOf('deny'));
    expect(await harness.record('denied')).toMatchObject({ state: 'denied', bookable: 'no' });
  });

  test('asked for documents: that is what is next; given, they go out by themselves and are certified', async () => {
    await signed('papers', memberOf('pend-document'));
    expect(await harness.record('papers')).toMatchObject({ state: 'submitted', payerAwaits: 'documents' });
    const { standing } = (await submission('papers')) ?? {};
    expect(standing?.state === 'pended' ? standing.needs.map(({ kind }) => kind) : []).toContain('document');
    // Asked after, the payer says that it is pended and for what: the same, so nothing is told again.
    await pass(400);
    expect((await submission('papers'))?.exchanges[0]?.what).toBe('inquire');
    expect((await submission('papers'))?.standing).toEqual(standing);
    expect(await harness.record('papers')).toMatchObject({ payerAwaits: 'documents' });
    const pended = harness.published.filter(({ type }) => type === 'SubmissionPended');
    expect(new Set(pended.map(({ id }) => id)).size).toBe(1);

    const { documents } = loopMessages(memberOf('pend-document'));
    const given = await prepareRequestOf(requestTo('prepare-request', { id: 'papers' }, documents), harness.harness);
    expect(given.status).toBe(200);
    for (const seconds of [430, 800, 8_000]) await pass(seconds);
    const done = await submission('papers');
    expect([done?.standing.state, done?.messages]).toEqual(['decided', 2]);
    expect(await harness.record('papers')).toMatchObject({ state: 'approved', bookable: 'yes' });
  });

  test('not taken up: a draft again, with what the payer says is wrong', async () => {
    await signed('refused', memberOf('reject-provider'));
    const { standing } = (await submission('refused')) ?? {};
    expect(['draft', 'failed']).toContain(standing?.state);
    expect((await harness.record('refused'))?.state).toBe('required');
  });
});
