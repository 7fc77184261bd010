import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { readAssessment } from '../../client/read/read-determination.ts';
import { handlers } from '../../functions/fhir-api/index.ts';
import { lambdaContext } from '../../infra/local/http/lambda-context.ts';
import { makeBreaker } from '../../shared/adapters/outbound/breaker.ts';
import { makeOutbound } from '../../shared/adapters/outbound/outbound.ts';
import { makeX12Gateway } from '../../shared/adapters/payers/x12-gateway.ts';
import { httpEntry } from '../../shared/lambda/http-entry.ts';
import { eventOf } from '../support/endpoint-harness.ts';
import { type EventHarness, openEventHarness } from '../support/event-harness.ts';
import { orderBundle } from '../support/orders.ts';
import { validateR4 } from '../support/validators.ts';
import {
  type Clearinghouse,
  inEnvelope,
  openClearinghouse,
  SCRIPTS,
  type Script,
} from '../support/x12/clearinghouse.ts';
import { eligibilityResponse } from '../support/x12/eligibility.ts';
import { eligibilityQuestion } from '../support/x12/eligibility-question.ts';

let house: Clearinghouse;
let harness: EventHarness;
const MEMBER = ['NM1*IL*1*ZZYZX*QUILL****MI*MEMBER-4711'];

beforeAll(async () => {
  house = await openClearinghouse();
  harness = await openEventHarness({
    testMode: {},
    outbound: [new URL(house.url).origin],
    payerServers: [{ ...eligibilityQuestion(house.url).server, payer: 'emblemhealth' }],
  });
  Object.assign(harness.harness.config, { AUTH: 'open' });
  const outbound = makeOutbound({ privateOrigins: ['http://127.0.0.1:*'] });
  const secrets = { read: async () => '' };
  const payerGateway = makeX12Gateway({ outbound, breaker: makeBreaker(Date.now), secrets, now: Date.now });
  Object.assign(harness.ports, { payerGateway });
});
beforeEach(() => {
  house.requests.length = 0;
});
afterAll(async () => {
  await harness.close();
  await house.close();
});

const saying =
  (benefits: readonly string[], more: Parameters<typeof eligibilityResponse>[1] = {}): Script =>
  (sent) =>
    inEnvelope(
      eligibilityResponse(benefits, { member: MEMBER, ...more, trace: /TRN\*1\*([^*]+)/.exec(sent)?.[1] ?? '' }),
    );

/** The answer to an order, as the desk reads it. */
const assess = async (id: string, script: Script) => {
  house.answer = script;
  const body = orderBundle(id);
  const handler = httpEntry(handlers, () => harness.harness);
  const event = eventOf({ method: 'POST', path: '/r4/ServiceRequest/$assess', body });
  const { statusCode, body: text } = await handler(event, lambdaContext('fhir-api'));
  expect(statusCode, text).toBe(200);
  const response: unknown = JSON.parse(text);
  expect(validateR4(response as never)).toEqual([]);
  const assessment = readAssessment(response);
  const [line] = assessment.lines;
  if (!line) throw new Error('no line');
  return { assessment, line, text };
};

const COSTS = [
  'EB*1**30**GOLD PLAN',
  'EB*C*IND*30***23*240*****Y',
  'EB*C*IND*30***29*40*****Y',
  'EB*A*IND*30*****.2****Y',
];

test('what the patient pays is an estimate with its parts and its date, in the answer and on the record', async () => {
  const { line, assessment } = await assess('costs', saying(COSTS));
  expect(line).toMatchObject({ eligibilitySource: 'payer', payerPlan: 'GOLD PLAN' });
  const { patientShare, estimates } = line;
  const fee = estimates.reduce((sum, { amount }) => sum + amount, 0);
  expect(fee).toBeGreaterThan(40);
  expect(patientShare).toMatchObject({ deductible: 40, coinsurance: Math.round((fee - 40) * 20) / 100 });
  expect(patientShare?.amount).toBeCloseTo(40 + (fee - 40) * 0.2, 2);
  expect(patientShare?.asOf).toBe(assessment.created.slice(0, 10));
  expect(patientShare?.assumes.join(' ')).toMatch(/^An estimate .*Worked out of the published fee/);
  const record = await harness.record('costs');
  const stored = record && (await harness.ports.authorizations.answer(record.tenant, record.answerId));
  expect(stored?.answer.coverages[0]?.verdict.coverage?.confirmed).toMatchObject({
    plan: 'GOLD PLAN',
    sharing: [{ deductibleLeftUsd: 40, coinsurance: 0.2 }, {}],
  });
});

test('a plan that is not in force has no share, and the order no coverage', async () => {
  const { line } = await assess('ended', saying(['EB*6**30', ...COSTS.slice(1)]));
  expect(line).toMatchObject({ advice: 'no-active-coverage', eligibilitySource: 'payer' });
  expect(line.patientShare).toBeUndefined();
});

test('an NPI that may not ask: told with what to do, never "not covered"; silence changes nothing', async () => {
  const AAA = saying([], { provider: ['NM1*1P*2*X*****XX*2000000028', 'AAA*N**41*N'] });
  const { line, text } = await assess('refused', AAA);
  const silent = await assess('silent', SCRIPTS.down);
  expect(line.advice).toBe(silent.line.advice);
  expect(line.advice).not.toBe('no-active-coverage');
  expect(line.eligibilitySource).toBe('coverage');
  expect(text).toMatch(/The payer did not say whether the coverage is in force\. .*not attested.*Do not send it again/);
  expect(silent.text).not.toContain('The payer did not say whether');
});

test('nothing that names a person is in the log', async () => {
  await assess('logged', saying(COSTS));
  expect(harness.logged.join()).toContain('payer-asked');
  expect(harness.logged.join()).not.toMatch(/ZZYZX|QUILL|4711|GOLD PLAN/i);
});
