import { readdirSync, readFileSync } from 'node:fs';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { seed } from '../../infra/local/seed.ts';
import { tenantId } from '../../shared/app/keys/tenant-id.ts';
import {
  asking,
  draft,
  type HookHarness,
  hookCall,
  openHookHarness,
  prefetchOf,
  said,
  searchset,
  signCall,
  statementsOn,
} from '../cds-hooks/hook-harness.ts';
import { cpt, order, orderMessage, type Part } from '../support/endpoint-messages.ts';
import { onFile } from '../support/on-file.ts';

/** Statements about servers in Da Vinci CRD 2.2.1 that the tests of the hooks do not show beside something else. */
const SAMPLES = new URL('../../docs/samples/cds-hooks/', import.meta.url);
/** Codes of the value set CRD Response Types. */
const RESPONSE_TYPES = [
  ...['coverage-info', 'claim', 'insurance', 'limits', 'network', 'appropriate-use', 'cost', 'clinical-reminder'],
  ...['therapy-alternatives-opt', 'therapy-alternatives-req', 'duplicate-therapy', 'contraindication', 'guideline'],
  'off-guideline',
];

let harness: HookHarness;
let services: readonly Part[];
/** What the sandbox answers to each sample call. */
const answers: { readonly hook: string; readonly name: string; readonly body: Part }[] = [];
beforeAll(async () => {
  harness = await openHookHarness();
  services = (await harness.ask({ method: 'GET', path: '/cds-services' })).body.services;
  const sandbox = await openHookHarness((open) => ({
    ...open,
    config: { ...open.config, DEFAULT_TENANT: tenantId('sandbox') },
  }));
  await seed(sandbox.harness);
  for (const name of readdirSync(SAMPLES)) {
    const call: Part = JSON.parse(readFileSync(new URL(name, SAMPLES), 'utf8'));
    answers.push({ hook: call.hook, name, body: (await sandbox.call(call, `${call.hook}-crd`)).body });
  }
  await sandbox.close();
}, 60_000);
afterAll(() => harness.close());

const first = (body: Part) => statementsOn(body.systemActions[0]?.resource)[0];
const cards = () =>
  answers.flatMap(({ hook, name, body }) => (body.cards ?? []).map((card: Part) => ({ hook, name, card })));
const optionsOf = ({ extension }: Part): readonly Part[] => extension['davinci-crd.configuration-options'];

test.each(['3.1.1', '6.1.0', '7.0.0'])('resources of US Core %s are taken', async (release) => {
  const marked = Object.fromEntries(
    Object.entries(prefetchOf()).map(([key, resource]) => {
      const profile = `http://hl7.org/fhir/us/core/StructureDefinition/us-core-${resource.resourceType.toLowerCase()}`;
      return [key, { ...resource, meta: { profile: [`${profile}|${release}`] } }];
    }),
  );
  const { body } = await harness.call(signCall({ ...asking('2.2'), prefetch: marked }));
  expect(body).toEqual((await harness.call(signCall(asking('2.2')))).body);
});

test('order, patient and coverage are enough for an answer', async () => {
  const { oursPatient, oursCoverage, oursOrganization } = prefetchOf();
  const bare = { ...signCall(asking('2.2')), prefetch: { oursPatient, oursCoverage, oursOrganization } };
  const { status, body } = await harness.call(bare);
  expect(status).toBe(200);
  expect(said(first(body), 'pa-needed')).toHaveLength(1);
});

test('two tests of one visit: each statement says which code it is about', async () => {
  const ofVisit = (id: string, code: string) => ({ ...order(id), code: cpt(code) });
  const basedOn = ['o1', 'o2'].map((id) => ({ reference: `ServiceRequest/${id}` }));
  const encounter = { resourceType: 'Encounter', id: 'e1', status: 'arrived', class: { code: 'AMB' }, basedOn };
  const orders = searchset('ServiceRequest', ofVisit('o1', '93351'), ofVisit('o2', '78452'));
  const prefetch = { ...prefetchOf(), orders, encounter: { ...encounter, subject: { reference: 'Patient/p1' } } };
  const call = hookCall('encounter-start', { encounterId: 'e1' }, { ...asking('2.2'), prefetch });
  const { body } = await harness.call(call, 'encounter-start-crd');
  const codes = statementsOn(body.systemActions[0].resource).map((one: Part) => said(one, 'billingCode')[0].code);
  expect(codes).toEqual(['93351', '78452']);
});

test('codes of options are names of the guide where it has one', () => {
  for (const service of services)
    for (const { code } of optionsOf(service)) if (code !== 'max-cards') expect(RESPONSE_TYPES).toContain(code);
});

test('an option is called the same at every hook', () => {
  const names = new Map<string, Part>();
  for (const option of services.flatMap(optionsOf)) {
    expect(option).toEqual(names.get(option.code) ?? option);
    names.set(option.code, option);
  }
});

