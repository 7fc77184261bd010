import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { readTenant } from '../../shared/handlers/admin/read-tenant.ts';

type Part = Record<string, unknown>;
const example = (): Part =>
  JSON.parse(readFileSync(new URL('../../docs/examples/tenant.json', import.meta.url), 'utf8')) as Part;
const sourceOf = (tenant: Part): Part => (tenant.sources as Part[])[0]!;
const serverOf = (tenant: Part): Part => sourceOf(tenant).fhir as Part;

describe('settings of a tenant', () => {
  test('the example of the documentation is one', () => {
    expect(readTenant(example())).toEqual({ ok: true, value: example() });
  });

  const SLIPS: readonly (readonly [string, (tenant: Part) => void, string])[] = [
    ['a secret written down', (one) => Object.assign(sourceOf(one), { hookSecret: 'hush' }), 'sources.0.hookSecret'],
    [
      'a base with a slash behind',
      (one) => Object.assign(serverOf(one), { base: 'https://ehr.clinic.example/' }),
      'sources.0.fhir.base',
    ],
    [
      'a server that is not allow-listed',
      (one) => Object.assign(one, { outbound: ['https://login.clinic.example'] }),
      'sources[0].fhir',
    ],
    [
      'a token endpoint that is not',
      (one) => Object.assign(one, { outbound: ['https://ehr.clinic.example'] }),
      'sources[0].fhir',
    ],
    [
      'an origin with a path',
      (one) => Object.assign(one, { outbound: ['https://ehr.clinic.example/fhir'] }),
      'outbound.0',
    ],
    ['a field nobody knows', (one) => Object.assign(serverOf(one), { writeback: true }), 'sources.0.fhir'],
    ['a time zone nobody knows', (one) => Object.assign(one, { timeZone: 'Mars/Olympus' }), 'timeZone'],
    ['a source id with a slash', (one) => Object.assign(sourceOf(one), { id: 'a/b' }), 'sources.0.id'],
  ];
  test.each(SLIPS)('%s is refused, and named', (_what, spoil, expression) => {
    const tenant = example();
    spoil(tenant);
    const read = readTenant(tenant);
    expect(read.ok ? [] : read.problems.map((one) => one.expression)).toContain(expression);
  });

  test('what may be left out gets its default', () => {
    expect(readTenant({ id: 'a', timeZone: 'America/Chicago', sources: [] })).toEqual({
      ok: true,
      value: { id: 'a', timeZone: 'America/Chicago', sources: [], confirmationRequired: false, rosterComplete: [] },
    });
  });
});
