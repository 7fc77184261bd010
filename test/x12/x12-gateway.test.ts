import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { makeBreaker } from '../../shared/adapters/outbound/breaker.ts';
import { makeOutbound } from '../../shared/adapters/outbound/outbound.ts';
import { makePayerGateways } from '../../shared/adapters/payers/payer-gateways.ts';
import { makeX12Gateway } from '../../shared/adapters/payers/x12-gateway.ts';
import type { PayerAsked, PayerGateway } from '../../shared/app/ports/payer-gateway.ts';
import {
  type Clearinghouse,
  inEnvelope,
  openClearinghouse,
  payloadIn,
  SCRIPTS,
  type Script,
} from '../support/x12/clearinghouse.ts';
import { eligibilityResponse, MEDICARE_WITH_PLAN } from '../support/x12/eligibility.ts';
import { eligibilityQuestion } from '../support/x12/eligibility-question.ts';

let house: Clearinghouse;
beforeAll(async () => {
  house = await openClearinghouse();
});
afterAll(() => house.close());
beforeEach(() => {
  house.requests.length = 0;
});

const fhir: PayerGateway = { ask: async () => ({ is: 'silent', why: 'asked-by-fhir' }) };
const open = () =>
  makePayerGateways({
    fhir,
    x12: makeX12Gateway({
      outbound: makeOutbound({ privateOrigins: ['http://127.0.0.1:*'] }),
      breaker: makeBreaker(Date.now),
      secrets: { read: async () => 'user:word' },
      now: Date.now,
      timeoutMs: 700,
    }),
  });
const asked = (): PayerAsked => {
  const question = eligibilityQuestion(house.url);
  const { x12 } = question.server;
  return { ...question, server: { base: house.url, ...(x12 ? { x12: { ...x12, secret: 'file:login' } } : {}) } };
};
const answering =
  (benefits: readonly string[], parts: Parameters<typeof eligibilityResponse>[1] = {}): Script =>
  (sent) =>
    inEnvelope(eligibilityResponse(benefits, { ...parts, trace: /TRN\*1\*([^*]+)/.exec(sent)?.[1] ?? '' }));
const ask = (script: Script) => {
  house.answer = script;
  return open().ask(asked());
};

test('a payer registered for X12 is asked by 270, and its 271 confirms the coverage', async () => {
  const said = await ask(answering(MEDICARE_WITH_PLAN));
  expect(said).toMatchObject({
    is: 'answered',
    confirmation: { inForce: true, on: '2099-03-10', others: [{ payor: ['EXAMPLE ADVANTAGE PLAN'] }] },
  });
  expect(house.requests[0]?.body).toContain('<PayloadType>X12_270_Request_005010X279A1</PayloadType>');
  expect(payloadIn(house.requests[0]?.body ?? '')).toContain('~EQ*30^73^4~EQ**HC:78452~');
});

test('a test system confirms nothing outside test mode: it is not asked', async () => {
  house.answer = answering(MEDICARE_WITH_PLAN);
  expect(await open().ask({ ...asked(), takesTests: false })).toEqual({ is: 'silent', why: 'test-endpoint' });
  expect(house.requests).toEqual([]);
});

test('any other payer is asked by FHIR', async () => {
  const { x12: _, ...server } = asked().server;
  expect(await open().ask({ ...asked(), server })).toEqual({ is: 'silent', why: 'asked-by-fhir' });
});

const AAA = (code: string) => answering([], { provider: ['NM1*1P*2*X*****XX*2000000028', `AAA*N**${code}*N`] });
test.each([
  ['an NPI that is not attested', AAA('41'), 'not-attested'],
  ['a member that is not found', answering([], { member: ['NM1*IL*1******MI*M-77001', 'AAA*N**75*C'] }), 'aaa-75'],
  ['a payer that cannot answer', AAA('42'), 'aaa-42'],
  ['nothing said of the coverage', answering([]), 'undecided'],
  ['a slow receiver', SCRIPTS.slow, 'late'],
  ['a receiver that is down', SCRIPTS.down, 'failing'],
  ['a login that is refused', SCRIPTS['login refused'], 'UnAuthorized'],
  ['a web page', SCRIPTS.html, 'unreadable'],
  ['a review response', SCRIPTS.certified, 'other-message'],
] as const)('%s is silence, never "not covered"', async (_, script, why) => {
  expect(await ask(script)).toMatchObject({ is: 'silent', why });
});

test('a question that was not taken comes with why, and what to do; plain silence with nothing', async () => {
  const said = await ask(AAA('41'));
  expect(said).toMatchObject({ rejections: [{ code: '41', followUp: 'stop', at: 'loop 2100B, AAA' }] });
  expect(await ask(SCRIPTS.down)).not.toHaveProperty('rejections');
});
