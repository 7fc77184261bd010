import { expect, test } from 'vitest';
import { SANDBOX_TENANT } from '../../infra/local/environment.ts';
import { seedDemoDay } from '../../infra/local/sandbox/demo-day.ts';
import { practiceSettings } from '../../infra/local/sandbox/practice-settings.ts';
import { seed } from '../../infra/local/seed.ts';
import { openEndpointHarness } from '../support/endpoint-harness.ts';
import type { Part } from '../support/endpoint-messages.ts';

const MINE = { kind: 'fhir-pas', name: 'mine', base: 'http://localhost:9/fhir' } as const;

test('the way to the payer follows the address of the service; other endpoints stay', () => {
  const first = practiceSettings(
    { outbound: ['http://localhost:9'], payerEndpoints: [MINE] },
    'http://localhost:1',
    '/k',
  );
  const moved = practiceSettings(first, 'http://localhost:2', '/k');
  expect(moved.payerEndpoints).toMatchObject([MINE, { name: 'sandbox-payer', base: 'http://localhost:2/r4' }]);
  expect(moved.outbound).toEqual(['http://localhost:9', 'http://localhost:1', 'http://localhost:2']);
  expect(practiceSettings(moved, 'http://localhost:2', '/k')).toEqual(moved);
});

test('without a key of its client there is no way to the payer', () =>
  expect(practiceSettings({ payerEndpoints: [MINE] }, 'http://localhost:1', undefined).payerEndpoints).toEqual([MINE]));

test('the request of the demo day lacks nothing', async () => {
  const harness = await openEndpointHarness((open) => ({
    ...open,
    config: { ...open.config, DEFAULT_TENANT: SANDBOX_TENANT },
  }));
  await seed(harness.harness);
  const tenant = await harness.ports.settings.tenant(SANDBOX_TENANT);
  await seedDemoDay(tenant!, harness.harness);
  const path = '/r4/ServiceRequest/send-request-20260601/$prepare-request';
  const { status, body } = await harness.ways.direct({ method: 'POST', path, body: { resourceType: 'Parameters' } });
  const state = body.parameter?.[0]?.part.find(({ name }: Part) => name === 'state');
  expect([status, state?.valueCode]).toEqual([200, 'ready']);
  await harness.close();
});
