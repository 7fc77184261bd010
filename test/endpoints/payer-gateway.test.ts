import type { CoverageEligibilityResponse } from 'fhir/r4';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { handlers } from '../../functions/fhir-api/index.ts';
import { lambdaContext } from '../../infra/local/http/lambda-context.ts';
import { httpEntry } from '../../shared/lambda/http-entry.ts';
import { type EligibilityAnswer, startEligibilityPayer } from '../support/eligibility-payer.ts';
import { eventOf } from '../support/endpoint-harness.ts';
import { type EventHarness, openEventHarness, TENANT } from '../support/event-harness.ts';
import { MARKS, orderBundle } from '../support/orders.ts';
import { validateR4 } from '../support/validators.ts';

let harness: EventHarness;
let there: Awaited<ReturnType<typeof startEligibilityPayer>>;
beforeEach(async () => {
  there = await startEligibilityPayer();
  const payerServers = [{ payer: 'emblemhealth', base: `${there.origin}/fhir` }];
  harness = await openEventHarness({ outbound: [there.origin], payerServers });
  Object.assign(harness.harness.config, { AUTH: 'open' });
});
afterEach(async () => {
  there.close();
  await harness.close();
});

const assess = async (id = 'asked', bundle = orderBundle(id)): Promise<CoverageEligibilityResponse> => {
  const handler = httpEntry(handlers, () => harness.harness);
  const event = eventOf({ method: 'POST', path: '/r4/ServiceRequest/$assess', body: bundle });
  const { statusCode, body } = await handler(event, lambdaContext('fhir-api'));
  expect(statusCode, body).toBe(200);
  const response = JSON.parse(body) as CoverageEligibilityResponse;
  expect(validateR4(response)).toEqual([]);
  return response;
};
const sourceOf = (response: CoverageEligibilityResponse) =>
  response.insurance?.[0]?.item?.[0]?.extension?.[0]?.extension?.find(({ url }) => url === 'eligibilitySource')
    ?.valueCode;
const says = (inforce: boolean, more: object = {}) => ({
  insurance: [{ coverage: { reference: '#coverage' }, inforce, ...more }],
});

describe('a payer that answers', () => {
  test('is asked by member number and birth date, with a request that is valid and names nobody', async () => {
    await assess();
    const [question, ...others] = there.asked;
    expect(others).toEqual([]);
    expect(validateR4(question!)).toEqual([]);
    expect(question).toMatchObject({
      purpose: ['validation', 'benefits'],
      contained: [{ identifier: [{ value: 'MEMBER-4711' }] }, { subscriberId: 'MEMBER-4711' }],
      item: [{ productOrService: { coding: [{ code: '93351' }] } }],
    });
    expect(JSON.stringify(question)).not.toContain('Zzyzx');
  });

  test('outranks the Coverage resource, and the answer names it as its source', async () => {
    const response = await assess();
    expect(sourceOf(response)).toBe('payer');
    expect(response.insurance?.[0]?.inforce).toBe(true);
    expect(JSON.stringify(response)).not.toContain('not confirmed with the payer');
  });

  test('not in force by its word: no active coverage, whatever message and roster say', async () => {
    there.payer.says = says(false);
    await harness.ports.roster.put(TENANT.id, [
      { payer: 'emblemhealth', memberId: 'MEMBER-4711', start: '2020-01-01', status: 'active' },
    ]);
    const response = await assess();
    expect(sourceOf(response)).toBe('payer');
    expect(response.insurance?.[0]?.inforce).toBe(false);
    expect(JSON.stringify(response)).toContain('The member roster and the payer disagree');
  });

  test('its benefits are passed on, those of the code before those of the plan, without its extensions', async () => {
    const copay = { type: { coding: [{ code: 'copay' }] }, allowedMoney: { value: 40, currency: 'USD' } } as const;
    const deductible = {
      type: { coding: [{ code: 'deductible' }] },
      usedMoney: { value: 310.5, currency: 'USD' },
    } as const;
    const plan = { category: { coding: [{ code: '30' }] }, benefit: [deductible] };
    there.payer.says = says(true, { benefitPeriod: { start: '2026-01-01', end: '2026-12-31' }, item: [plan] });
    const general = await assess('general');
    expect(general.insurance?.[0]?.item?.[0]?.benefit).toEqual([deductible]);
    expect(general.insurance?.[0]?.benefitPeriod).toEqual({ start: '2026-01-01', end: '2026-12-31' });
    const own = {
      productOrService: { coding: [{ code: '93351' }] },
      benefit: [{ ...copay, extension: [{ url: 'https://payer.example/x', valueString: 'y' }] }],
    };
    there.payer.says = says(true, { item: [plan, own] });
    expect((await assess('own')).insurance?.[0]?.item?.[0]?.benefit).toEqual([copay]);
  });

  test('an order told of again unchanged asks nobody, and stands by what the payer said', async () => {
    const event = { detail: { source: TENANT.source, bundle: orderBundle('again') } };
    await harness.receive({ ...event, id: 'first' });
    await harness.drain();
    const before = await harness.record('again');
    there.payer.says = 500;
    await harness.receive({ ...event, id: 'second' });
    await harness.drain();
    expect(there.asked).toHaveLength(1);
    expect(await harness.record('again')).toEqual(before);
  });
});

describe('a payer that does not', () => {
  test.each<readonly [string, EligibilityAnswer]>([
    ['fails', 500],
    ['refuses', 422],
    ['sends no JSON', '<html>'],
    ['sends something else', '{"resourceType":"Patient"}'],
    ['reports an error', { outcome: 'error' }],
    ['does not decide', { insurance: [{ coverage: { reference: '#coverage' } }] }],
    ['is too late', { afterMs: 4_000 }],
  ])('%s: the roster answers, and without it the Coverage', async (_, answer) => {
    there.payer.says = answer;
    expect(sourceOf(await assess('alone'))).toBe('coverage');
    await harness.ports.roster.put(TENANT.id, [
      { payer: 'emblemhealth', memberId: 'MEMBER-4711', start: '2020-01-01', status: 'active' },
    ]);
    expect(sourceOf(await assess('listed'))).toBe('roster');
    expect(harness.logged.join()).toContain('payer-asked');
    for (const mark of MARKS) expect(harness.logged.join()).not.toContain(mark);
  });

  test('is left alone after some failures in a row', async () => {
    there.payer.says = 503;
    for (let n = 0; n < 7; n++) await assess(`order-${n}`);
    expect(there.asked).toHaveLength(5);
    expect(harness.logged.join()).toContain('resting');
  });

  test('a tenant that did not allow its server gets no call made', async () => {
    const { settings } = harness.ports;
    const tenant = (await settings.tenant(TENANT.id))!;
    await settings.put({ ...tenant, outbound: [] });
    expect(sourceOf(await assess())).toBe('coverage');
    expect(there.asked).toEqual([]);
  });
});
