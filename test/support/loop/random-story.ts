import { expect } from 'vitest';
import { bookable } from '../../../functions/fhir-api/bookable.ts';
import { makeSecrets } from '../../../shared/adapters/aws/secrets.ts';
import { makeMemoryDocuments } from '../../../shared/adapters/documents/memory-documents.ts';
import { makeAccessTokens } from '../../../shared/adapters/outbound/access-tokens.ts';
import { makeBreaker } from '../../../shared/adapters/outbound/breaker.ts';
import { makeFhirServers } from '../../../shared/adapters/outbound/fhir-servers.ts';
import { makeOutbound } from '../../../shared/adapters/outbound/outbound.ts';
import { makeSendWith } from '../../../shared/adapters/outbound/send-with.ts';
import { makePasChannel } from '../../../shared/adapters/payers/pas-channel.ts';
import type { PayerChannel } from '../../../shared/app/ports/payer-channel.ts';
import { changeSubmission } from '../../../shared/app/submissions/change-submission.ts';
import { prepareRequest } from '../../../shared/app/submissions/prepare-asked.ts';
import { canonicalsOf } from '../../../shared/fhir/canonical.ts';
import type { Part } from '../endpoint-messages.ts';
import { NOW, requestTo, TENANT } from '../event-harness.ts';
import type { Manner } from '../misbehaving-payer.ts';
import { notification } from '../notifications.ts';
import { inquired, type PracticeAndPayer } from '../practice-and-payer.ts';
import { requestableOrder } from '../requests.ts';
import {
  answerOf,
  isForeign,
  isOwn,
  numbersOf,
  type OwnWord,
  type Says,
  type Step,
  VISIT,
  WRONG,
} from './random-words.ts';

const SLOT = {
  resourceType: 'Parameters',
  parameter: [{ name: 'start', valueDateTime: `${VISIT}T09:00:00-05:00` }],
};
/** No answer to a request; to an inquiry, that nothing is on file. */
const NOTHING = { resourceType: 'Bundle', type: 'collection', entry: [] };
const ANSWERING_MINUTES = 300;
const ANSWERING_TIMES = 8;
const isSubmit = ({ path }: { readonly path: string }): boolean => path.endsWith('$submit');
const messageOf = ({ entry }: Part): string => entry[0].resource.identifier[0].value;
const isCancel = (body: Part): boolean => /certificationType[^}]*"code":"3"/.test(JSON.stringify(body.entry[0]));

/** As after a restart: nothing is known of the server, whose rest is by the clock of the story. */
const openChannel = ({ ports, time }: PracticeAndPayer, documents: ReturnType<typeof makeMemoryDocuments>) => {
  const outbound = makeOutbound({ privateOrigins: ['http://127.0.0.1:*'] });
  const ownSecrets = makeSecrets(Date.now);
  const sendWith = makeSendWith(ownSecrets, Date.now);
  const tokens = makeAccessTokens({ secrets: ownSecrets, outbound, sendWith, now: Date.now });
  const servers = makeFhirServers({ outbound, breaker: makeBreaker(() => Date.parse(time.now)), tokens, sendWith });
  return makePasChannel({ servers, settings: ports.settings, documents, canonicals: canonicalsOf() });
};

/** The first exchange ends the process, before the payer has the message or after, when nobody knows of it yet. */
const mortal = ({ exchange }: PayerChannel, dies: 'never' | 'before' | 'after'): PayerChannel => {
  let left = dies === 'never' ? 0 : 1;
  return {
    exchange: async (...asked) => {
      const isLast = left-- > 0;
      if (isLast && dies === 'before') throw new Error('the process died');
      const done = await exchange(...asked);
      if (isLast) throw new Error('the process died');
      return done;
    },
  };
};

/**
 * One order with a payer that says what the steps say, checked after each of them against what a reference knows: the words that came, and how
 * often a message may be sent.
 * @returns whether the visit may go ahead in the end
 */
