import { afterAll, beforeAll, expect, test } from 'vitest';
import { SANDBOX_PAYER_TENANT } from '../../infra/local/environment.ts';
import { NOW } from '../support/endpoint-harness.ts';
import { appealMessage } from '../support/pas-messages.ts';
import { responseOf } from '../support/payer-desk.ts';
import { openPractice, type Practice, requestOf, secondsAfter } from './payer-harness.ts';

let practice: Practice;
beforeAll(async () => {
  practice = await openPractice();
});
afterAll(() => practice.close());

const begin = async (id: string): Promise<string> => {
  practice.time.now = NOW;
  return responseOf((await practice.submit(requestOf(id, `act-${id}`))).body).id;
};
const onFile = async (id: string) => {
  const request = await practice.ports.reviews.get(SANDBOX_PAYER_TENANT, id);
  return {
    state: request?.items[0]?.state,
    kinds: request?.history.map(({ kind }) => kind),
    agents: request?.history.map(({ by }) => by).filter((by) => by.startsWith('sandbox')),
    due: request?.clock?.due,
  };
};
const ask = (id: string, operation: string) => practice.post(`/r4/Claim/${id}/$${operation}`, appealMessage());
/** Acts that follow from others come with later runs of the schedule. */
const relay = async (): Promise<void> => {
  for (const seconds of [5, 70, 140]) await practice.relayAt(secondsAfter(NOW, seconds));
};

test.each([
  ['appeal-overturned', 'certified'],
  ['appeal-upheld', 'denied'],
])('%s: by the second scripted reviewer', async (name, state) => {
  const id = await begin(name);
  expect((await ask(id, 'appeal')).status).toBe(200);
  await relay();
  const told = await onFile(id);
  expect(told.state).toMatchObject({ is: state, review: { on: 'appeal', reviewer: { npi: '1999000049' } } });
  expect(told.kinds).toEqual(['received', 'reviewed', 'appealed', 'reviewed']);
  expect(told.agents).toEqual(['sandbox-script', 'sandbox-script-second']);
});

test('peer-to-peer: held, reopened, and certified', async () => {
  const id = await begin('peer-to-peer');
  expect((await ask(id, 'peer-to-peer')).status).toBe(200);
  await relay();
  const { kinds, state } = await onFile(id);
  expect(kinds).toEqual(['received', 'reviewed', 'peer-to-peer-requested', 'peer-to-peer-closed', 'reviewed']);
  expect(state).toMatchObject({ is: 'certified', review: { on: 'peer-to-peer' } });
});

test('pend-extend: the clock of the script moves once, with its ground', async () => {
  const id = await begin('pend-extend');
  expect((await onFile(id)).due).toBe('2026-06-08');
  await practice.relayAt(secondsAfter(NOW, 15));
  const told = await onFile(id);
  expect([told.due, told.kinds]).toEqual(['2026-06-22', ['received', 'extended']]);
});

test('second-signature: proposed, then confirmed by another one', async () => {
  const id = await begin('second-signature');
  await practice.relayAt(secondsAfter(NOW, 15));
  expect((await onFile(id)).state?.is).toBe('pended');
  await practice.relayAt(secondsAfter(NOW, 25));
  const { kinds, state, agents } = await onFile(id);
  expect(kinds).toEqual(['received', 'proposed', 'confirmed']);
  expect(state).toMatchObject({ is: 'denied', review: { confirmation: { reviewer: { npi: '1999000049' } } } });
  expect(agents).toEqual(['sandbox-script', 'sandbox-script-second']);
});
