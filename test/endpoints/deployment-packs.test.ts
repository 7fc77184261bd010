import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { replay } from '../../shared/app/search/replay.ts';
import { openReading } from '../../shared/lambda/open-reading.ts';
import { writePack } from '../../shared/rule-files/packs/rule-pack.ts';
import { type EndpointHarness, openEndpointHarness, TENANT } from '../support/endpoint-harness.ts';
import { orderMessage, type Part } from '../support/endpoint-messages.ts';
import { onFile } from '../support/on-file.ts';
import { packJson, realPack } from '../support/rule-packs.ts';

const UHC = { payer: 'uhc-commercial', file: '2026-01-01', from: '2026-05-01' };
const folder = mkdtempSync(join(tmpdir(), 'packs-'));
const put = (name: string, text: string) => writeFileSync(join(folder, name), text);
const opened = () => openReading('https://stresspass.example/fhir', 'secret', folder).ports.rules;
const askPlan = (version: string) =>
  realPack({ ...UHC, version }, (policy) => {
    policy.policies['stress-echo'].priorAuth = { value: 'ask-plan', evidence: 'verified' };
  });

let harness: EndpointHarness;
beforeAll(async () => {
  put('clinic.json', writePack(askPlan('1.0.0')));
  const rules = opened();
  harness = await openEndpointHarness((one) => ({ ...one, ports: { ...one.ports, rules } }));
});
afterAll(async () => {
  await harness.close();
  rmSync(folder, { recursive: true });
});

const DETERMINATION = 'https://stresspass.example/fhir/StructureDefinition/determination';
const assess = async (id: string) => {
  const { status, body } = await harness.ways.http({
    method: 'POST',
    path: '/r4/ServiceRequest/$assess',
    body: orderMessage(id),
  });
  expect(status).toBe(200);
  const parts = body.insurance[0].item[0].extension.find(({ url }: Part) => url === DETERMINATION).extension;
  const partOf = (name: string) => parts.find(({ url }: Part) => url === name);
  return { advice: partOf('advice').valueCode, pack: partOf('rulePack')?.valueString, ruleset: partOf('ruleset') };
};

test('a pack of the folder answers, its name beside the policy, and the answer is replayed', async () => {
  const { advice, pack, ruleset } = await assess('by-pack');
  expect([advice, pack]).toEqual(['ask-plan', 'own|1.0.0']);
  expect(ruleset.valueCanonical).toMatch(/uhc-commercial-2026-05-01\|9\.0\.0$/);
  const asked = { orderId: 'by-pack', source: 'north' };
  const again = await replay(TENANT, asked, harness.ports);
  expect(again.ok && again.value.outcome).toBe('same');
  const [record] = await onFile(harness.ports, TENANT.id, 'by-pack');
  expect(record?.rulePack).toBe('own|1.0.0');
  const without = await replay(TENANT, asked, {
    ...harness.ports,
    rules: openReading('https://x.example', 's').ports.rules,
  });
  expect(without.ok && without.value.outcome).toBe('other-engine');
});

test('a later pack of the folder is put over an earlier one', () => {
  put('later.json', writePack({ ...askPlan('1.0.0'), ...realPack({ ...UHC, id: 'later', version: '2.0.0' }) }));
  const bundle = opened().select('uhc-commercial', '2026-06-01');
  expect(typeof bundle === 'object' && bundle.pack?.id).toBe('later');
  rmSync(join(folder, 'later.json'));
});

test('a service does not start on a pack it would not answer by', () => {
  const broken = packJson(askPlan('1.0.0'));
  delete broken.hash;
  broken.files['uhc-commercial/2026-05-01.json'].uses.programs = {};
  put('broken.json', JSON.stringify(broken));
  expect(opened).toThrow(/RULE_PACKS: broken\.json: .*uhc-commercial\/2026-05-01\.json/);
  put('broken.json', '{');
  expect(opened).toThrow('RULE_PACKS: broken.json: pack: not-json');
  put('broken.json', JSON.stringify({ ...packJson(askPlan('1.0.0')), tenant: 'clinic' }));
  expect(opened).toThrow('of-another-tenant');
  rmSync(join(folder, 'broken.json'));
  expect(() => openReading('https://x.example', 's', join(folder, 'nowhere'))).toThrow('nowhere');
});
