import { afterAll, beforeAll, expect, test } from 'vitest';
import { makeMemoryDocuments } from '../../shared/adapters/documents/memory-documents.ts';
import { chartDocument, ECG, NOTE } from '../support/ehr-documents.ts';
import { type EhrHarness, openEhrHarness } from '../support/ehr-harness.ts';
import { NOW, TENANT } from '../support/event-harness.ts';
import { answered, requestableOrder, SUBMITTING, standInPayer } from '../support/requests.ts';
import { writeFault } from '../support/write-fault.ts';

/** One write fails, before or after it was done: as a process that dies there leaves it. */
const { fault, addFault } = writeFault();

const needs = [NOTE, ECG].map((loinc) => ({ kind: 'document' as const, says: 'A document', loinc }));
/** Knows each message by its identifier, and decides once it has both documents. */
const updated = new Map<string, Set<string>>();
const payer = standInPayer((asked) => {
  harness.time.now = new Date(Date.parse(harness.time.now) + 1_000).toISOString();
  const { trace, documents } = asked.content;
  const known = updated.get(trace.value) ?? new Set();
  updated.set(trace.value, known);
  if (asked.what === 'update' && documents.filter(({ state }) => state === 'attached').length === 2)
    known.add(asked.messageId);
  return known.size
    ? answered(asked, { number: `AUTH-${trace.value.slice(0, 8)}`, window: { start: '2026-11-25', end: '2027-01-14' } })
    : answered(asked, { action: 'pended', caseNumber: 'CASE-9', needs });
});

let harness: EhrHarness;
beforeAll(async () => {
  const submission = { byItself: true, documentsFromEhr: [NOTE, ECG] };
  harness = await openEhrHarness({}, { ...SUBMITTING, submission }, addFault);
  Object.assign(harness.ports, { payerChannels: payer.channel, documents: makeMemoryDocuments() });
  harness.stub.charts.push(...chartDocument('note', NOTE), ...chartDocument('ecg', ECG));
});
afterAll(() => harness.close());

/** From the signed order to the decision; the fault strikes from the hand-over on. Returns how many writes there were. */
const story = async (id: string): Promise<number> => {
  harness.time.now = NOW;
  const armed = fault.at;
  fault.at = 0;
  await harness.receive({ detail: { source: TENANT.source, bundle: requestableOrder(id) } });
  await harness.drain();
  Object.assign(fault, { at: armed, count: 0 });
  for (let round = 1; round <= 5; round++) {
    await harness.relay().catch(() => undefined);
    harness.time.now = new Date(Date.parse(NOW) + round * 3_600_000).toISOString();
  }
  const writes = fault.count;
  fault.at = 0;
  return writes;
};

const outcome = async (id: string) => {
  const order = { source: TENANT.source, orderId: id };
  const [submission, second] = await harness.ports.submissions.ofOrder(TENANT.id, order);
  const record = await harness.record(id);
  return {
    second,
    updates: updated.get(submission?.trace.value ?? '')?.size,
    state: submission?.standing.state,
    left: [submission?.untold.length, submission?.toRecord.length, submission?.findings.length],
    record: record?.state,
    told: submission?.history.filter(({ says }) => says.includes('read in the EHR')).length,
  };
};
const WHOLE = { second: undefined, updates: 1, state: 'decided', left: [0, 0, 0], record: 'approved', told: 1 };

/** A sample of the writes; every one with `KILL_EVERY=1`. */
const EVERY = Number(process.env.KILL_EVERY ?? 6);

test('a process that dies at any write sends the documents once', async () => {
  const writes = await story('whole');
  expect(await outcome('whole')).toEqual(WHOLE);
  expect(writes).toBeGreaterThan(25);
  const broken: unknown[] = [];
  for (let step = 1; step <= writes; step += EVERY) {
    const id = `k-${step}`;
    Object.assign(fault, { at: step, when: 'after' });
    await story(id);
    const done = await outcome(id);
    if (JSON.stringify(done) !== JSON.stringify(WHOLE)) broken.push({ id, ...done });
  }
  expect(broken).toEqual([]);
}, 300_000);
