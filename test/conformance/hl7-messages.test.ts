import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type HookHarness, openHookHarness } from '../cds-hooks/hook-harness.ts';
import { cpt, type Part } from '../support/endpoint-messages.ts';

const FOLDER = new URL('../../../shared/data/davinci-crd-2.2.1-source/hooks/', import.meta.url);
const isThere = existsSync(FOLDER);
if (!isThere) console.warn('Skipped: the hook messages of Da Vinci CRD 2.2.1 are not beside this checkout.');
const NAMES = isThere ? readdirSync(FOLDER).filter((name) => /Request\d*\.json$/.test(name)) : [];
const read = (name: string): Part => JSON.parse(readFileSync(new URL(name, FOLDER), 'utf8'));

describe.skipIf(!isThere)('messages HL7 publishes', () => {
  let harness: HookHarness;
  beforeAll(async () => {
    harness = await openHookHarness();
  });
  afterAll(() => harness.close());

  test.each(NAMES)('%s is about no stress test: no advice, nothing read, nothing stored', async (name) => {
    const before = await harness.scan();
    const message = read(name);
    const { status, body } = await harness.call(message, `${message.hook}-crd`);
    expect([200, 412]).toContain(status);
    if (status === 200) expect(body).toEqual({ cards: [], systemActions: [] });
    expect(await harness.scan()).toEqual(before);
  });

  const WHOLE = ['order-select', 'order-sign', 'encounter-start', 'encounter-discharge'];
  test('templates are those of the guide; where they join several paths ours are among them', async () => {
    const theirs: readonly Part[] = read('CRDServices.json').services;
    const { services } = (await harness.ask({ method: 'GET', path: '/cds-services' })).body;
    const paths = (template: string) => template.replace(/^[^{]*\{\{|\}\}.*$/g, '').split('|');
    for (const { hook, prefetch } of services) {
      const standard = theirs.find((one) => one.hook === hook)?.prefetch;
      const shared = Object.keys(prefetch).filter((key) => key in standard);
      expect(shared).toEqual(
        expect.arrayContaining(['patient', 'encounter', 'coverage', 'organizations', 'locations']),
      );
      for (const key of shared) {
        if (WHOLE.includes(hook)) expect(prefetch[key]).toBe(standard[key]);
        expect(paths(standard[key])).toEqual(expect.arrayContaining(paths(prefetch[key])));
      }
    }
  });

  test('the signed order with a stress test in its place is answered or refused for its coverage, never failed', async () => {
    const message = read('CRDServiceRequest.json');
    for (const { resource } of message.context.draftOrders.entry)
      if (resource.resourceType === 'ServiceRequest') resource.code = cpt('93351');
    const { status, body } = await harness.call(message, 'order-sign-crd');
    expect(status).toBeLessThan(500);
    if (status !== 200) expect(body.resourceType).toBe('OperationOutcome');
  });
});
