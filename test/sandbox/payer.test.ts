import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { SANDBOX_PAYER_TENANT } from '../../infra/local/environment.ts';
import { moveClock } from '../../infra/local/sandbox/move-clock.ts';
import { practiceOutcomes, practiceScript } from '../../infra/local/sandbox/practice-script.ts';
import { NOW } from '../support/endpoint-harness.ts';
import { pasCancel } from '../support/pas-messages.ts';
import { numbersOf, responseOf } from '../support/payer-desk.ts';
import {
  asMember,
  inquiryOf,
  memberOf,
  openPractice,
  type Practice,
  requestOf,
  secondsAfter,
  wordOf,
} from './payer-harness.ts';

let practice: Practice;
beforeAll(async () => {
  practice = await openPractice();
});
afterAll(() => practice.close());

const OUTCOMES = practiceOutcomes();
const MEMBERS = practiceScript().members;
/** Later than any decision of the script but the one that takes days. */
const LATER_SECONDS = 400;

const told = async (id: string): Promise<string> => {
  const { body } = await practice.inquire(inquiryOf(id));
  return wordOf({ status: 200, body: body.parameter[0].resource });
};
const requestOnFile = async (id: string) => {
  const { body } = await practice.inquire(inquiryOf(id));
  return practice.ports.reviews.get(SANDBOX_PAYER_TENANT, responseOf(body.parameter[0].resource).id);
};

describe('each member brings out what its row says', () => {
  test.each(MEMBERS.map(({ id }) => [id]))('%s', async (id) => {
    const { first = '', later, after } = OUTCOMES[id] ?? {};
    practice.time.now = NOW;
    const [at, then] = first.split(', then ');
    expect(wordOf(await practice.submit(requestOf(id, `row-${id}`)))).toBe(at);
    if (then) {
      practice.time.now = secondsAfter(NOW, 30);
      expect(wordOf(await practice.submit(requestOf(id, `row-${id}`)))).toBe(then);
    }
    if (!later) return;
    await practice.relayAt(secondsAfter(NOW, 5));
    expect(await told(id)).toBe(at);
    const hours = Number(/^(\d+) hours$/.exec(after ?? '')?.[1] ?? 0);
    await practice.relayAt(secondsAfter(NOW, hours * 3_600 + LATER_SECONDS));
    expect(await told(id)).toBe(later);
  });

  test('and the table names no other', () => expect(Object.keys(OUTCOMES)).toEqual(MEMBERS.map(({ id }) => id)));
});

test('what is refused has the act of the scripted reviewer on file, and says whose it is', async () => {
  practice.time.now = NOW;
  const { body } = await practice.submit(requestOf('deny', 'act-1'));
  const response = responseOf(body);
  const request = await practice.ports.reviews.get(SANDBOX_PAYER_TENANT, response.id);
  expect(request?.history.map(({ kind }) => kind)).toEqual(['received', 'reviewed']);
  expect(request?.history[1]).toMatchObject({ by: 'sandbox-script' });
  const text = JSON.stringify(response);
  expect(text).toContain('"url":"wasHumanReviewedFlag","valueBoolean":true');
  expect(text).toContain('A script of the sandbox stands in for the reviewer; no payer decided.');
  expect(text).toContain('HTEST');
});

test('what is certified is marked as a test of a script, and its number as one of a test', async () => {
  const { body } = await practice.submit(requestOf('approve', 'mark-1'));
  expect(JSON.stringify(body)).toContain('Answered by the script of a sandbox; no payer decided.');
  expect(numbersOf(body)[0]).toMatch(/^TEST-[0-9A-F]{6}-/);
});

test('a lost answer is found by the same request again, with one number', async () => {
  practice.time.now = secondsAfter(NOW, 120);
  expect((await practice.submit(requestOf('lost-answer', 'lost-1'))).status).toBe(503);
  const onFile = await requestOnFile('lost-answer');
  practice.time.now = secondsAfter(NOW, 155);
  const { body } = await practice.submit(requestOf('lost-answer', 'lost-1'));
  const [item] = onFile?.items ?? [];
  expect(numbersOf(body)).toEqual([item && 'number' in item.state ? item.state.number : undefined]);
});

