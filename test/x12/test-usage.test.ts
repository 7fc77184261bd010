import { expect, test } from 'vitest';
import type { Tenant } from '../../shared/app/ports/ports.ts';
import { contradictionsIn } from '../../shared/handlers/admin/settings-contradictions.ts';
import type { Part } from '../support/endpoint-messages.ts';

const tenantWith = (usage: 'T' | 'P', more: Partial<Tenant> = {}): Tenant => {
  const given: Part = {
    sources: [],
    outbound: ['https://house.example'],
    payerEndpoints: [
      { kind: 'fhir-pas', name: 'pas', base: 'https://house.example/r4' },
      { kind: 'x12-278', name: 'house', url: 'https://house.example/core', usage },
    ],
    payerServers: [{ payer: 'payer', base: 'https://house.example/core', x12: { usage } }],
    ...more,
  };
  return given as Tenant;
};

test('an address set to test is refused in a tenant without test mode, by its place', () => {
  expect(contradictionsIn(tenantWith('T')).map(({ expression }) => expression)).toEqual([
    'payerEndpoints[1].usage',
    'payerServers[0].x12.usage',
  ]);
});

test('it is taken in a tenant with test mode, and one in production in any', () => {
  expect(contradictionsIn(tenantWith('T', { testMode: {} }))).toEqual([]);
  expect(contradictionsIn(tenantWith('P'))).toEqual([]);
});