test('every kind of card a hook shows can be switched off there', () => {
  for (const { hook, card } of cards()) {
    const service = services.find((one) => one.hook === hook);
    expect(service && optionsOf(service)).toContainEqual(
      expect.objectContaining({ code: card.source.topic.code, type: 'boolean' }),
    );
  }
});

test('the answer while ordering is the answer by every other door', async () => {
  const { body } = await harness.call(
    signCall(
      asking('2.2'),
      draft((one) => Object.assign(one, { id: 'same' })),
    ),
  );
  const asked = { method: 'POST', path: '/r4/ServiceRequest/$assess', body: orderMessage('same') } as const;
  const [insurance] = (await harness.ways.direct(asked)).body.insurance;
  expect(said(first(body), 'pa-needed')).toEqual([insurance.item[0].authorizationRequired ? 'auth-needed' : 'no-auth']);
  const assertion = await harness.ports.assertions.get(
    tenantId('clinic'),
    said(first(body), 'coverage-assertion-id')[0],
  );
  const [record] = await onFile(harness.ports, tenantId('clinic'), 'same');
  expect(assertion?.said.determinations[0]?.advice).toBe(record?.advice);
});

test('an order that can be billed by several codes is answered for all of them', async () => {
  const echo = draft((one) => {
    one.code = { coding: [{ system: 'http://loinc.org', code: '18107-3' }] };
  });
  const { body } = await harness.call(signCall(asking('2.2'), echo));
  expect(said(first(body), 'pa-needed')).not.toEqual(['no-auth']);
  expect(said(first(body), 'billingCode')).toEqual([]);
});

test.each(['uhc-commercial', 'cigna-commercial', 'original-medicare'])(
  'one service for all payers: %s',
  async (payer) => {
    const prefetch = prefetchOf();
    prefetch.oursOrganization = {
      ...prefetch.oursOrganization,
      identifier: [{ system: 'https://stresspass.example/fhir/NamingSystem/payer', value: payer }],
    };
    const { status, body } = await harness.call(signCall({ ...asking('2.2'), prefetch }));
    expect(status).toBe(200);
    expect(statementsOn(body.systemActions[0].resource)).toHaveLength(1);
  },
);

test('every call is in the audit trail, with patient and service', async () => {
  harness.time.now = '2026-06-01T16:00:00.000Z';
  await harness.call(signCall());
  const kept = (await harness.auditItems()).map((item) => JSON.stringify(item));
  expect(
    kept.some((one) => one.includes('invoke') && one.includes('2026-06-01T16:00') && one.includes('Patient/p1')),
  ).toBe(true);
});

test('no white space is sent that means nothing', async () => {
  const { text } = await harness.call(signCall());
  expect(text).toBe(JSON.stringify(JSON.parse(text)));
});

test('dispatching one order says nothing of another', async () => {
  const prefetch = { ...prefetchOf(), orders: searchset('ServiceRequest', order('o1'), order('o2')) };
  const context = { dispatchedOrders: ['ServiceRequest/o2'], performer: 'Practitioner/doctor' };
  const { body } = await harness.call(hookCall('order-dispatch', context, { prefetch }), 'order-dispatch-crd');
  expect(body.systemActions.map(({ resource }: Part) => resource.id)).toEqual(['o2']);
});

test('cards are signed by the payer, by the name people know', async () => {
  for (const { name, card } of cards().filter(({ card: { source } }) => source.topic.code !== 'insurance')) {
    const label = name === 'appointment-book-several-visits-2.0.json' ? 'Aetna commercial' : 'EmblemHealth';
    expect([label, 'UnitedHealthcare commercial'], name).toContain(card.source.label);
  }
});

test('links stand in the list of links, not in the text alone', () => {
  for (const { card } of cards())
    for (const [link] of (card.detail ?? '').matchAll(/https?:\/\/[^\s)]+/g))
      expect((card.links ?? []).map(({ url }: Part) => url)).toContain(link);
});

test('a proposal says in words which test to order', () => {
  const proposals = cards().filter(({ card }) => card.suggestions);
  expect(proposals.length).toBeGreaterThan(0);
  for (const { card } of proposals)
    expect(card.suggestions[0].label).toContain(card.suggestions[0].actions[0].resource.code.coding[0].code);
});

test('most cards are for information', () => {
  const indicators = cards().map(({ card }) => card.indicator);
  expect(indicators.filter((one) => one === 'info').length).toBeGreaterThan(indicators.length / 2);
});

test('no card sends anybody to a portal', () => {
  expect(cards().length).toBeGreaterThan(0);
  for (const { card } of cards()) expect(JSON.stringify(card)).not.toMatch(/portal/i);
});
