import { afterEach, beforeEach, expect, test } from 'vitest';
import type { PayerAsked, PayerSaid } from '../../shared/app/ports/payer-gateway.ts';
import { TENANT } from '../support/endpoint-harness.ts';
import type { Part } from '../support/endpoint-messages.ts';
import { asking, type HookHarness, openHookHarness, said, signCall, statementsOn } from './hook-harness.ts';

const SERVER = { payer: 'uhc-commercial', base: 'https://payer.example/fhir' };
const NEVER = new Promise<PayerSaid>(() => undefined);

let harness: HookHarness;
let asked: PayerAsked[];
let says: () => Promise<PayerSaid>;
const queued: object[] = [];
beforeEach(async () => {
  asked = [];
  queued.length = 0;
  const ask = (question: PayerAsked) => {
    asked.push(question);
    return says();
  };
  const queue = { send: async (pointer: object) => void queued.push(pointer) };
  harness = await openHookHarness((open) => ({ ...open, ports: { ...open.ports, payerGateway: { ask }, queue } }));
  await harness.ports.settings.put({ ...TENANT, outbound: ['https://payer.example'], payerServers: [SERVER] });
});
afterEach(() => harness.close());

const first = (body: Part) => statementsOn(body.systemActions[0]?.resource)[0];
const notInForce = async (): Promise<PayerSaid> => ({
  is: 'answered',
  confirmation: { inForce: false, on: asked[0]?.serviceDate ?? '' },
});

test('a payer with a server of its own is asked while the clinician signs, and its word counts', async () => {
  says = notInForce;
  const { body } = await harness.call(signCall(asking('2.2')));
  expect(asked).toMatchObject([{ payer: 'uhc-commercial', server: { base: SERVER.base } }]);
  expect(said(first(body), 'covered')).toEqual(['not-covered']);
  expect(said(first(body), 'reason')[0].coding[0].code).toBe('no-active-coverage');
  expect(queued).toEqual([]);
});

test('one that stays silent changes nothing', async () => {
  says = async () => ({ is: 'silent', why: 'resting' });
  const { body } = await harness.call(signCall(asking('2.2')));
  expect(asked).toHaveLength(1);
  expect(said(first(body), 'pa-needed')).toEqual(['auth-needed']);
});

test('one that is late is not waited for, and heard afterwards', async () => {
  says = () => NEVER;
  const start = Date.now();
  const { status, body } = await harness.call(signCall(asking('2.2')));
  expect(status).toBe(200);
  expect(Date.now() - start).toBeLessThan(4_000);
  expect(said(first(body), 'pa-needed')).toEqual(['auth-needed']);
  expect(queued).toHaveLength(1);
}, 10_000);

test('a tenant without such a payer asks nobody', async () => {
  await harness.ports.settings.put(TENANT);
  await harness.call(signCall(asking('2.2')));
  expect(asked).toEqual([]);
});
