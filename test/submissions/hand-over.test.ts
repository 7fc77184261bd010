import { afterEach, beforeEach, expect, test } from 'vitest';
import type { ToSend } from '../../shared/app/ports/payer-channel.ts';
import { changeSubmission } from '../../shared/app/submissions/change-submission.ts';
import { prepareRequest } from '../../shared/app/submissions/prepare-asked.ts';
import { workOff } from '../../shared/app/submissions/work-off.ts';
import type { PayerResponse } from '../../shared/core/submission/payer-response.ts';
import { type EventHarness, NOW, openEventHarness, TENANT } from '../support/event-harness.ts';
import { answered, requestableOrder, SUBMITTING, standInPayer } from '../support/requests.ts';

let harness: EventHarness;
let payer: ReturnType<typeof standInPayer>;
let says: (asked: ToSend, count: number) => PayerResponse | Promise<PayerResponse>;

beforeEach(async () => {
  harness = await openEventHarness(SUBMITTING);
  payer = standInPayer((asked, count) => says(asked, count));
  Object.assign(harness.ports, { payerChannels: payer.channel });
});
afterEach(() => harness.close());

const order = { source: TENANT.source, orderId: 'o1' };
const submission = async () => (await harness.ports.submissions.ofOrder(TENANT.id, order))[0];
const take = async (spoil?: Parameters<typeof requestableOrder>[1]) => {
  await harness.receive({ detail: { source: TENANT.source, bundle: requestableOrder('o1', spoil) } });
  await harness.drain();
  await harness.relay();
};
const later = (minutes: number) => {
  harness.time.now = new Date(Date.parse(NOW) + minutes * 60_000).toISOString();
};

test('an order that needs an authorization is asked for, pended, decided and bookable, without a person', async () => {
  says = (asked, count) =>
    count === 1
      ? answered(asked, {
          action: 'pended',
          caseNumber: 'CASE-1',
          needs: [{ kind: 'document', says: 'Resting ECG report', loinc: '11524-6', due: '2026-12-10' }],
        })
      : answered(asked, { number: 'AUTH-77', window: { start: '2026-11-25', end: '2027-03-01' }, units: 1 });
  await take();
  expect(payer.sent.map(({ what }) => what)).toEqual(['submit']);
  expect((await submission())?.standing.state).toBe('pended');
  const pended = await harness.record('o1');
  expect(pended).toMatchObject({ state: 'submitted', payerAwaits: 'documents', bookable: 'not-yet' });
  expect(pended?.clocks.length).toBeGreaterThan(0);
  later(3);
  await harness.relay();
  expect(payer.sent.map(({ what }) => what)).toEqual(['submit', 'inquire']);
  const decided = await submission();
  expect(decided?.standing.state).toBe('decided');
  expect(decided).toMatchObject({ untold: [], toRecord: [], findings: [] });
  expect(await harness.record('o1')).toMatchObject({
    state: 'approved',
    bookable: 'yes',
    approval: { number: 'AUTH-77' },
  });
  const types = harness.published.map(({ type }) => type).filter((type) => /Submission|Documents/.test(type));
  expect(types).toEqual(['SubmissionSent', 'SubmissionPended', 'DocumentsAsked', 'SubmissionDecided']);
});

test('what is missing keeps it a draft, with a finding each, and nothing leaves', async () => {
  says = (asked) => answered(asked, {});
  await take((bundle) => {
    for (const { resource } of bundle.entry ?? []) {
      if (resource?.resourceType === 'Patient') delete resource.birthDate;
      if (resource?.resourceType === 'Organization' && resource.id === 'group') delete resource.identifier;
      if (resource?.resourceType === 'Location') resource.address = { state: 'OH' };
    }
  });
  expect(payer.sent).toEqual([]);
  const draft = await submission();
  expect(draft?.standing).toMatchObject({ state: 'draft' });
  const missing = draft?.standing.state === 'draft' ? draft.standing.missing.map(({ id }) => id) : [];
  expect(missing).toEqual(['birth-date', 'tin', 'site-address']);
});

test('silence means nothing: the payer is asked before anything is sent again, and the same message is the same', async () => {
  const script: readonly ((asked: ToSend) => PayerResponse)[] = [
    () => ({ is: 'silent', why: 'timeout' }),
    () => ({ is: 'rejected', rejections: [{ code: '75', followUp: 'stop', says: 'Nothing on file.' }] }),
    (asked) => answered(asked, { number: 'AUTH-9' }),
  ];
  says = (asked, count) => script[count - 1]!(asked);
  await take();
  expect((await submission())?.standing.state).toBe('sent');
  expect((await harness.record('o1'))?.state).toBe('required');
  later(10);
  await harness.relay();
  expect(payer.sent.map(({ what }) => what)).toEqual(['submit', 'inquire', 'submit']);
  expect(payer.sent[2]?.messageId).toBe(payer.sent[0]?.messageId);
  expect((await submission())?.standing.state).toBe('decided');
  expect((await harness.record('o1'))?.state).toBe('approved');
});