test('of an outage nothing is stored', async () => {
  practice.time.now = secondsAfter(NOW, 120);
  const before = await practice.scan();
  expect((await practice.submit(requestOf('outage', 'out-1'))).status).toBe(503);
  const asked = (all: readonly string[]) => all.filter((one) => /"pk":"[^"]*#UM|"pk":"UM/.test(one));
  expect(asked(await practice.scan())).toEqual(asked(before));
});

describe('a decision that comes later', () => {
  test('is in the audit trail, by the schedule that made it', async () => {
    practice.time.now = secondsAfter(NOW, 500);
    await practice.submit(requestOf('pend-approve', 'audited-1'));
    await practice.relayAt(secondsAfter(NOW, 520));
    const made = (
      await practice.ports.audit.find(SANDBOX_PAYER_TENANT, { agent: 'intent-relay', limit: 50 })
    ).items.map(({ about, action }) => [about, action]);
    const id = responseOf((await practice.submit(requestOf('pend-approve', 'audited-1'))).body).id;
    expect(made).toContainEqual([`Prior authorization request ${id}`, 'U']);
  });

  test('is the same again for the same trace number, whenever it is sent', async () => {
    const spans: string[] = [];
    for (const now of [NOW, secondsAfter(NOW, 7_200)]) {
      const other = await openPractice();
      other.time.now = now;
      await other.submit(requestOf('pend-latency', 'drawn-1'));
      const waiting = await Promise.all(
        Array.from({ length: other.ports.outbox.shards }, (_, shard) =>
          other.ports.outbox.due('UMACT', shard, '9999', 9),
        ),
      );
      const [found] = waiting.flat();
      spans.push(String(Date.parse(found?.delivery.notBefore ?? '') - Date.parse(now)));
      await other.close();
    }
    expect(spans[0]).toMatch(/^\d{4,6}$/);
    expect(spans[1]).toBe(spans[0]);
  });

  test('does not come for what was cancelled before', async () => {
    practice.time.now = secondsAfter(NOW, 1_000);
    await practice.submit(requestOf('pend-deny', 'gone-1'));
    await practice.submit(
      (() => {
        const cancel = pasCancel('gone-1', 'gone-2');
        asMember(memberOf('pend-deny'))(cancel.entry[0].resource, cancel);
        return cancel;
      })(),
    );
    await practice.relayAt(secondsAfter(NOW, 1_100));
    const { body } = await practice.submit(requestOf('pend-deny', 'gone-1'));
    expect(wordOf({ status: 200, body })).toBe('C');
  });

  test('comes at once when the clock is moved past it, at the instant it was due; the rest comes sooner', async () => {
    const moving = await openPractice();
    const move = (input: object) =>
      moveClock(
        () => moving.harness,
        () => undefined,
      )({ Tenant: 'sandbox', ...input });
    const { body } = await moving.submit(requestOf('pend-days', 'days-1'));
    const { id } = responseOf(body);
    const state = async () => (await moving.ports.reviews.get(SANDBOX_PAYER_TENANT, id))?.items[0]?.state.is;
    await move({ Hours: 47 });
    expect(await state()).toBe('pended');
    await moving.relayAt(secondsAfter(NOW, 3_599));
    expect(await state()).toBe('pended');
    await moving.relayAt(secondsAfter(NOW, 3_601));
    expect(await state()).toBe('certified');
    const second = await moving.submit(requestOf('pend-days', 'days-2'));
    await move({ Hours: 100 });
    const later = await moving.ports.reviews.get(SANDBOX_PAYER_TENANT, responseOf(second.body).id);
    expect([later?.items[0]?.state.is, later?.updatedAt]).toEqual([
      'certified',
      secondsAfter(NOW, 3_601 + (47 + 48) * 3_600),
    ]);
    await moving.close();
  });
});
