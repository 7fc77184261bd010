import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { makeMemoryDocuments } from '../../shared/adapters/documents/memory-documents.ts';
import type { PayerChannel } from '../../shared/app/ports/payer-channel.ts';
import { type EventHarness, NOW, openEventHarness, TENANT } from '../support/event-harness.ts';
import { KILLED_PAYERS, type KilledPayer, LOSING_PAYERS } from '../support/loop/killed-payers.ts';
import { requestableOrder } from '../support/requests.ts';
import { died, writeFault } from '../support/write-fault.ts';

const PRACTICE = { name: { organization: 'Heart Practice' }, npi: '2000000028' };

/** One write fails, before or after it was done, or one exchange does: as a process that dies there leaves it. */
const { fault, addFault } = writeFault();

const dying = { at: 'never' as 'never' | 'before' | 'after', count: 0 };
/** The exchange dies before the payer has the message, or after, when nobody knows of it yet. */
const mortal = ({ exchange }: PayerChannel): PayerChannel => ({
  exchange: async (tenant, asked) => {
    if (dying.at === 'before' && ++dying.count === 1) throw died();
    const done = await exchange(tenant, asked);
    if (dying.at === 'after' && ++dying.count === 1) throw died();
    return done;
  },
});

let harness: EventHarness;
let payer: KilledPayer;

/** From the signed order to its decision; the fault strikes while the request is made, sent, asked after and recorded. */
const story = async (id: string): Promise<number> => {
  harness.time.now = NOW;
  const armed = fault.at;
  fault.at = 0;
  await harness.receive({ detail: { source: TENANT.source, bundle: requestableOrder(id) } });
  await harness.drain();
  Object.assign(fault, { at: armed, count: 0 });
  dying.count = 0;
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
    messages: payer.taken.get(submission?.trace.value ?? '')?.size,
    state: submission?.standing.state,
    left: [submission?.untold.length, submission?.toRecord.length, submission?.findings.length],
    record: record?.state,
    numbers: record?.approvals.flatMap(({ number, decision }) => (decision === 'approved' ? [number] : [])).length,
    needs: submission?.standing.state === 'pended' ? submission.standing.needs : undefined,
    // Asked after instead of sent again, it may be decided without having been pended.
    told: types.filter((type) => /Submission(Sent|Decided)|DocumentsAsked/.test(type)).sort(),
  };
};

const WHOLE = {
  second: undefined,
  messages: 1,
  state: 'decided',
  left: [0, 0, 0],
  record: 'approved',
  numbers: 1,
  needs: undefined,
  told: ['SubmissionDecided', 'SubmissionSent'],
};

/** A sample of the writes, another one for each form; all of them in `npm run test:crash`. */
const EVERY = Number(process.env.KILL_EVERY ?? 16);
const FORMS = Object.entries(KILLED_PAYERS).map(([form, open], at) => ({ form, open, first: (3 * at) % EVERY }));

const between = (open: () => Promise<KilledPayer>): void => {
  beforeAll(async () => {
    payer = await open();
    const tenant = { submission: { byItself: true, practice: PRACTICE }, ...payer.tenant };
    harness = await openEventHarness(tenant, addFault);
    const documents = makeMemoryDocuments();
    Object.assign(harness.ports, { documents, payerChannels: mortal(payer.channel({ ...harness.ports, documents })) });
  });
  afterAll(async () => {
    await harness.close();
    await payer.close();
  });
};

/** The same story killed at a sample of its writes: those that did not end as they must. */
const brokenOf = async (first: number, writes: number, whole: object): Promise<readonly unknown[]> => {
  const broken: unknown[] = [];
  // Before a write is after the one before it, but for the first.
  for (let step = first; step <= writes; step += EVERY) {
    const id = `k-${step}`;
    Object.assign(fault, step ? { at: step, when: 'after' } : { at: 1, when: 'before' });
    await story(id);
    const done = await outcome(id);
    if (JSON.stringify(done) !== JSON.stringify(whole)) broken.push({ id, ...done });
  }
  return broken;
};

describe.each(FORMS)('$form', ({ open, first }) => {
  between(open);

  test('a process that dies between any two writes sends once, records once and tells once', async () => {
    const writes = await story('whole');
    expect(await outcome('whole')).toEqual(WHOLE);
    expect(writes).toBeGreaterThan(25);
    expect(await brokenOf(first, writes, WHOLE)).toEqual([]);
  }, 300_000);

  test.each(['before', 'after'] as const)(
    'an exchange that dies %s the payer had it is sent once all the same',
    async (when) => {
      dying.at = when;
      await story(`exchange-${when}`);
      dying.at = 'never';
      // Asked after instead of sent again, it may be decided by then.
      expect(await outcome(`exchange-${when}`)).toEqual(WHOLE);
    },
    30_000,
  );
});

/** As after an answer that came: what is asked for is known, and told once. */
const ASKED = {
  ...WHOLE,
  state: 'pended',
  record: 'submitted',
  numbers: 0,
  needs: [{ kind: 'document', says: expect.any(String), loinc: '11506-3' }],
  told: ['DocumentsAsked', 'SubmissionSent'],
};

describe.each(Object.entries(LOSING_PAYERS))('%s, the answer to a request is lost', (_, open) => {
  between(open);

  test('the payer is asked, and what it waits for is known and told once, whichever write the process dies at', async () => {
    const writes = await story('whole');
    const whole = await outcome('whole');
    expect(whole).toEqual(ASKED);
    expect(await brokenOf(1, writes, whole)).toEqual([]);
  }, 300_000);
});
