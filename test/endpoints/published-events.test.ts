import { readdirSync, readFileSync } from 'node:fs';
import { Ajv2020 } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { recordDecision } from '../../functions/fhir-api/record-decision.ts';
import type { PublishedEvent } from '../../shared/app/ports/ports.ts';
import { type EventHarness, openEventHarness, requestTo, TENANT } from '../support/event-harness.ts';
import { MARKS, orderBundle } from '../support/orders.ts';

const docs = new URL('../../docs/events/', import.meta.url);
const read = (name: string) => JSON.parse(readFileSync(new URL(name, docs), 'utf8'));
const names = readdirSync(docs).filter((name) => name.endsWith('.schema.json'));
const ajv = new Ajv2020({ allErrors: true, strict: true, allowUnionTypes: true });
addFormats.default(ajv);
const validators = new Map(names.map((name) => [read(name).title as string, ajv.compile(read(name))]));
const describedBy = (type: string): string[] =>
  Object.keys(names.map(read).find(({ title }) => title === type).properties.detail.properties);

/** As the adapter puts it on the bus, and as a consumer gets it. */
const onTheBus = ({ id, type, detail }: PublishedEvent) =>
  JSON.parse(JSON.stringify({ source: 'stresspass', 'detail-type': type, detail: { id, ...detail } }));

describe('the examples', () => {
  test.each(names)('%s has one that it accepts, and that shows every field', (name) => {
    const example = read(name.replace('.schema.', '.example.'));
    const validate = validators.get(example['detail-type'])!;
    expect(validate(example), JSON.stringify(validate.errors)).toBe(true);
    expect(Object.keys(example.detail).sort()).toEqual(describedBy(example['detail-type']).sort());
  });

  test.each(names)('%s refuses a detail with a wrong or a missing word', (name) => {
    const example = read(name.replace('.schema.', '.example.'));
    const validate = validators.get(example['detail-type'])!;
    const wrong = [{ state: 'perhaps' }, { advice: undefined }, { serviceDate: 'soon' }, { version: '2' }, { id: '' }];
    for (const change of wrong)
      expect(validate(JSON.parse(JSON.stringify({ ...example, detail: { ...example.detail, ...change } })))).toBe(
        false,
      );
  });
});

describe('what is really published', () => {
  let harness: EventHarness;
  beforeAll(async () => {
    harness = await openEventHarness();
    await harness.receive({ detail: { source: TENANT.source, bundle: orderBundle('published') } });
    await harness.drain();
    await harness.relay();
    const parameter = [
      { name: 'decision', valueCode: 'approved' },
      { name: 'number', valueString: 'A-1' },
      { name: 'period', valuePeriod: { start: '2026-12-01', end: '2027-01-14' } },
    ];
    const reply = await recordDecision(
      requestTo('record-decision', { id: 'published' }, { resourceType: 'Parameters', parameter }),
      harness.harness,
    );
    expect(reply.status).toBe(200);
    await harness.relay();
  });
  afterAll(() => harness.close());

  test('is what the schemas describe, and nothing they do not name', () => {
    expect(harness.published).toHaveLength(4);
    for (const event of harness.published) {
      const validate = validators.get(event.type)!;
      expect(validate(onTheBus(event)), JSON.stringify(validate.errors)).toBe(true);
      expect(describedBy(event.type)).toEqual(expect.arrayContaining(Object.keys(onTheBus(event).detail)));
    }
  });

  test('tells the first assessment, then the change to approved', () => {
    expect(harness.published.map(({ type, detail: { recordVersion, state } }) => [type, recordVersion, state])).toEqual(
      [
        ['StressTestAssessed', 1, 'information-needed'],
        ['AuthorizationChanged', 1, 'information-needed'],
        ['StressTestAssessed', 2, 'approved'],
        ['AuthorizationChanged', 2, 'approved'],
      ],
    );
    expect(harness.published[1]!.detail).not.toHaveProperty('previousState');
    expect(harness.published[3]!.detail).toMatchObject({ previousState: 'information-needed' });
  });

  test('is published once, and holds nothing of the patient', async () => {
    await harness.relay();
    expect(harness.published).toHaveLength(4);
    for (const mark of MARKS) expect(JSON.stringify(harness.published)).not.toContain(mark);
  });
});