const RESTS: PayerResponse = { is: 'silent', why: 'resting', isUnsent: true };

test('while the server of the payer is left alone nothing has left: it is sent then, without asking, however long it took', async () => {
  // A payer that cannot be asked: whoever asks it first never sends.
  says = (asked, count) => {
    if (count <= 13) return RESTS;
    return asked.what === 'inquire' ? { is: 'silent', why: 'refused' } : answered(asked, { number: 'AUTH-9' });
  };
  await take();
  const waiting = await submission();
  expect(waiting?.standing).toMatchObject({ state: 'sent' });
  expect(waiting?.standing).not.toHaveProperty('tried');
  expect(waiting?.exchanges).toEqual([]);
  for (let minute = 1; minute <= 13; minute++) {
    later(minute);
    await harness.relay();
  }
  expect(new Set(payer.sent.map(({ what }) => what))).toEqual(new Set(['submit']));
  expect(new Set(payer.sent.map(({ messageId }) => messageId)).size).toBe(1);
  expect(harness.deadLetters.sent).toEqual([]);
  expect(await harness.record('o1')).toMatchObject({ state: 'approved', approval: { number: 'AUTH-9' } });
});

test('taken back while nothing has left, the payer is told nothing', async () => {
  says = () => RESTS;
  await take();
  const handed = await submission();
  expect(handed?.standing.state).toBe('sent');
  const command = { kind: 'withdraw', at: harness.time.now, by: 'a person' } as const;
  await changeSubmission(TENANT.id, order, handed?.id ?? '', () => command, harness.ports);
  const before = payer.sent.length;
  later(5);
  await harness.relay();
  expect((await submission())?.history[0]).toMatchObject({ says: 'Withdrawn before it was sent.' });
  expect(payer.sent).toHaveLength(before);
});

test('two workers that both find nothing at the payer send once, also where one hears of it after the other has sent', async () => {
  let release: () => void = () => undefined;
  const isSent = new Promise<void>((resolve) => {
    release = resolve;
  });
  let inquiries = 0;
  says = async (asked, count) => {
    if (count === 1) return { is: 'silent', why: 'timeout' };
    if (asked.what !== 'inquire') {
      release();
      await new Promise((resolve) => setTimeout(resolve, 200));
      return answered(asked, { number: 'AUTH-9' });
    }
    if (++inquiries === 2) await isSent;
    return { is: 'rejected', rejections: [{ code: '75', followUp: 'stop', says: 'Nothing on file.' }] };
  };
  await take();
  later(10);
  const now = await submission();
  const tenant = await harness.ports.settings.tenant(TENANT.id);
  if (!now || !tenant) throw new Error('Nothing was sent.');
  await Promise.all([1, 2].map(() => workOff(now, tenant, harness.ports, true)));
  expect(inquiries).toBe(2);
  expect(payer.sent.filter(({ what }) => what === 'submit')).toHaveLength(2);
  expect((await submission())?.standing.state).toBe('decided');
});

/** Pended, then given a document: the update that follows meets silence. */
const updated = async (inquired: (asked: ToSend) => PayerResponse) => {
  says = (asked, count) => {
    if (count === 1) return answered(asked, { action: 'pended', needs: [{ kind: 'document', says: 'Resting ECG' }] });
    if (count === 2) return { is: 'silent', why: 'timeout' };
    return asked.what === 'inquire' ? inquired(asked) : answered(asked, { number: 'AUTH-9' });
  };
  await take();
  const tenant = await harness.ports.settings.tenant(TENANT.id);
  if (!tenant) throw new Error('No tenant.');
  const document = { name: 'resting-ecg', state: 'attached', contentType: 'text/plain' } as const;
  const caller = { tenant, source: order.source, by: 'person', receivedAt: harness.time.now };
  await prepareRequest({ ...order, given: { documents: [document] } }, caller, harness.ports);
  await harness.relay();
  later(10);
  await harness.relay();
  return payer.sent.map(({ what }) => what);
};

test('an update that may not have arrived: an answer about the request before it is none to the update', async () => {
  const whats = await updated((asked) => answered(asked, { action: 'pended' }));
  expect(whats).toEqual(['submit', 'update', 'inquire', 'update']);
  expect(payer.sent[3]?.messageId).toBe(payer.sent[1]?.messageId);
  expect((await harness.record('o1'))?.state).toBe('approved');
  const types = harness.published.map(({ type }) => type).filter((type) => /Submission|Documents/.test(type));
  expect(types).toEqual([
    'SubmissionSent',
    'SubmissionPended',
    'DocumentsAsked',
    'SubmissionSent',
    'SubmissionDecided',
  ]);
});

test('an answer that names the update is one to it, and nothing is sent again', async () => {
  const whats = await updated((asked) =>
    answered(asked, { action: 'pended' }, { traces: [asked.content.trace, { value: asked.previousMessageId ?? '' }] }),
  );
  expect(whats).toEqual(['submit', 'update', 'inquire']);
  expect((await submission())?.standing.state).toBe('pended');
});
