import { readdirSync, readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { seed } from '../../infra/local/seed.ts';
import { tenantId } from '../../shared/app/keys/tenant-id.ts';
import type { Part } from '../support/endpoint-messages.ts';
import { type HookHarness, openHookHarness, said, statementsOn } from './hook-harness.ts';

const FOLDER = new URL('../../docs/samples/cds-hooks/', import.meta.url);
const NAMES = readdirSync(FOLDER).filter((name) => name.endsWith('.json'));
const PARTS_OF_2_2 = 16;

let harness: HookHarness;
const answers = new Map<string, Part>();
beforeAll(async () => {
  harness = await openHookHarness((open) => ({
    ...open,
    config: { ...open.config, DEFAULT_TENANT: tenantId('sandbox') },
  }));
  await seed(harness.harness);
  for (const name of NAMES) {
    const body: Part = JSON.parse(readFileSync(new URL(name, FOLDER), 'utf8'));
    const { status, body: answer } = await harness.call(body, `${body.hook}-crd`);
    expect(status, name).toBe(200);
    answers.set(name.replace('.json', ''), answer);
  }
}, 60_000);
afterAll(() => harness.close());

/** Every resource anywhere in a call. */
const resourcesIn = (node: unknown): readonly Part[] => {
  if (Array.isArray(node)) return node.flatMap(resourcesIn);
  if (typeof node !== 'object' || node === null) return [];
  const inner = Object.values(node).flatMap(resourcesIn);
  return 'resourceType' in node ? [node, ...inner] : inner;
};

test('every Encounter of the samples says what kind of visit it is, as US Core asks', () => {
  const calls = NAMES.map((name): unknown => JSON.parse(readFileSync(new URL(name, FOLDER), 'utf8')));
  const visits = resourcesIn(calls).filter(({ resourceType }) => resourceType === 'Encounter');
  expect(visits.length).toBeGreaterThan(1);
  expect(visits.filter(({ type }) => !type?.[0]?.coding?.[0]?.code)).toEqual([]);
});

const statements = (name: string) =>
  (answers.get(name)?.systemActions ?? []).flatMap(({ resource }: Part) => statementsOn(resource));
const first = (name: string, url: string) => said(statements(name)[0], url)[0];
const topics = (name: string) => answers.get(name)?.cards.map((card: Part) => card.source.topic.code);

test.each([
  ['order-sign-questions-open', 'conditional', 'auth-needed'],
  ['order-sign-questions-open-2.0', 'conditional', 'auth-needed'],
  ['order-sign-not-needed', 'covered', 'no-auth'],
  ['order-sign-satisfied', 'covered', 'satisfied'],
  ['order-sign-no-member-found', 'not-covered', undefined],
  ['order-sign-no-active-coverage', 'not-covered', undefined],
  ['order-sign-payer-unknown', 'conditional', 'conditional'],
  ['order-sign-ehr-stopped', 'indeterminate', 'indeterminate'],
])('%s: %s, %s', (name, covered, paNeeded) => {
  expect(first(name, 'covered')).toBe(covered);
  expect(first(name, 'pa-needed')).toBe(paNeeded);
});

test('why it is not covered has a code', () => {
  for (const reason of ['no-member-found', 'no-active-coverage'])
    expect(first(`order-sign-${reason}`, 'reason').coding[0].code).toBe(reason);
  expect(first('order-sign-ehr-stopped', 'reason').coding[0].code).toBe('technical');
});

test('an approval on file comes with its number and last day', () => {
  expect(first('order-sign-satisfied', 'satisfied-pa-id')).toBe('SANDBOX-APPROVAL-1');
  expect(first('order-sign-satisfied', 'expiry-date')).toBe('2027-06-01');
});

test('where the answer goes', () => {
  const targets = (name: string) => answers.get(name)?.systemActions.map(({ resource }: Part) => resource.resourceType);
  expect(targets('appointment-book')).toEqual(['ServiceRequest']);
  expect(targets('appointment-book-2.0')).toEqual(['Appointment']);
  for (const name of ['order-dispatch', 'order-dispatch-1.0']) expect(targets(name)).toEqual(['ServiceRequest']);
  for (const name of ['encounter-start', 'encounter-discharge']) expect(targets(name)).toEqual(['Encounter']);
  expect(answers.get('order-sign-not-a-stress-test')).toEqual({ cards: [], systemActions: [] });
});

test('together they show every part of a statement and every kind of card', () => {
  const parts = new Set(
    NAMES.flatMap((name) => statements(name.replace('.json', ''))).flatMap(({ extension }: Part) =>
      extension.map(({ url }: Part) => url),
    ),
  );
  expect([...parts].sort()).toHaveLength(PARTS_OF_2_2);
  expect(topics('order-sign-questions-open')).toEqual(['appropriate-use']);
  expect(answers.get('order-sign-other-test-proposed')?.cards[0].suggestions).toHaveLength(1);
  expect(topics('order-select')).toContain('therapy-alternatives-opt');
});

test('links of policies are absolute and https', () => {
  const links = [...answers.values()].flatMap(({ cards }) => cards).flatMap((card: Part) => card.links ?? []);
  expect(links.length).toBeGreaterThan(0);
  for (const link of links)
    expect(link).toMatchObject({ type: 'absolute', url: expect.stringMatching(/^https:\/\/\S+$/) });
});

describe('every kind of card occurs', () => {
  const cards = () => [...answers.values()].flatMap((answer) => answer.cards);
  test('external reference: links and no suggestions', () => {
    const found = cards().filter((card: Part) => card.links && !card.suggestions);
    expect(found.length).toBeGreaterThan(0);
    for (const card of found) expect(Object.keys(card)).not.toContain('suggestions');
  });
  test('instructions: a detail, no links, no suggestions', () => {
    const found = cards().filter((card: Part) => !card.links && !card.suggestions);
    expect(found.length).toBeGreaterThan(0);
    for (const card of found) expect(card.detail).toMatch(/\S/);
  });
  test('another test: one update of a draft of the call', () => {
    const found = cards().filter((card: Part) => card.suggestions);
    expect(found.length).toBeGreaterThan(0);
    for (const { suggestions } of found) {
      expect(suggestions).toHaveLength(1);
      expect(suggestions[0]).toMatchObject({
        uuid: expect.stringMatching(/\S/),
        actions: [{ type: 'update', resource: { id: 'echo', status: 'draft' } }],
      });
    }
  });
  test('severity is a clinician’s: nothing here is critical', () => {
    for (const card of cards()) expect(card.indicator).toMatch(/^(info|warning)$/);
  });
});
