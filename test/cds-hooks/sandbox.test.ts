import { readdirSync, readFileSync } from 'node:fs';
import { beforeAll, describe, expect, test } from 'vitest';
import { seed } from '../../infra/local/seed.ts';
import { tenantId } from '../../shared/app/keys/tenant-id.ts';
import type { Part } from '../support/endpoint-messages.ts';
import { type HookHarness, openHookHarness, said, statementsOn } from './hook-harness.ts';

/** The sample calls of a folder for integrators, asked of the sandbox tenant and of one that holds nothing. */
const FOLDER = new URL('../../docs/samples/cds-hooks/', import.meta.url);
const CALLS = readdirSync(FOLDER).map((name): Part => JSON.parse(readFileSync(new URL(name, FOLDER), 'utf8')));

const PARTS = [
  ...['coverage', 'covered', 'pa-needed', 'doc-needed', 'doc-purpose', 'info-needed', 'billingCode', 'reason'],
  ...['detail', 'dependency', 'contact', 'questionnaire', 'date', 'coverage-assertion-id', 'satisfied-pa-id'],
  'expiry-date',
];

const answersOf = async (tenant: string): Promise<readonly Part[]> => {
  const harness: HookHarness = await openHookHarness((open) => ({
    ...open,
    config: { ...open.config, DEFAULT_TENANT: tenantId(tenant) },
  }));
  await seed(harness.harness);
  const answers: Part[] = [];
  for (const call of CALLS) answers.push((await harness.call(call, `${call.hook}-crd`)).body);
  await harness.close();
  return answers;
};

let sandbox: readonly Part[];
let bare: readonly Part[];
beforeAll(async () => {
  sandbox = await answersOf('sandbox');
  bare = await answersOf('clinic');
}, 60_000);

const statements = (answers: readonly Part[]): readonly Part[] =>
  answers.flatMap(({ systemActions = [] }) => systemActions.flatMap(({ resource }: Part) => statementsOn(resource)));
const words = (answers: readonly Part[], part: string): readonly Part[] =>
  statements(answers).flatMap((one) => said(one, part));
const cards = (answers: readonly Part[]): readonly Part[] => answers.flatMap((answer) => answer.cards ?? []);
const reasons = (answers: readonly Part[]) =>
  words(answers, 'reason').flatMap(({ coding = [] }) => coding.map(({ code }: Part) => code));

describe('brought out by the data of the sandbox tenant', () => {
  test.each(PARTS)('the part %s', (part) => expect(words(sandbox, part).length).toBeGreaterThan(0));
  test('and no part the release does not know', () => {
    const urls = statements(sandbox).flatMap(({ extension }) => extension.map(({ url }: Part) => url));
    expect([...new Set(urls)].sort()).toEqual([...PARTS].sort());
  });
  test.each(['covered', 'not-covered', 'conditional', 'indeterminate'])('covered: %s', (word) =>
    expect(words(sandbox, 'covered')).toContain(word),
  );
  test.each(['no-auth', 'auth-needed', 'satisfied', 'conditional', 'indeterminate'])('pa-needed: %s', (word) =>
    expect(words(sandbox, 'pa-needed')).toContain(word),
  );
  test.each(['no-member-found', 'coverage-not-found', 'no-active-coverage', 'technical'])('the reason %s', (code) =>
    expect(reasons(sandbox)).toContain(code),
  );
  test('a card with a link to the policy, and the day it was read', () => {
    const found = cards(sandbox).filter(({ links, suggestions }) => links && !suggestions);
    expect(found.length).toBeGreaterThan(0);
    expect(found.some(({ detail }) => /as read on \d{4}-\d\d-\d\d/.test(detail))).toBe(true);
  });
  test('a card of instructions alone', () =>
    expect(cards(sandbox).filter(({ links, suggestions, detail }) => !links && !suggestions && detail)).not.toEqual(
      [],
    ));
  test.each(['claim', 'appropriate-use', 'guideline', 'insurance', 'therapy-alternatives-opt'])(
    'a card about %s',
    (topic) => expect(cards(sandbox).map(({ source }) => source.topic.code)).toContain(topic),
  );
  test('coding errors say what is wrong, and how to mend it', () => {
    const [card] = cards(sandbox).filter(({ source }) => source.topic.code === 'claim');
    expect(card).toMatchObject({ indicator: 'warning', summary: /^Coding: /, detail: /93017|93015/ });
  });
});

describe('not by who asks: where the data are missing, so are the answers', () => {
  test('satisfied', () => expect(words(bare, 'pa-needed')).not.toContain('satisfied'));
  test.each(['no-member-found', 'coverage-not-found'])('%s', (code) => expect(reasons(bare)).not.toContain(code));
});
