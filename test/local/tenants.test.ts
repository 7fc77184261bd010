import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import type { z } from 'zod/mini';
import type { Tenant } from '../../shared/app/ports/ports.ts';
import { readTenant, type tenantShape } from '../../shared/handlers/admin/read-tenant.ts';

type Part = Record<string, unknown>;
const example = (): Part =>
  JSON.parse(readFileSync(new URL('../../docs/examples/tenant.json', import.meta.url), 'utf8')) as Part;
const sourceOf = (tenant: Part): Part => (tenant.sources as Part[])[0]!;
const serverOf = (tenant: Part): Part => sourceOf(tenant).fhir as Part;

/** A payer's endpoint that is allow-listed and shows a certificate. */
const certified = (more: Part, credentials?: Part) => (one: Part) =>
  Object.assign(one, {
    outbound: [...(one.outbound as string[]), 'https://payer.example', 'http://payer.example'],
    payerEndpoints: [
      {
        kind: 'fhir-pas',
        name: 'payer',
        base: 'https://payer.example/fhir',
        certificate: 'file:certificate.json',
        ...more,
        ...(credentials
          ? { credentials: { clientId: 'us', tokenEndpoint: 'https://payer.example/token', ...credentials } }
          : {}),
      },
    ],
  });
const arn = (name: string) => `arn:aws:secretsmanager:us-east-1:123456789012:secret:stresspass/${name}`;
const certificateSlips: readonly (readonly [string, (tenant: Part) => void, string])[] = [
  ['a certificate written down', certified({ certificate: '-----BEGIN' }), 'payerEndpoints.0.certificate'],
  ['one among the other secrets', certified({ certificate: arn('sources/a') }), 'payerEndpoints.0.certificate'],
  ['one without TLS', certified({ base: 'http://payer.example/fhir' }), 'payerEndpoints[0].certificate'],
  [
    'one for a token endpoint without TLS',
    certified({}, { certificate: 'file:c', tokenEndpoint: 'http://payer.example/token' }),
    'payerEndpoints[0].credentials.certificate',
  ],
  ['a client that proves nothing', certified({}, {}), 'payerEndpoints[0].credentials.key'],
  [
    'one of an EHR',
    (one) => Object.assign(serverOf(one), { certificate: 'file:certificate.json' }),
    'sources.0.fhir.certificate',
  ],
];

describe('settings of a tenant', () => {
  test('a certificate for a payer, for its token endpoint, and as the only proof there', () => {
    const tenant = example();
    certified({ certificate: arn('certificates/payer') }, { certificate: 'file:certificate.json' })(tenant);
    expect(readTenant(tenant)).toEqual({ ok: true, value: tenant });
  });

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
    ['a field nobody knows', (one) => Object.assign(serverOf(one), { writeback: true }), 'sources.0.fhir.writeback'],
    ['another one, on top', (one) => Object.assign(one, { timezone: 'UTC' }), 'timezone'],
    ['a field left out', (one) => Reflect.deleteProperty(sourceOf(one), 'name'), 'sources.0.name'],
    ['no time zone', (one) => Reflect.deleteProperty(one, 'timeZone'), 'timeZone'],
    ['a rate of none', (one) => Object.assign(one, { rate: { perSecond: 0, burst: 1 } }), 'rate.perSecond'],
    ['a time zone nobody knows', (one) => Object.assign(one, { timeZone: 'Mars/Olympus' }), 'timeZone'],
    ['a source id with a slash', (one) => Object.assign(sourceOf(one), { id: 'a/b' }), 'sources.0.id'],
    ...certificateSlips,
  ];
  test.each(SLIPS)('%s is refused, and named', (_what, spoil, expression) => {
    const tenant = example();
    spoil(tenant);
    const read = readTenant(tenant);
    expect(read.ok ? [] : read.problems.map((one) => one.expression)).toContain(expression);
  });

  test('unknown and missing fields are told as such, with the fields there are', () => {
    const { timeZone: _zone, ...tenant } = example();
    const read = readTenant({
      ...tenant,
      timezone: 'UTC',
      crdVersion: '3.0',
      auditYears: '7',
      confirmationRequired: 1,
    });
    const problems = read.ok ? [] : read.problems.map(({ expression, says }) => `${expression}: ${says}`);
    expect(problems.toSorted()).toEqual([
      'auditYears: Must be a number.',
      'confirmationRequired: Must be true or false.',
      'crdVersion: Must be one of 2.0, 2.1, 2.2.',
      'timeZone: Is missing.',
      expect.stringMatching(
        /^timezone: Unknown field; known here are id, timeZone, habits, .*crdVersion, selfApproval, utilizationReview, signIn, testMode\.$/,
      ),
    ]);
  });

  test('every setting the service reads can be set, and so stands in the table of the documentation', () => {
    type Unsettable = Exclude<keyof Tenant, keyof z.infer<typeof tenantShape> | 'rulePacks'>;
    const none: [Unsettable] extends [never] ? true : false = true;
    expect(none).toBe(true);
  });

  test('what may be left out gets its default', () => {
    expect(readTenant({ id: 'a', timeZone: 'America/Chicago', sources: [] })).toEqual({
      ok: true,
      value: { id: 'a', timeZone: 'America/Chicago', sources: [], confirmationRequired: false, rosterComplete: [] },
    });
  });
});
