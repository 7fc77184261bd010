import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { hasChromium } from '../support/chromium.ts';
import { type Desk, holdClock, lookNow, openDesk, withRows } from './open-desk.ts';

/** Seconds a practiced typist needs for a key (keystroke-level model), and for a look at a row and a decision about it. */
const KEY_S = 0.2;
const LOOK_S = 0.9;

/** Presses keys and counts them. */
const keysOn = (page: Page) => {
  let count = 0;
  return {
    press: async (...keys: readonly string[]): Promise<void> => {
      for (const key of keys) {
        count += 1;
        await page.keyboard.press(key);
      }
    },
    count: () => count,
  };
};

const focused = (page: Page) =>
  page.evaluate(() => document.activeElement?.closest('.visit')?.getAttribute('data-key'));

describe.skipIf(!hasChromium)('a scheduler with the keyboard alone', () => {
  let desk: Desk;
  beforeAll(async () => {
    desk = await openDesk();
  }, 180_000);
  afterAll(() => desk?.close());

  test('triages 40 rows in 60 seconds of keys and looks: every row shows state, reason and next action', async () => {
    const { page } = await desk.open('/auth/session');
    await withRows(page, 40);
    await page.goto(`${desk.url}/`);
    await page.locator('.visit').first().waitFor();
    await page
      .getByRole('button', { name: /^Ready to book \d+$/ })
      .last()
      .click();
    await page.locator('.visit').nth(39).waitFor({ state: 'visible' });
    await page.locator('h1').click();
    const keys = keysOn(page);
    const seen = new Set<string>();
    for (let row = 0; row < 40; row += 1) {
      await keys.press('j');
      seen.add((await focused(page)) ?? '');
    }
    expect(seen.size).toBe(40);
    const told = await page
      .locator('.visit')
      .evaluateAll((rows) =>
        rows.every((row) =>
          ['.v-state', '.v-reason', '.v-action button', '.v-patient a'].every((part) =>
            Boolean(row.querySelector(part)?.textContent?.trim()),
          ),
        ),
      );
    expect(told).toBe(true);
    const seconds = keys.count() * KEY_S + 40 * LOOK_S;
    console.log(`triage of 40 rows: ${keys.count()} keys, ${seconds.toFixed(0)} s`);
    expect(seconds).toBeLessThanOrEqual(60);
    await page.context().close();
  }, 60_000);

  test('finds out why by one key, and comes back to the list by one', async () => {
    const { page } = await desk.open('/');
    await page.locator('.visit').first().waitFor();
    const keys = keysOn(page);
    await keys.press('j', 'j', 'j', 'j');
    const payer = (await page.locator('.visit:focus-within .v-payer').textContent()) ?? '';
    const before = keys.count();
    await keys.press('Enter');
    await page.getByRole('heading', { name: 'Criteria' }).waitFor();
    expect(keys.count() - before).toBe(1);
    expect(await page.locator('.sentence').textContent()).toMatch(/\w{3,}/);
    expect(payer).toMatch(/\w{3,}/);
    expect(await page.locator('.order-head').textContent(), 'the payer of the row').toContain(payer);
    await keys.press('Escape');
    await page.locator('.visit').first().waitFor();
    await page.context().close();
  }, 40_000);

  test('answers the next question and is told what changed', async () => {
    const { page } = await desk.open('/');
    await page
      .getByRole('button', { name: /^Answer question/ })
      .first()
      .click();
    const question = page.locator('.panel .question-text');
    const asked = await question.textContent();
    const buttons = page.locator('.panel .question .choices button');
    const looks = await buttons.evaluateAll((all) => new Set(all.map((one) => one.className)).size);
    expect(looks, 'no answer looks better than another').toBe(1);
    await buttons.first().click();
    await page.getByText('Answer recorded:').waitFor();
    await expect.poll(() => question.textContent()).not.toBe(asked);
    await page.context().close();
  }, 40_000);

  test('records an approval in at most six keys plus the number, and takes it back', async () => {
    const { page } = await desk.open('/');
    const waiting = page.locator('.visit', { has: page.getByRole('button', { name: /^Record decision/ }) });
    await waiting.last().getByRole('link').focus();
    const keys = keysOn(page);
    await keys.press('r');
    await page.locator('.panel select:focus').waitFor();
    await keys.press('a', 'Tab');
    await page.keyboard.type('A-2026-7731');
    await keys.press('Enter');
    await page.getByText('Recorded: approved.').waitFor();
    console.log(`an approval: ${keys.count()} keys and the number`);
    expect(keys.count()).toBeLessThanOrEqual(6);
    await page.getByRole('button', { name: 'Undo' }).click();
    await page.getByText('Taken back by a correcting entry.').waitFor();
    await page.context().close();
  }, 40_000);

  test('checks a slot before it is promised, and cannot while the service is gone', async () => {
    const { page } = await desk.open('/health');
    await holdClock(page);
    await page.goto(`${desk.url}/`);
    await page
      .getByRole('button', { name: /^Choose slot/ })
      .first()
      .click();
    await page.locator('.panel').getByLabel('Day', { exact: true }).fill('2020-01-06');
    await page.getByRole('button', { name: 'Check slot' }).click();
    await expect.poll(() => page.locator('.told .pill').textContent()).toBe('Do not book');
    await page.route('**/r4/**', (route) => route.abort());
    await lookNow(page);
    await page.getByText('Not checked since').first().waitFor({ timeout: 25_000 });
    expect(await page.locator('.pill', { hasText: 'Ready to book' }).count()).toBe(0);
    expect(await page.getByRole('button', { name: 'Check slot' }).getAttribute('aria-disabled')).toBe('true');
    await page.context().close();
  }, 60_000);

  test('single keys are off in fields, and can be turned off', async () => {
    const { page } = await desk.open('/');
    await page.locator('.visit').first().waitFor();
    await page.keyboard.press('/');
    await page.keyboard.type('jre?');
    expect(await page.getByRole('searchbox').inputValue()).toBe('jre?');
    await page.getByRole('searchbox').fill('');
    await page.getByRole('button', { name: 'Help and keys' }).click();
    await page.getByLabel('Use single keys').uncheck();
    await page.keyboard.press('Escape');
    await page.locator('h1').click();
    await page.keyboard.press('j');
    expect(await focused(page)).toBeUndefined();
    await page.context().close();
  }, 40_000);
});
