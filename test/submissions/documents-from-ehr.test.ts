import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { makeMemoryDocuments } from '../../shared/adapters/documents/memory-documents.ts';
import { auditWork, byItself } from '../../shared/app/access/audit-work.ts';
import { MAX_TRIES } from '../../shared/app/outbox/follow-up.ts';
import type { ToSend } from '../../shared/app/ports/payer-channel.ts';
import type { SubmissionSettings } from '../../shared/app/ports/payer-endpoint.ts';
import type { Tenant } from '../../shared/app/ports/ports.ts';
import { EHR_DOCUMENTS } from '../../shared/app/submissions/documents-wanted.ts';
import { prepareRequest } from '../../shared/app/submissions/prepare-asked.ts';
import type { PayerNeed } from '../../shared/core/submission/payer-response.ts';
import { chartDocument, ECG, NOTE, pdf } from '../support/ehr-documents.ts';
import { type EhrHarness, openEhrHarness, PATIENT } from '../support/ehr-harness.ts';
import { NOW, TENANT } from '../support/event-harness.ts';
import { answered, requestableOrder, SUBMITTING, standInPayer } from '../support/requests.ts';

const ALLOWED = { byItself: true, documentsFromEhr: [NOTE, ECG] };
const ORDER = { source: TENANT.source, orderId: 'o1' };
const document = (loinc: string): PayerNeed => ({ kind: 'document', says: 'A document', loinc });

let harness: EhrHarness;
let payer: ReturnType<typeof standInPayer>;
/** What the payer asks for, again and again until it has it. */
let needs: readonly PayerNeed[];
const attached = ({ content: { documents } }: ToSend) => documents.filter(({ state }) => state === 'attached');
const isMet = (asked: ToSend) =>
  needs.every(({ loinc }) => loinc === undefined || attached(asked).some((one) => one.loinc === loinc));

const open = async (submission: SubmissionSettings = ALLOWED, more: Partial<Tenant> = {}) => {
  harness = await openEhrHarness({}, { ...SUBMITTING, submission, ...more });
  Object.assign(harness.ports, { payerChannels: payer.channel, documents: makeMemoryDocuments() });
};
beforeEach(() => {
  needs = [document(NOTE), document(ECG)];
  payer = standInPayer((asked) => {
    // What is decided is later than what was pended.
    harness.time.now = new Date(Date.parse(harness.time.now) + 1_000).toISOString();
    return asked.what !== 'submit' && isMet(asked) && needs.every(({ kind }) => kind === 'document')
      ? answered(asked, { number: 'AUTH-1', window: { start: '2026-11-25', end: '2027-01-14' } })
      : answered(asked, { action: 'pended', caseNumber: 'CASE-9', needs });
  });
});
afterEach(() => harness.close());

const inChart = (...documents: readonly (readonly ReturnType<typeof chartDocument>[number][])[]) =>
  harness.stub.charts.push(...documents.flat());
const sign = async () => {
  await harness.receive({ detail: { source: TENANT.source, bundle: requestableOrder('o1') } });
  await harness.drain();
  await harness.relay();
};
const later = async (minutes: number) => {
  harness.time.now = new Date(Date.parse(NOW) + minutes * 60_000).toISOString();
  await harness.relay();
};
const submission = async () => (await harness.ports.submissions.ofOrder(TENANT.id, ORDER))[0];
const updates = () => payer.sent.filter(({ what }) => what === 'update');
const news = async () =>
  (await submission())?.history.filter(({ says }) => says.includes('EHR')).map(({ by, says }) => [by, says]);
/** Searches for documents to be sent, and reads of their bytes. */
const reads = () => harness.stub.asked.filter(({ path }) => /^Binary|[?&]type=/.test(path)).map(({ path }) => path);

