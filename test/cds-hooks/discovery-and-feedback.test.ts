import { afterAll, beforeAll, expect, test } from 'vitest';
import { tenantId } from '../../shared/app/keys/tenant-id.ts';
import type { Part } from '../support/endpoint-messages.ts';
import { type HookHarness, openHookHarness, signCall } from './hook-harness.ts';

let harness: HookHarness;
let services: readonly Part[];
beforeAll(async () => {
  harness = await openHookHarness();
  services = (await harness.ask({ method: 'GET', path: '/cds-services' })).body.services;
});
afterAll(() => harness.close());

test('six services, each with what CDS Hooks wants and a hook of its own', () => {
  expect(services.map(({ hook }) => hook).sort()).toEqual([
    'appointment-book',
    'encounter-discharge',
    'encounter-start',
    'order-dispatch',
    'order-select',
    'order-sign',
  ]);
  for (const { id, title, description } of services)
    for (const text of [id, title, description]) expect(text).toMatch(/\S/);
});

test('releases spoken, and options with five fields each, unique, with coverage-info where an answer is due', () => {
  for (const { hook, extension } of services) {
    expect(extension['davinci-crd.version']).toEqual(['2.0', '2.2']);
    const options: readonly Part[] = extension['davinci-crd.configuration-options'];
    for (const option of options) {
      expect(Object.keys(option).sort()).toEqual(['code', 'default', 'description', 'name', 'type']);
      expect(typeof option.default).toBe(option.type === 'integer' ? 'number' : 'boolean');
    }
    for (const field of ['code', 'name', 'description'])
      expect(new Set(options.map((option) => option[field])).size).toBe(options.length);
    if (['order-sign', 'order-dispatch', 'appointment-book'].includes(hook))
      expect(options).toContainEqual(expect.objectContaining({ code: 'coverage-info', type: 'boolean' }));
  }
});

test('every %key of a template names a key declared before it', () => {
  for (const { prefetch } of services) {
    const known = new Set<string>();
    for (const [key, template] of Object.entries<string>(prefetch)) {
      for (const [, used = ''] of template.matchAll(/%(\w+)/g)) expect(known).toContain(used);
      known.add(key);
    }
    expect(prefetch.coverage).toBe('Coverage?patient={{context.patientId}}&status=active');
  }
});

test('a page of another site may ask: preflight and answer', async () => {
  for (const path of ['/cds-services', '/cds-services/order-sign-crd', '/cds-services/order-sign-crd/feedback']) {
    const headers = {
      origin: 'https://sandbox.example',
      'access-control-request-headers': 'authorization, content-type',
    };
    const { status, headers: allowed } = await harness.ways.http({ method: 'OPTIONS', path, headers });
    expect(status).toBe(204);
    expect(allowed['access-control-allow-origin']).toBe('*');
    expect(allowed['access-control-allow-headers']).toMatch(/authorization.*content-type/);
  }
  expect((await harness.call(signCall())).headers['access-control-allow-origin']).toBe('*');
});

const tell = (feedback: unknown) =>
  harness.ask({ method: 'POST', path: '/cds-services/order-sign-crd/feedback', body: { feedback } });
const kept = () => harness.ports.feedback.list(tenantId('clinic'), 'order-sign-crd', '2026-06-01', '2026-06-02');

test('feedback is kept and can be counted; words of users are not', async () => {
  const [card] = (await harness.call(signCall())).body.cards;
  const outcomeTimestamp = '2026-06-01T15:01:00Z';
  const overridden = { reason: { code: 'images-needed', display: 'x' }, userComment: 'Quillfeather said no' };
  const { status } = await tell([
    { card: card.uuid, outcome: 'overridden', overrideReason: overridden, outcomeTimestamp },
    { card: 'other', outcome: 'accepted', acceptedSuggestions: [{ id: 's1' }], outcomeTimestamp },
  ]);
  expect(status).toBe(200);
  const rows = await kept();
  expect(rows).toHaveLength(2);
  expect(rows.filter(({ outcome }) => outcome === 'overridden')).toMatchObject([
    { card: card.uuid, reason: 'images-needed' },
  ]);
  expect(rows.filter(({ outcome }) => outcome === 'accepted')).toMatchObject([{ suggestions: ['s1'] }]);
  expect((await harness.scan()).join('')).not.toContain('Quillfeather said no');
  await tell([{ card: 'other', outcome: 'accepted', acceptedSuggestions: [{ id: 's1' }], outcomeTimestamp }]);
  expect(await kept()).toHaveLength(2);
});

test.each([
  [undefined],
  [[]],
  [{}],
  [[{}]],
  [[null]],
  [[{ card: 'c', outcome: 'maybe' }]],
  [[{ card: ['c'], outcome: 'accepted' }]],
])('feedback that says nothing is 400: %j', async (feedback) => {
  expect((await tell(feedback)).status).toBe(400);
});
