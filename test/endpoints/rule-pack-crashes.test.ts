import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { tenantId } from '../../shared/app/keys/tenant-id.ts';
import type { TenantId } from '../../shared/core/model/keys/tenant-id.ts';
import { writePack } from '../../shared/rule-files/packs/rule-pack.ts';
import { TENANT } from '../support/endpoint-harness.ts';
import { askPlan, openPackDesk, type PackAgent, type PackDesk } from '../support/pack-desk.ts';

/** What is stored of rule packs fails once, before or after it was written: as a process that dies there leaves it. */
const fault = { at: 0, when: 'before' as 'before' | 'after', count: 0 };
const isWrite = (name: unknown) => /^(Put|Update|BatchWrite)/.test(String(name));
const addFault = (client: DynamoDBDocumentClient): void =>
  client.middlewareStack.add(
    (next, context) => async (args) => {
      const isMeant = isWrite(context.commandName) && /"T#[^"]*#RULEPACKS?[#"]/.test(JSON.stringify(args.input));
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
  ['approver', `${PATH}/1.0.0/approve`],
  ['approver', `${PATH}/1.0.0/activate`],
  ['author', '/rules/packs', writePack(askPlan('2.0.0'))],
  ['approver', `${PATH}/2.0.0/approve`],
  ['approver', `${PATH}/2.0.0/activate`],
  ['approver', `${PATH}/2.0.0/roll-back`],
  ['approver', `${PATH}/1.0.0/roll-back`],
];
/** Which pack answers after each step. */
const ANSWERED_BY = [undefined, undefined, 'own|1.0.0', 'own|1.0.0', 'own|1.0.0', 'own|2.0.0', 'own|1.0.0', undefined];

/** The story, each call repeated by its caller until it is answered; after a death, by a process that knows nothing. */
const play = async (tenant: TenantId, asks = false) => {
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
    expect([path, status]).toEqual([path, path === '/rules/packs' ? 201 : 200]);
    if (asks) answeredBy.push((await desk.assess(`step-${index}`, tenant)).pack);
  }
  const { body } = await desk.call('approver', 'GET', '/rules/packs', undefined, tenant);
  return { deaths, answeredBy, packs: body.packs };
};

const open = async (name: string): Promise<TenantId> => {
  const id = tenantId(name);
  await desk.ports.settings.put({ ...TENANT, id, sources: [{ id: `${name}-ehr`, name }] });
  return id;
};

test('a crash between any two writes of the story is repaired by calling again', async () => {
  fault.count = 0;
  const whole = await play(await open('whole'), true);
  const writes = fault.count;
  expect([whole.deaths, whole.answeredBy]).toEqual([0, ANSWERED_BY]);
  expect(writes).toBeGreaterThanOrEqual(10);
  for (const when of ['before', 'after'] as const)
    for (let at = 1; at <= writes; at += 1) {
      const tenant = await open(`${when}-${at}`);
      Object.assign(fault, { at, when, count: 0 });
      const played = await play(tenant);
      fault.at = 0;
      expect({ at, when, ...played }).toEqual({ at, when, packs: whole.packs, answeredBy: [], deaths: 1 });
    }
}, 300_000);