describe('everything the payer asks for is in the chart', () => {
  test('it is read, sent once, and the payer decides without a person', async () => {
    await open();
    inChart(chartDocument('note', NOTE), chartDocument('ecg', ECG));
    await sign();
    expect(payer.sent.map(({ what }) => what)).toEqual(['submit', 'update']);
    expect(updates().flatMap(attached)).toMatchObject([
      { name: 'office-note', loinc: NOTE, contentType: 'application/pdf' },
      { name: 'resting-ecg', loinc: ECG, contentType: 'application/pdf' },
    ]);
    const [{ digest = '' } = {}] = updates().flatMap(attached);
    expect(await harness.ports.documents.get(TENANT.id, digest)).toBe(pdf('note'));
    expect(await harness.record('o1')).toMatchObject({ state: 'approved', bookable: 'yes' });
    expect(await news()).toEqual([
      ['by-itself', `Update with documents read in the EHR handed over: LOINC ${NOTE}, ${ECG}.`],
    ]);
    await later(10);
    expect(updates()).toHaveLength(1);
  });

  test('bytes in the document itself do as well, and the newest wins', async () => {
    await open();
    needs = [document(NOTE)];
    inChart(
      chartDocument('old', NOTE, (one) => Object.assign(one, { date: '2026-11-09T08:00:00Z' })),
      chartDocument('new', NOTE, (one) => {
        one.date = '2026-11-12T08:00:00Z';
        one.content = [{ attachment: { contentType: 'application/pdf; x=1', data: pdf('new') } }];
      }),
      chartDocument('older', NOTE, (one) => Object.assign(one, { date: '2026-11-08T08:00:00Z' })),
    );
    await sign();
    const [{ digest = '' } = {}] = updates().flatMap(attached);
    expect(await harness.ports.documents.get(TENANT.id, digest)).toBe(pdf('new'));
    expect(reads()).toHaveLength(1);
  });

  test('a payer that asks for the same again is sent nothing again', async () => {
    await open();
    inChart(chartDocument('note', NOTE), chartDocument('ecg', ECG));
    payer = standInPayer((asked, count) => answered(asked, { action: 'pended', caseNumber: `CASE-${count}`, needs }));
    Object.assign(harness.ports, { payerChannels: payer.channel });
    await sign();
    for (const minutes of [2, 10, 60]) await later(minutes);
    expect(updates()).toHaveLength(1);
    expect((await submission())?.standing).toMatchObject({ state: 'pended', needs });
  });
});

describe('a person adds it', () => {
  test.each<[string, SubmissionSettings]>([
    ['no types are allowed', { byItself: true }],
    ['a person sends each request', { documentsFromEhr: [NOTE, ECG] }],
    ['other types are allowed', { byItself: true, documentsFromEhr: ['47420-5'] }],
  ])('where %s, and nothing is read', async (_where, settings) => {
    await open(settings);
    inChart(chartDocument('note', NOTE), chartDocument('ecg', ECG));
    await sign();
    expect(reads()).toEqual([]);
    expect(updates()).toEqual([]);
  });

  test('where a type is not allowed: only the allowed is read, and nothing is sent', async () => {
    await open({ byItself: true, documentsFromEhr: [NOTE] });
    inChart(chartDocument('note', NOTE), chartDocument('ecg', ECG));
    await sign();
    expect(reads().filter((path) => path.includes(ECG))).toEqual([]);
    expect(updates()).toEqual([]);
    expect((await submission())?.standing).toMatchObject({ state: 'pended', needs });
    expect(await news()).toEqual([['by-itself', expect.stringContaining(`In the chart: LOINC ${NOTE}.`)]]);
  });

  test.each<[string, PayerNeed]>([
    ['a question', { kind: 'question', says: 'Why not a treadmill?', loinc: ECG }],
    ['a call', { kind: 'call', says: 'Call.' }],
    ['a document without a type', { kind: 'document', says: 'Anything.' }],
  ])('where %s is asked as well', async (_what, need) => {
    await open();
    needs = [document(NOTE), need];
    inChart(chartDocument('note', NOTE), chartDocument('ecg', ECG));
    await sign();
    expect(updates()).toEqual([]);
    expect(reads().filter((path) => path.includes(ECG))).toEqual([]);
    expect((await submission())?.standing).toMatchObject({ state: 'pended', needs });
  });

  test('where one is not there, and is told which', async () => {
    await open();
    inChart(chartDocument('note', NOTE));
    await sign();
    expect(updates()).toEqual([]);
    const says = `Documents looked for in the EHR; the rest is added by a person. In the chart: LOINC ${NOTE}. Not in the chart: LOINC ${ECG}.`;
    expect(await news()).toEqual([['by-itself', says]]);
    expect(JSON.stringify((await harness.record('o1'))?.history)).toContain(says);
    expect(await harness.record('o1')).toMatchObject({ state: 'submitted', payerAwaits: 'documents' });
    await later(10);
    expect(await news()).toHaveLength(1);
  });

  test('who added it meanwhile wins: nothing is sent beside it', async () => {
    await open();
    inChart(chartDocument('note', NOTE), chartDocument('ecg', ECG));
    harness.stub.stops.before = async ({ path }) => {
      if (!path.startsWith('Binary')) return;
      delete harness.stub.stops.before;
      const given = {
        documents: [{ name: 'office-note', loinc: NOTE, state: 'attached' as const, digest: 'by-hand' }],
      };
      const tenant = (await harness.ports.settings.tenant(TENANT.id))!;
      const done = await prepareRequest(
        { orderId: 'o1', given },
        { tenant, source: TENANT.source, by: 'a person', receivedAt: harness.time.now },
        harness.ports,
      );
      expect(done.ok).toBe(true);
    };
    await sign();
    await later(10);
    expect(updates()).toHaveLength(1);
    expect(updates().flatMap(attached)).toMatchObject([{ digest: 'by-hand' }]);
  });
});

