import { UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { keys } from '../../shared/adapters/dynamodb/table.ts';
import { getItem } from '../../shared/adapters/dynamodb/table-access.ts';
import { kindOf, MESSAGE_KINDS, messageId } from '../../shared/app/inbox/message-kinds.ts';
import { queueHook } from '../../shared/app/inbox/queue-hook.ts';
import { receiveMessage } from '../../shared/app/inbox/receive-message.ts';
import { listDead, redrive } from '../../shared/app/inbox/redrive.ts';
import type { Pointer } from '../../shared/app/ports/pointer.ts';
import { startSimulation } from '../../shared/app/rule-packs/start-simulation.ts';
import { appointment } from '../support/appointments.ts';
import { type EventHarness, NOW, openEventHarness, TENANT } from '../support/event-harness.ts';
import { orderBundle } from '../support/orders.ts';

let harness: EventHarness;
beforeAll(async () => {
  harness = await openEventHarness();
});
afterAll(() => harness.close());
beforeEach(() => {
  harness.logged.length = 0;
  harness.deadLetters.sent.length = 0;
});

const { source } = TENANT;
const rowOf = ({ tenant, id }: Pointer) => getItem(harness.table.table, keys.inbox(tenant, id));
const setKind = ({ tenant, id }: Pointer, kind?: string) =>
  harness.table.client.send(
    new UpdateCommand({
      TableName: harness.table.table.tableName,
      Key: keys.inbox(tenant, id),
      UpdateExpression: kind ? 'SET kind = :kind' : 'REMOVE kind',
      ...(kind ? { ExpressionAttributeValues: { ':kind': kind } } : {}),
    }),
  );
const logged = () => harness.logged.map((line): string => JSON.parse(line).event);

/** Puts one message of a kind into the inbox and answers its pointer. */
const received: Readonly<Record<(typeof MESSAGE_KINDS)[number], (id: string) => Promise<Pointer>>> = {
  order: async (id) => {
    await harness.receive({ id, detail: { source, bundle: orderBundle(id) } });
    return harness.queue.sent.at(-1)!;
  },
  visit: async (id) => {
    const resource = appointment(id, 'no-order-of-ours', '2026-12-09T09:00:00-05:00');
    await harness.receive({ id, 'detail-type': 'FHIR Appointment', detail: { source, resource } });
    return harness.queue.sent.at(-1)!;
  },
  hook: async (id) => {
    const body = JSON.stringify({ hook: 'order-sign', whatIf: true, message: orderBundle(id) });
    await queueHook({ tenant: TENANT.id, source, receivedAt: NOW, body }, harness.ports);
    return harness.queue.sent.at(-1)!;
  },
  notice: async (id) => {
    const body = JSON.stringify({ source, reference: `ClaimResponse/${id}` });
    return receiveMessage({ kind: 'notice', id, source, body }, harness.ports);
  },
  simulation: async (id) => {
    const pack = { id, version: '1.0.0', hash: id };
    const tenant = (await harness.ports.settings.tenant(TENANT.id))!;
    await harness.ports.rulePacks.put(TENANT.id, { ...pack, uploaded: { by: 'a', at: NOW } }, '{}', {
      payers: [],
      findings: [],
      changes: [],
    });
    await startSimulation(pack, { tenant, by: 'a', at: NOW }, harness.ports);
    return harness.queue.sent.at(-1)!;
  },
};
const DONE = {
  order: 'order-answered',
  visit: 'visit-recorded',
  hook: 'hook-finished',
  simulation: 'rules-simulated',
  notice: 'notice-asked',
} as const;

describe.each(MESSAGE_KINDS)('a message about: %s', (kind) => {
  test('is stored with its kind, under an id by which the release before knows it too', async () => {
    const pointer = await received[kind](`stored-${kind}`);
    expect((await rowOf(pointer))?.kind).toBe(kind);
    expect(pointer.id).toMatch(kind === 'order' ? /^[0-9a-f]{40}$/ : new RegExp(`^${kind}-[0-9a-f]{40}$`));
    expect(kindOf({ id: pointer.id })).toBe(kind);
    expect(messageId(kind, pointer.id.replace(`${kind}-`, ''))).toBe(pointer.id);
    expect(await harness.drain()).toEqual([]);
    expect(logged()).toContain(DONE[kind]);
  });

  test('of the release before, which stored no kind, is done by its id', async () => {
    const pointer = await received[kind](`before-${kind}`);
    await setKind(pointer);
    expect(await rowOf(pointer)).not.toHaveProperty('kind');
    expect(await harness.drain()).toEqual([]);
    expect(logged()).toContain(DONE[kind]);
    expect((await rowOf(pointer))?.messageState).toBe('done');
  });

  test('goes by the stored kind where both say something', async () => {
    const pointer = await received[kind](`both-${kind}`);
    const other = kind === 'visit' ? 'order' : 'visit';
    await setKind(pointer, other);
    await harness.drain();
    expect(harness.deadLetters.sent).toEqual([pointer]);
    expect((await rowOf(pointer))?.problem).toBe('structure');
  });
});

test('a kind this release does not know is a dead letter with its reason, kept whole, and done once it is known', async () => {
  const pointer = await received.order('of-tomorrow');
  await setKind(pointer, 'review-request');
  await harness.drain();
  expect(harness.deadLetters.sent).toEqual([pointer]);
  expect(harness.logged.join()).toContain('"problem":"not-supported kind"');
  const row = await rowOf(pointer);
  expect(row).toMatchObject({ messageState: 'dead', problem: 'not-supported', kind: 'review-request' });
  expect(await harness.ports.inbox.get(pointer.tenant, pointer.id)).toMatchObject({
    body: JSON.stringify({ source, bundle: orderBundle('of-tomorrow') }),
  });
  await harness.ports.deadLetterList.add(pointer, NOW);
  const [letter] = await listDead(harness.ports);
  expect(letter).toMatchObject({ ...pointer, kind: 'message', problem: 'not-supported' });
  await setKind(pointer, 'order');
  await redrive(letter!, harness.ports);
  expect(await harness.drain()).toEqual([]);
  expect(await harness.record('of-tomorrow')).toMatchObject({ version: 1 });
});
