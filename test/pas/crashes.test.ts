import { afterAll, beforeAll, expect, test } from 'vitest';
import { deathsOf } from '../support/fault-places.ts';
import { markedItem, pasCancel, pasInquiry, pasItem, pasRequest, pasUpdate } from '../support/pas-messages.ts';
import { actionsOf, numbersOf, openPayerDesk, type PayerDesk } from '../support/payer-desk.ts';
import { makeRequestFault } from '../support/request-fault.ts';

const { fault, addFault } = makeRequestFault();
let desk: PayerDesk;
beforeAll(async () => {
  desk = await openPayerDesk({}, addFault);
});
afterAll(() => desk.close());

/** On days of their own, where nothing is bundled. */
const ecg = () => pasItem(2, '93015', { servicedDate: '2026-06-22' });
const MET = { canExercise: { valueBoolean: false }, chestPain: { valueString: 'possible-cardiac' } };
const story = (name: string) => [
  pasRequest({ trace: `${name}-1` }),
  pasUpdate(`${name}-1`, { trace: `${name}-2`, answers: MET }),
  pasUpdate(`${name}-2`, {
    trace: `${name}-3`,
    items: [pasItem(1), markedItem(ecg(), 'added')],
    answers: MET,
  }),
  pasCancel(`${name}-3`, `${name}-4`, [pasItem(1), ecg()]),
];
const TOLD = [{ 1: 'A4' }, { 1: 'A1' }, { 1: 'A1', 2: 'NA' }, { 1: 'C', 2: 'C' }];

/** The story, each message repeated by its sender until it is answered. */
const play = async (name: string) => {
  let deaths = 0;
  const told: unknown[] = [];
  const numbers = new Set<string>();
  for (const message of story(name)) {
    let { status, body } = await desk.submit(message);
    if (status >= 500) {
      deaths += 1;
      ({ status, body } = await desk.submit(message));
    }
    expect(status).toBe(200);
    told.push(actionsOf(body));
    for (const one of numbersOf(body)) numbers.add(one);
  }
  return { deaths, told, numbers: numbers.size };
};

test('a crash between any two writes is repaired by sending again; no second number, no second request', async () => {
  fault.count = 0;
  const whole = await play('whole');
  const writes = fault.count;
  expect(whole).toEqual({ deaths: 0, told: TOLD, numbers: 1 });
  expect(writes).toBeGreaterThanOrEqual(8);
  let played = 1;
  for (const { at, when } of deathsOf(writes)) {
    Object.assign(fault, { at, when, count: 0 });
    const { deaths, ...rest } = await play(`${when}-${at}`);
    fault.at = 0;
    played += 1;
    expect({ at, when, deaths, ...rest }).toEqual({ at, when, deaths: 1, told: TOLD, numbers: 1 });
  }
  const { body } = await desk.inquire(pasInquiry());
  expect(
    body.parameter.filter(({ resource }: { resource: { resourceType: string } }) => resource.resourceType === 'Bundle'),
  ).toHaveLength(Math.min(played, 20));
}, 300_000);