export const playStory = async (both: PracticeAndPayer, story: string, steps: readonly Step[]): Promise<boolean> => {
  const order = { source: TENANT.source, orderId: story };
  const caller = { tenant: (await both.ports.settings.tenant(TENANT.id))!, source: TENANT.source, by: 'person' };
  const documents = makeMemoryDocuments();
  const heard = new Set<OwnWord>();
  /** By the name of the message: its text, how often it came, and how often the payer said that it had nothing on file. */
  const sent = new Map<string, { readonly body: Part; times: number }>();
  const excused = new Map<string, number>();
  const notices: object[] = [];
  let isWithdrawn = false;
  let minutes = 0;

  const restart = (): void => void Object.assign(both.ports, { payerChannels: openChannel(both, documents) });
  const later = (more: number): void => {
    minutes += more;
    both.time.now = new Date(Date.parse(NOW) + minutes * 60_000).toISOString();
  };
  const now = async () => (await both.ports.submissions.ofOrder(TENANT.id, order))[0];

  /** An inquiry is named after the message it asks about. */
  const excuse = (inquiry: Part): void => {
    const about = messageOf(inquiry).replace(/-q\d+$/, '');
    excused.set(about, (excused.get(about) ?? 0) + 1);
  };
  const reply = (says: Says, asked: Part): Part => {
    const isInquiry = !isSubmit(both.payer.calls.at(-1)!);
    if (says === 'refused') return { resourceType: 'OperationOutcome', issue: [{ severity: 'error', code: 'value' }] };
    // All it has, and none of it ours.
    if (isInquiry && (says === 'nothing' || says === 'queued' || says === 'other-trace')) excuse(asked);
    if (isOwn(says)) heard.add(says);
    if (!isOwn(says) && !isForeign(says))
      return isInquiry && says === 'nothing' ? { resourceType: 'Parameters' } : NOTHING;
    const bundle = answerOf(says, asked, story);
    return isInquiry ? inquired(bundle) : bundle;
  };
  const mannerOf = (says: Says): Manner => {
    if (says === 'busy') return { is: 'answers', status: 429, headers: { 'retry-after': '60' }, body: '' };
    if (says === 'down') return { is: 'answers', status: 503, body: 'down' };
    if (says === 'half') return { is: 'half', body: NOTHING };
    return { is: 'replies', to: (asked) => reply(says, asked) };
  };

  const relay = async (): Promise<void> => {
    await both.relay().catch(() => undefined);
    await both.drain();
    for (const { body } of both.payer.calls.filter(isSubmit)) {
      const id = messageOf(body);
      const before = sent.get(id);
      // One name, one message.
      if (before) expect(body).toEqual(before.body);
      sent.set(id, { body, times: (before?.times ?? 0) + 1 });
    }
    both.payer.calls.length = 0;
  };
  const notified = async (body: object, isForged = false): Promise<void> => {
    both.payer.plays(mannerOf('down'));
    expect(await both.deliverNotice(body, isForged ? { secret: 'guessed' } : {})).toBe(isForged ? 401 : 202);
  };

  const play = async (step: Step): Promise<void> => {
    const asked = [...sent.values()].at(-1)?.body;
    if (step.do === 'pass') {
      later(step.minutes);
      both.payer.plays(...step.says.map(mannerOf));
      const { payerChannels } = both.ports;
      Object.assign(both.ports, { payerChannels: mortal(payerChannels, step.dies) });
      await relay();
      Object.assign(both.ports, { payerChannels });
      return;
    }
    if (step.do === 'notice' && asked) {
      const focus = 'https://payer.example/r4/Bundle/b1';
      const entries = [{ fullUrl: focus, resource: { ...answerOf(step.says, asked, story), id: 'b1' } }];
      const count = notices.length + 1;
      const event = { number: count, focus, timestamp: both.time.now };
      const body = notification(`sub-${story}`, 'event-notification', count, [event], entries);
      if (!step.isForged) {
        if (isOwn(step.says)) heard.add(step.says);
        notices.push(body);
      }
      for (let left = step.isTwice ? 2 : 1; left > 0; left--) await notified(body, step.isForged);
    }
    if (step.do === 'late-notice' && notices[0]) await notified(notices[0]);
    if (step.do === 'document') {
      const document = { name: `note-${minutes}`, state: 'attached', contentType: 'text/plain' } as const;
      const given = { documents: [document] };
      await prepareRequest({ ...order, given }, { ...caller, receivedAt: both.time.now }, both.ports);
    }
    const one = step.do === 'withdraw' ? await now() : undefined;
    if (one) {
      const command = { kind: 'withdraw', at: both.time.now, by: 'person' } as const;
      await changeSubmission(TENANT.id, order, one.id, () => command, both.ports);
      isWithdrawn = true;
    }
    if (step.do === 'restart') restart();
    later(3);
    both.payer.plays(mannerOf('down'));
    await relay();
  };

  const told = (): Readonly<Record<string, number>> => {
    const types = new Map<string, string>();
    for (const { id, type, detail } of both.published)
      if (detail.order === `ServiceRequest/${story}`) types.set(id, type);
    const count: Record<string, number> = {};
    for (const type of types.values()) count[type] = (count[type] ?? 0) + 1;
    return count;
  };

  /** Which words must have come for what is said now; whether the visit may go ahead. */
  const check = async (): Promise<boolean> => {
    const record = (await both.record(story))!;
    expect(JSON.stringify(record)).not.toContain(WRONG);
    const words = Object.entries(numbersOf(story)).filter(([word]) => heard.has(word as OwnWord));
    const numbers = record.approvals.flatMap((one) => (one.decision === 'approved' ? [one.number] : []));
    expect(words.map(([, number]) => number)).toEqual(expect.arrayContaining([...new Set(numbers)]));
    const slot = await bookable(
      { ...requestTo('bookable', { id: story }, SLOT), receivedAt: both.time.now },
      both.harness,
    );
    const says = JSON.stringify(slot.body);
    const isGoAhead =
      /"valueCode":"yes"/.test(says) || record.bookable === 'yes' || record.advice === 'proceed-authorized';
    const isApproved = heard.has('certified');
    expect({ isGoAhead, isApproved }).not.toEqual({ isGoAhead: true, isApproved: false });
    if (record.state === 'approved') expect(words.length).toBeGreaterThan(0);
    if (record.state === 'denied') expect([...heard]).toContain('denied');
    const { state = 'none' } = (await now())?.standing ?? {};
    const may: Readonly<Record<string, boolean>> = {
      decided: words.length > 0 || heard.has('denied'),
      pended: heard.has('pended'),
      withdrawn: isWithdrawn,
    };
    expect({ state, may: may[state] ?? true }).toEqual({ state, may: true });
    // Taken back twice is taken back.
    for (const [id, { body, times }] of sent)
      if (!isCancel(body)) expect({ id, isOften: times > 1 + (excused.get(id) ?? 0) }).toEqual({ id, isOften: false });
    return isGoAhead;
  };

  both.time.now = NOW;
  restart();
  const dated = requestableOrder(story, ({ entry = [] }) => {
    for (const { resource } of entry)
      if (resource?.resourceType === 'ServiceRequest') resource.occurrenceDateTime = VISIT;
  });
  await both.receive({ detail: { source: TENANT.source, bundle: dated } });
  await both.drain();
  for (const step of steps) {
    await play(step);
    await check();
  }
  // A payer that answers at last: nothing is lost, and all of it is told once.
  for (let left = ANSWERING_TIMES; left > 0; left--)
    await play({ do: 'pass', minutes: ANSWERING_MINUTES, says: ['certified', 'certified'], dies: 'never' });
  const isGoAhead = await check();
  const all = await both.ports.submissions.ofOrder(TENANT.id, order);
  expect(all.length).toBe(1);
  const [last] = all;
  if (!isWithdrawn) expect(['sent', 'acknowledged', 'pended']).not.toContain(last?.standing.state);
  expect([last?.untold.length, last?.toRecord.length]).toEqual([0, 0]);
  const { SubmissionSent = 0, SubmissionDecided = 0 } = told();
  expect(SubmissionSent).toBe(last?.messages);
  if (last?.standing.state === 'decided') expect(SubmissionDecided).toBeGreaterThan(0);
  return isGoAhead;
};
