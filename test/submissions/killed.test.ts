import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { ToSend } from '../../shared/app/ports/payer-channel.ts';
import { type EventHarness, NOW, openEventHarness, TENANT } from '../support/event-harness.ts';
import { answered, requestableOrder, SUBMITTING } from '../support/requests.ts';

/** One write fails, before or after it was done, or one exchange does: as a process that dies there leaves it. */
const fault = { at: 0, when: 'before' as 'before' | 'after', count: 0 };
const died = () => Object.assign(new Error('the process died'), { name: 'Died', $metadata: {} });
const isWrite = (name: unknown) => /^(Put|Update|BatchWrite|Delete)/.test(String(name));
const addFault = (client: DynamoDBDocumentClient): void =>
  client.middlewareStack.add(
    (next, context) => async (args) => {
      const fails = isWrite(context.commandName) && ++fault.count === fault.at;
      if (fails && fault.when === 'before') throw died();
      const done = await next(args);
      if (fails) throw died();
      return done;
    },
    { step: 'initialize', name: 'requestFault' },
  );

/** A payer that knows each message by its identifier: the same again is the same request. It pends first, and decides when asked. */
const taken = new Map<string, Set<string>>();
const at = (asked: ToSend): string => asked.content.trace.value;
const payer = { dies: 'never' as 'never' | 'before' | 'after', count: 0 };
const exchange = async (_tenant: string, asked: ToSend) => {
  if (payer.dies === 'before' && ++payer.count === 1) throw died();
  const known = taken.get(at(asked)) ?? new Set();
  if (asked.what === 'submit') taken.set(at(asked), known.add(asked.messageId));
  if (payer.dies === 'after' && ++payer.count === 1) throw died();
  const response =
    asked.what === 'submit'
      ? answered(asked, { action: 'pended', caseNumber: `CASE-${at(asked).slice(0, 6)}` })
      : known.size
        ? answered(asked, { number: `AUTH-${at(asked).slice(0, 8)}` })
        : { is: 'rejected' as const, rejections: [{ code: '75', followUp: 'stop' as const, says: 'Not on file.' }] };
  return { sent: asked.messageId, received: JSON.stringify(response), response };
};

let harness: EventHarness;
beforeAll(async () => {
  harness = await openEventHarness(SUBMITTING, addFault);
  Object.assign(harness.ports, { payerChannels: { exchange } });
});
afterAll(() => harness.close());

/** From the signed order to its decision; the fault strikes while the request is made, sent, asked after and recorded. */
const story = async (id: string): Promise<number> => {
  harness.time.now = NOW;
  const armed = fault.at;
  fault.at = 0;
  await harness.receive({ detail: { source: TENANT.source, bundle: requestableOrder(id) } });
  await harness.drain();
  Object.assign(fault, { at: armed, count: 0 });
  payer.count = 0;
  for (let round = 1; round <= 6; round++) {
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
  const events = harness.published.filter(({ detail }) => detail.order === `ServiceRequest/${id}`);
  const types = [...new Map(events.map((event) => [event.id, event.type])).values()];
  return {
    second,
    messages: taken.get(submission?.trace.value ?? '')?.size,
    state: submission?.standing.state,
    left: [submission?.untold.length, submission?.toRecord.length, submission?.findings.length],
    record: record?.state,
    numbers: record?.approvals.flatMap(({ number, decision }) => (decision === 'approved' ? [number] : [])).length,
    // Asked after instead of sent again, it may be decided without having been pended.
    told: types.filter((type) => /Submission(Sent|Decided)/.test(type)).sort(),
  };
};

const WHOLE = {
  second: undefined,
  messages: 1,
  state: 'decided',
  left: [0, 0, 0],
  record: 'approved',
  numbers: 1,
  told: ['SubmissionDecided', 'SubmissionSent'],
};

test('a process that dies between any two writes sends once, records once and tells once', async () => {
  const writes = await story('whole');
  expect(await outcome('whole')).toEqual(WHOLE);
  expect(writes).toBeGreaterThan(25);
  const broken: unknown[] = [];
  // Before a write is after the one before it, but for the first.
  for (let step = 0; step <= writes; step++) {
    const id = `k-${step}`;
    Object.assign(fault, step ? { at: step, when: 'after' } : { at: 1, when: 'before' });
    await story(id);
    const done = await outcome(id);
    if (JSON.stringify(done) !== JSON.stringify(WHOLE)) broken.push({ id, ...done });
  }
  expect(broken).toEqual([]);
}, 300_000);

test.each(['before', 'after'] as const)(
  'an exchange that dies %s the payer had it is sent once all the same',
  async (dies) => {
    payer.dies = dies;
    await story(`exchange-${dies}`);
    payer.dies = 'never';
    expect(await outcome(`exchange-${dies}`)).toEqual({
      ...WHOLE,
      // Asked after instead of sent again, it is decided by then.
      told: dies === 'after' ? ['SubmissionDecided', 'SubmissionSent'] : WHOLE.told,
    });
  },
);