describe('a server in trouble', () => {
  test('is asked again, and the update goes out when it answers', async () => {
    await open();
    inChart(chartDocument('note', NOTE), chartDocument('ecg', ECG));
    harness.stub.moods.set('Binary', { is: 'status', status: 503, times: 2 });
    await sign();
    expect(updates()).toEqual([]);
    for (const minutes of [5, 10, 30]) await later(minutes);
    expect(updates()).toHaveLength(1);
  });

  test('that never answers leaves it to a person, who is told', async () => {
    await open();
    const documents = () => Promise.reject(new Error('away'));
    Object.assign(harness.ports, { ehr: { ...harness.ports.ehr, documents } });
    await sign();
    for (let hour = 1; hour <= MAX_TRIES + 1; hour++) await later(hour * 60);
    expect(updates()).toEqual([]);
    expect(await news()).toEqual([['by-itself', expect.stringContaining(`Could not be read: LOINC ${NOTE}, ${ECG}.`)]]);
    expect((await submission())?.standing).toMatchObject({ state: 'pended', needs });
    expect(harness.logged.join('\n')).toContain(`${EHR_DOCUMENTS}-given-up`);
  });
});

test('nothing that names the patient or the document is logged', async () => {
  await open();
  inChart(chartDocument('zzyzx-note', NOTE));
  harness.stub.moods.set('Binary', { is: 'status', status: 500, times: 1 });
  await sign();
  await later(10);
  expect(harness.logged.join('\n')).toContain(EHR_DOCUMENTS);
  expect(harness.logged.join('\n')).not.toMatch(new RegExp(`zzyzx|${PATIENT}|Binary`));
});

test('the read is in the audit trail before it is made', async () => {
  await open();
  const ports = auditWork(byItself('intent-relay'), harness.ports);
  const asked = { tenant: TENANT.id, order: ORDER, patient: `Patient/${PATIENT}`, loincs: [NOTE], serviceDate: NOW };
  const had = ports.ehr.documents(asked, { tenant: { outbound: [] }, source: harness.source });
  expect(await had).toEqual({ is: 'read', documents: [{ loinc: NOTE, is: 'not-readable' }] });
  const { items } = await harness.ports.audit.find(TENANT.id, { patient: PATIENT, limit: 10 });
  expect(items).toMatchObject([{ action: 'R', door: 'intent-relay', orders: [ORDER] }]);
});
