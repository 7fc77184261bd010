import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { tenantId } from '../../shared/app/keys/tenant-id.ts';
import type { AuthorizationStore } from '../../shared/app/ports/authorization-store.ts';
import { type EndpointHarness, openEndpointHarness } from '../support/endpoint-harness.ts';
import { bundle, cpt, decisionMessage, order, orderMessage, type Part } from '../support/endpoint-messages.ts';

/** What happens in the middle of a call: before a record is written, before the answer behind it is read. */
const between: { commit?: () => Promise<unknown>; answer?: () => Promise<unknown> } = {};
const interrupted = (store: AuthorizationStore): AuthorizationStore => {
  const once = async (name: keyof typeof between) => {
    const work = between[name];
    delete between[name];
    await work?.();
  };
  return {
    ...store,
    answer: async (...args) => {
      await once('answer');
      return store.answer(...args);
    },
    commit: async (...args) => {
      await once('commit');
      return store.commit(...args);
    },
  };
};

let harness: EndpointHarness;
beforeAll(async () => {
  harness = await openEndpointHarness((opened) => ({
    ...opened,
    ports: { ...opened.ports, authorizations: interrupted(opened.ports.authorizations) },
  }));
});
afterAll(() => harness.close());
beforeEach(() => {
  delete between.answer;
  delete between.commit;
});

const post = (path: string, body: unknown) => harness.ways.direct({ method: 'POST', path, body });
const assess = (body: unknown) => post('/r4/ServiceRequest/$assess', body);
const decide = (orderId: string, decision: string, more: Parameters<typeof decisionMessage>[1] = {}) =>
  post(`/r4/ServiceRequest/${orderId}/$record-decision`, decisionMessage(decision, more));
const recordOf = async (orderId: string) =>
  (await harness.ports.authorizations.load(tenantId('clinic'), [{ source: 'north', orderId }], [])).records[0]!;

test('of many decisions at once none is lost', async () => {
  await assess(orderMessage('many'));
  const minutes = Array.from({ length: 8 }, (_, n) => `2026-06-01T08:${String(n).padStart(2, '0')}:00Z`);
  const replies = await Promise.all(
    minutes.map((time, n) =>
      decide('many', n % 2 ? 'denied' : 'approved', { number: ['String', `N-${n}`], receivedAt: ['DateTime', time] }),
    ),
  );
  expect(new Set(replies.map(({ status }) => status))).toEqual(new Set([200]));
  const record = await recordOf('many');
  expect(record.approvals.map(({ number }) => number).sort()).toEqual(minutes.map((_, n) => `N-${n}`).sort());
  expect(record).toMatchObject({ version: 9 });
  expect(record.history.map(({ version }) => version)).toEqual(Array.from({ length: 9 }, (_, n) => 9 - n));
}, 30_000);

test('of two contradictory decisions at once one is recorded, the other refused', async () => {
  await assess(orderMessage('contrary'));
  const replies = await Promise.all([decide('contrary', 'approved'), decide('contrary', 'denied')]);
  expect(replies.map(({ status }) => status).sort()).toEqual([200, 409]);
  expect((await recordOf('contrary')).approvals).toHaveLength(1);
});

test.each(['answer', 'commit'] as const)(
  'an order that changes before the %s keeps its new content',
  async (moment) => {
    const id = `changed-before-${moment}`;
    await assess(orderMessage(id));
    between[moment] = () =>
      assess(
        orderMessage(id, (changed) => {
          changed.code = cpt('93350');
        }),
      );
    expect(await decide(id, 'approved', { number: ['String', `C-${moment}`] })).toMatchObject({ status: 200 });
    const record = await recordOf(id);
    expect(record).toMatchObject({ version: 3, codes: ['93350'], approvals: [{ number: `C-${moment}` }] });
    expect(record.history.map(({ what }) => what)).toEqual(['decision-recorded', 'reassessed', 'assessed']);
  },
);

test('a decision leaves the orders alone that came in the same message', async () => {
  const both = orderMessage('first');
  const second = order('second');
  await assess({ ...both, entry: [...both.entry, ...bundle(second).entry] });
  await assess(
    orderMessage('second', (changed) => {
      changed.code = cpt('93350');
    }),
  );
  const before = await recordOf('second');
  await decide('first', 'approved', { number: ['String', 'F-1'] });
  expect(await recordOf('second')).toEqual(before);
  expect(await recordOf('first')).toMatchObject({ version: 2, state: 'approved' });
});

test('a number whose record was never written keeps nobody else from it for long', async () => {
  await assess(orderMessage('died'));
  await assess(orderMessage('other', () => undefined, 'p2'));
  between.commit = () => Promise.reject(Object.assign(new Error('gone'), { name: 'TimeoutError' }));
  const number = ['String', 'K-1'] as const;
  expect(await decide('died', 'approved', { number })).toMatchObject({ status: 503, headers: { 'retry-after': '1' } });
  expect(await recordOf('died')).toMatchObject({ version: 1, approvals: [] });
  expect(await decide('other', 'approved', { number })).toMatchObject({ status: 409 });
  harness.time.now = '2026-06-01T15:01:00.000Z';
  expect(await decide('other', 'approved', { number })).toMatchObject({ status: 200 });
  const { body } = await decide('died', 'approved', { number });
  expect(body.issue.map(({ code }: Part) => code)).toEqual(['conflict']);
});
