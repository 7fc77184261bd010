import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { practiceScript } from '../../infra/local/sandbox/practice-script.ts';
import { tenantId } from '../../shared/app/keys/tenant-id.ts';
import { tenantMark, testMarks } from '../../shared/app/keys/tenant-mark.ts';
import type { Tenant } from '../../shared/app/ports/ports.ts';
import { scriptFor } from '../../shared/app/utilization-review/play-script.ts';
import { isForeignTestNumber, testPrefix } from '../../shared/core/authorization/test-number.ts';
import { readTenant } from '../../shared/handlers/admin/read-tenant.ts';
import { type EndpointHarness, openEndpointHarness, TENANT } from '../support/endpoint-harness.ts';
import { claimMessage, decisionMessage, orderMessage, partOf } from '../support/endpoint-messages.ts';

let harness: EndpointHarness;
beforeAll(async () => {
  harness = await openEndpointHarness();
});
afterAll(() => harness.close());

const PAYER = tenantId('practice-payer');
const numberOf = (id: Tenant['id']) => `${testPrefix(tenantMark(id, harness.ports.digest))}-0A1B2C3D4E5F`;
const post = (path: string, body: unknown) => harness.ways.direct({ method: 'POST', path, body });
const settings = async (more: Partial<Tenant>) => harness.ports.settings.put({ ...TENANT, ...more });
const record = async (order: string, number: string) => {
  await post('/r4/ServiceRequest/$assess', orderMessage(order));
  return post(
    `/r4/ServiceRequest/${order}/$record-decision`,
    decisionMessage('approved', { number: ['String', number] }),
  );
};
const words = fc.stringMatching(/^[a-z][a-z0-9-]{0,12}$/).map(tenantId);

test('no tenant in real time takes the test number of another, whatever its settings say', () =>
  fc.assert(
    fc.property(
      words,
      words,
      fc.record(
        {
          selfApproval: fc.boolean(),
          utilizationReview: fc.record({ adoptedPacks: fc.array(fc.string()), contact: fc.string() }),
          keyId: fc.string(),
          practicePayers: fc.array(words),
        },
        { requiredKeys: [] },
      ),
      (own, other, more) => {
        fc.pre(own !== other);
        const marks = testMarks({ ...TENANT, ...more, id: own }, harness.ports.digest);
        expect(isForeignTestNumber(numberOf(other), marks)).toBe(true);
      },
    ),
  ));

test('a sandbox takes those of the payers it names, and nobody else’s', () =>
  fc.assert(
    fc.property(words, fc.uniqueArray(words, { maxLength: 5 }), words, (own, practicePayers, other) => {
      const marks = testMarks({ ...TENANT, id: own, testMode: { practicePayers } }, harness.ports.digest);
      const counts = other === own || practicePayers.includes(other);
      expect(isForeignTestNumber(numberOf(other), marks)).toBe(!counts);
    }),
  ));

test('at the endpoints: recorded and counted on a claim in the sandbox alone', async () => {
  const claim = async (number: string) => {
    const message = claimMessage();
    partOf(message, 'Claim').insurance[0].preAuthRef = [number];
    return (await post('/r4/Claim/$check', message)).body;
  };
  expect((await record('in-real-time', numberOf(PAYER))).status).toBe(400);
  await settings({ testMode: {} });
  expect((await record('in-a-sandbox', numberOf(PAYER))).status).toBe(400);
  expect(JSON.stringify(await claim(numberOf(PAYER)))).toContain('of a test');
  await settings({ testMode: { practicePayers: [PAYER] } });
  expect((await record('practising', numberOf(PAYER))).status).toBe(200);
  expect((await record('practising-2', numberOf(tenantId('another-payer')))).status).toBe(400);
  expect(JSON.stringify(await claim(numberOf(PAYER)))).not.toContain('of a test');
  await settings({});
  expect((await record('real-again', numberOf(PAYER))).status).toBe(400);
});

test('a script is played in a sandbox alone, and only where answers do not count', () => {
  const payerScript = practiceScript();
  const parties = { memberIds: ['SANDBOX-4004'], npis: [], insurers: [] };
  const authority = { declaredBy: 'Medical director', declaredOn: '2026-05-01' };
  const testMode = { payerScript };
  expect(scriptFor({ testMode }, { isTest: true, parties })?.member.id).toBe('deny');
  expect(scriptFor({}, { isTest: true, parties })).toBeUndefined();
  expect(scriptFor({ testMode }, { isTest: false, parties })).toBeUndefined();
  const utilizationReview = { adoptedPacks: [], authority };
  expect(scriptFor({ testMode, utilizationReview }, { isTest: true, parties })).toBeUndefined();
});

test.each([
  ['beside a declared authority', { utilizationReview: { authority: { declaredBy: 'X', declaredOn: '2026-05-01' } } }],
  ['of another version', { testMode: { payerScript: { ...practiceScript(), schema: 2 } } }],
  ['with a member twice', { testMode: { payerScript: doubledScript() } }],
  ['outside of a sandbox', { payerScript: practiceScript(), testMode: undefined }],
])('a script %s is refused in settings', (_what, more) => {
  const given = {
    id: 'clinic',
    timeZone: 'America/New_York',
    sources: [],
    testMode: { payerScript: practiceScript() },
  };
  expect(readTenant(JSON.parse(JSON.stringify(given))).ok).toBe(true);
  expect(readTenant(JSON.parse(JSON.stringify({ ...given, ...more }))).ok).toBe(false);
});

function doubledScript() {
  const script = practiceScript();
  return { ...script, members: [...script.members, { ...script.members[0], id: 'again', member: 'sandbox 4001' }] };
}
