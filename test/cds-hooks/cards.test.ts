import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Part } from '../support/endpoint-messages.ts';
import { cardPage, SITUATIONS } from './card-situations.ts';
import { type HookHarness, openHookHarness } from './hook-harness.ts';

let harness: HookHarness;
const answers = new Map<string, Part>();
beforeAll(async () => {
  harness = await openHookHarness();
  for (const { name, ask } of SITUATIONS) answers.set(name, await ask(harness));
}, 60_000);
afterAll(() => harness.close());

const cardsOf = (name: string): readonly Part[] => answers.get(name)?.cards ?? [];
const all = (): readonly Part[] => [...answers.values()].flatMap(({ cards }) => cards);

test('docs/cards.md is what a client shows (npm run docs:tables)', async () => {
  expect(await cardPage()).toBe(readFileSync(new URL('../../docs/cards.md', import.meta.url), 'utf8'));
}, 60_000);

describe('one card an order', () => {
  test('and never none: an empty screen reads as "none needed"', () => {
    for (const { name } of SITUATIONS)
      expect([name, cardsOf(name).length]).toEqual([name, name === 'The whole test and a part of it' ? 2 : 1]);
  });
  test('line 1 is whole sentences about the test ordered, in at most 139 characters', () => {
    for (const { summary } of all()) {
      expect(summary.length).toBeLessThan(140);
      expect(summary).toMatch(/[.?]$/);
      expect(summary).not.toContain('…');
    }
    const [spect] = cardsOf('A SPECT, Cigna, nothing known of exercise');
    expect(spect?.summary).toBe(
      'Prior authorization required: SPECT, Cigna. One answer needed: can the resting ECG be read?',
    );
    const [echo] = cardsOf('A stress echo, UnitedHealthcare, she can exercise and the ECG can be read');
    expect(echo?.summary).toMatch(/^Prior authorization required: stress echo/);
    expect(echo?.suggestions[0].label).toContain('93015');
    expect(echo?.links[0].url).toMatch(/^https:\/\/[^/]+\/.+/);
  });
  test('shows the state people know from list and Task', () => {
    for (const card of all().filter(({ detail }) => !/^(No active coverage|Whether)/.test(detail)))
      expect(card.detail).toMatch(/\*\*(Ready to book|Your move|Waiting on payer|Do not book|Ask the plan)\*\*/);
  });
});

test('clerks’ questions are not put to clinicians, nor theirs to who books', () => {
  const clerks =
    /product of the payer|place of service|(?<!taken as not )delegated|On which date|administrative gender|How old/;
  for (const { name } of SITUATIONS)
    for (const { detail } of cardsOf(name))
      if (name === 'A visit being booked') expect(detail).not.toMatch(/exercise|ECG/);
      else expect([name, clerks.test(detail)]).toEqual([name, false]);
});

test('a Medicare fee is shown to Medicare alone, and no criteria are called the payer’s', () => {
  for (const { detail, source } of all()) {
    if (!/Medicare$/.test(source.label)) expect(detail).not.toMatch(/Medicare fee/);
    expect(detail).not.toMatch(/payer['’]s criteria/);
  }
});

test('where coverage is not shown, no card says "go ahead" or "Proceed"', () => {
  for (const name of [
    'An exercise ECG, Original Medicare, for back pain',
    'An exercise ECG, Original Medicare, screening',
  ]) {
    const [card] = cardsOf(name);
    expect(card).toMatchObject({ indicator: 'warning', summary: expect.stringMatching(/but coverage is not shown/) });
    expect(JSON.stringify(card)).not.toMatch(/go ahead|Proceed/i);
  }
});

test('each kind of card of the guide occurs: reference, instructions, proposal', () => {
  const kinds = all().map(({ links, suggestions }) =>
    suggestions ? 'proposal' : links ? 'reference' : 'instructions',
  );
  expect([...new Set(kinds)].sort()).toEqual(['instructions', 'proposal', 'reference']);
});
