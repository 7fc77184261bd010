import { expect, test } from 'vitest';
import { makePayerGateway } from '../../shared/adapters/payers/payer-gateway.ts';
import { canonicalsOf } from '../../shared/fhir/canonical.ts';
import type { Part } from '../support/endpoint-messages.ts';

const HTEST = { system: 'http://terminology.hl7.org/CodeSystem/v3-ActReason', code: 'HTEST' };

const response = (more: Part = {}): Part => ({
  resourceType: 'CoverageEligibilityResponse',
  status: 'active',
  purpose: ['validation'],
  patient: { reference: 'Patient/1' },
  created: '2026-06-01',
  request: { reference: 'CoverageEligibilityRequest/1' },
  outcome: 'complete',
  insurer: { display: 'Example Health Plan' },
  insurance: [{ coverage: { reference: 'Coverage/1' }, inforce: true }],
  ...more,
});
const within = (more: Part = {}): Part => ({
  resourceType: 'Bundle',
  type: 'collection',
  ...more,
  entry: [{ resource: response() }],
});

const ask = (answer: Part, takesTests?: boolean) => {
  const servers: Part = { call: async () => answer };
  return makePayerGateway({ servers, canonicals: canonicalsOf() } as never).ask({
    server: { base: 'https://payer.example/r4' },
    origins: ['https://payer.example'],
    ...(takesTests === undefined ? {} : { takesTests }),
    payer: 'payer',
    memberId: 'M-77001',
    serviceDate: '2026-06-10',
    codes: ['78452'],
    now: '2026-06-01T09:00:00.000Z',
  });
};

test('the answer these are made from confirms the coverage', async () => {
  expect(await ask(response())).toMatchObject({ is: 'answered', confirmation: { inForce: true } });
  expect(await ask(within())).toMatchObject({ is: 'answered' });
});

test.each<[string, Part]>([
  ['a security label', response({ meta: { security: [HTEST] } })],
  ['a tag', response({ meta: { tag: [HTEST] } })],
  ['the Bundle it came in', within({ meta: { security: [HTEST] } })],
  ['a number that only tests of ours give', response({ preAuthRef: 'TEST-0A1B2C-17' })],
])('marked as a test by %s, it confirms nothing but in a sandbox', async (_, answer) => {
  expect(await ask(answer)).toEqual({ is: 'silent', why: 'test-answer' });
  expect(await ask(answer, true)).toMatchObject({ is: 'answered' });
});
