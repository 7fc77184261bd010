import { afterAll, beforeAll, expect, test } from 'vitest';
import { tenantId } from '../../shared/app/keys/tenant-id.ts';
import { tenantMark } from '../../shared/app/keys/tenant-mark.ts';
import { isForeignTestNumber, testPrefix } from '../../shared/core/authorization/test-number.ts';
import { type EndpointHarness, openEndpointHarness, TENANT } from '../support/endpoint-harness.ts';
import { claimMessage, decisionMessage, orderMessage, partOf } from '../support/endpoint-messages.ts';

let harness: EndpointHarness;
beforeAll(async () => {
  harness = await openEndpointHarness();
});
afterAll(() => harness.close());

const numberOf = (tenant: string) => `${testPrefix(tenantMark(tenantId(tenant), harness.ports.digest))}-0A1B2C3D4E5F`;
const post = (path: string, body: unknown) => harness.ways.direct({ method: 'POST', path, body });

test('a test number of another tenant is neither recorded nor counted on a claim, however it is spelled', async () => {
  await post('/r4/ServiceRequest/$assess', orderMessage('known'));
  const claim = (number: string) => {
    const message = claimMessage();
    partOf(message, 'Claim').insurance[0].preAuthRef = [number];
    return post('/r4/Claim/$check', message);
  };
  const without = (await post('/r4/Claim/$check', claimMessage())).body;
  const number = numberOf('another-payer');
  for (const spelled of [number, number.toLowerCase(), number.replaceAll('-', ''), number.replaceAll('-', ' ')]) {
    const recorded = await post(
      '/r4/ServiceRequest/known/$record-decision',
      decisionMessage('approved', { number: ['String', spelled] }),
    );
    expect([spelled, recorded.status]).toEqual([spelled, 400]);
    const { body } = await claim(spelled);
    expect(body.disposition).toBe(without.disposition);
    expect(JSON.stringify(body)).toContain('of a test');
  }
  expect((await claim('A-12345')).body.disposition).not.toBe(without.disposition);
});

test('the tenant that gave it takes it, and no real number looks like one', async () => {
  await post('/r4/ServiceRequest/$assess', orderMessage('own'));
  const own = decisionMessage('approved', { number: ['String', numberOf(TENANT.id)] });
  expect((await post('/r4/ServiceRequest/own/$record-decision', own)).status).toBe(200);
  const mark = tenantMark(TENANT.id, harness.ports.digest);
  for (const real of ['TEST', 'TEST-1', 'A123456789', 'TESTING-99', 'PA-0A1B2C3D4E5F'])
    expect([real, isForeignTestNumber(real, [mark])]).toEqual([real, false]);
});
