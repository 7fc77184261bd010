import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { tenantId } from '../../shared/app/keys/tenant-id.ts';
import type { TenantId } from '../../shared/core/model/keys/tenant-id.ts';
import { handleMessage } from '../../shared/handlers/events/handle-message.ts';
import { writePack } from '../../shared/rule-files/packs/rule-pack.ts';
import { TENANT } from '../support/endpoint-harness.ts';
import { deathsOf } from '../support/fault-places.ts';
import { askPlan, openPackDesk, type PackAgent, type PackDesk } from '../support/pack-desk.ts';

/**
 * What is stored of rule packs, of their simulations and of the messages these go on by fails once, before or after it was written: as a
 * process that dies there leaves it.
 */
const fault = { at: 0, when: 'before' as 'before' | 'after', count: 0 };
const isWrite = (name: unknown) => /^(Put|Update|BatchWrite)/.test(String(name));
const addFault = (client: DynamoDBDocumentClient): void =>
  client.middlewareStack.add(
    (next, context) => async (args) => {
      const isMeant =
        isWrite(context.commandName) && /"T#[^"]*#(?:RULEPACKS?|RULESIM|INBOX)[#"]/.test(JSON.stringify(args.input));
      const fails = isMeant && ++fault.count === fault.at;
      const died = () => Object.assign(new Error('the process died'), { name: 'Died', $metadata: {} });
      if (fails && fault.when === 'before') throw died();
      const done = await next(args);
      if (fails) throw died();
      return done;
    },
    { step: 'initialize', name: 'packFault' },
  );

let desk: PackDesk;
beforeAll(async () => {
  desk = await openPackDesk(addFault);
});
afterAll(() => desk.close());

type Step = readonly [PackAgent, string, unknown?];
const PATH = '/rules/packs/own';
const STORY: readonly Step[] = [
  ['author', '/rules/packs', writePack(askPlan('1.0.0'))],
  ['author', `${PATH}/1.0.0/simulate`],
  ['approver', `${PATH}/1.0.0/approve`],
  ['approver', `${PATH}/1.0.0/activate`],
  ['author', '/rules/packs', writePack(askPlan('2.0.0'))],
  ['approver', `${PATH}/2.0.0/approve`],
  ['approver', `${PATH}/2.0.0/activate`],
  ['approver', `${PATH}/2.0.0/roll-back`],
  ['approver', `${PATH}/1.0.0/roll-back`],
];
/** Which pack answers after each step. */
const ANSWERED_BY = [
  undefined,
  undefined,
  undefined,
  'own|1.0.0',
  'own|1.0.0',
  'own|1.0.0',
  'own|2.0.0',
  'own|1.0.0',
  undefined,
];

/** Each message of the queue, delivered again where its process died. */
const deliver = async (): Promise<number> => {
  let deaths = 0;
  for (let next = desk.queued.shift(); next; next = desk.queued.shift())
    try {
      await handleMessage(next, desk.harness);
    } catch {
      deaths += 1;
      desk.queued.unshift(next);
    }
  return deaths;
};
const statusOf = (path: string): number => (path === '/rules/packs' ? 201 : path.endsWith('/simulate') ? 202 : 200);

/** The story, each call repeated by its caller until it is answered; after a death, by a process that knows nothing. */
const play = async (tenant: TenantId, asks = false) => {
  await desk.assess('before', tenant);
  fault.count = 0;
  let deaths = 0;
  const answeredBy: unknown[] = [];
  for (const [index, [agent, path, body]] of STORY.entries()) {
    let { status } = await desk.call(agent, 'POST', path, body, tenant);
    if (status >= 500) {
      deaths += 1;
      desk.refresh();
      const { pack } = await desk.assess(`died-${index}`, tenant);
      expect([ANSWERED_BY[index - 1], ANSWERED_BY[index]]).toContain(pack);
      ({ status } = await desk.call(agent, 'POST', path, body, tenant));
    }
    expect([path, status]).toEqual([path, statusOf(path)]);
    deaths += await deliver();
    if (asks) answeredBy.push((await desk.assess(`step-${index}`, tenant)).pack);
  }
  const { body } = await desk.call('approver', 'GET', '/rules/packs', undefined, tenant);
  const found = await desk.call('author', 'GET', `${PATH}/1.0.0/simulation`, undefined, tenant);
  const { state, orders, unread, kinds } = found.body;
  // Orders that were asked beside the story differ from one run to the next; each flips, and counts once.
  const flips = kinds['pa-pend-info → ask-plan'];
  return {
    deaths,
    answeredBy,
    packs: body.packs,
    simulation: { state, unread, isWhole: orders > 0 && flips === orders },
  };
};

const open = async (name: string): Promise<TenantId> => {
  const id = tenantId(name);
  await desk.ports.settings.put({ ...TENANT, id, sources: [{ id: `${name}-ehr`, name }] });
  return id;
};

test('a crash between any two writes of the story is repaired by calling again', async () => {
  const whole = await play(await open('whole'), true);
  const writes = fault.count;
  expect([whole.deaths, whole.answeredBy]).toEqual([0, ANSWERED_BY]);
  expect(whole.simulation).toEqual({ state: 'done', unread: 0, isWhole: true });
  expect(writes).toBeGreaterThanOrEqual(14);
  for (const { at, when } of deathsOf(writes)) {
    const tenant = await open(`${when}-${at}`);
    Object.assign(fault, { at, when, count: 0 });
    const played = await play(tenant);
    fault.at = 0;
    expect({ at, when, ...played }).toEqual({ ...whole, at, when, answeredBy: [], deaths: 1 });
  }
}, 300_000);
