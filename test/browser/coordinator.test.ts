import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { hasChromium } from '../support/chromium.ts';
import { changeRow, type Desk, flipRows, holdClock, lookNow, openDesk, pinned, withRows } from './open-desk.ts';

describe.skipIf(!hasChromium)('a coordinator', () => {
  let desk: Desk;
  beforeAll(async () => {
    desk = await openDesk();
  }, 180_000);
  afterAll(() => desk?.close());

  test('assigns an order, sets a day, notes a call; the list shows who has it', async () => {
    const { page, errors } = await desk.open('/');
    await page
      .getByRole('button', { name: /^Ask plan/ })
      .first()
      .click();
    const panel = page.locator('.panel');
    await panel.locator('summary', { hasText: 'Follow-up' }).click();
    await panel.getByLabel('With', { exact: true }).fill('Dana');
    await panel.getByLabel('Waiting on').fill('the plan');
    await panel.getByLabel('Follow up on').fill('2026-12-04');
    await page.locator('.panel summary', { hasText: 'Phone call' }).click();
    await page.getByLabel('Spoke with').fill('Lee');
    await page.getByLabel('What was said').fill('Call again on Friday');
    await page.getByRole('button', { name: 'Save' }).click();
    await page.getByText('Follow-up saved.').waitFor();
    await page.locator('.visit .v-who', { hasText: 'Dana' }).waitFor();
    await page.locator('.notes', { hasText: 'Call again on Friday' }).waitFor();
    expect(errors).toEqual([]);
    await page.context().close();
  }, 40_000);

  test('sees that something changed without losing the row, and whom to call', async () => {
    const { page } = await desk.open('/auth/session');
    const flip = await flipRows(page, 'yes', 'no');
    await holdClock(page);
    await page.goto(`${desk.url}/`);
    await page.locator('.visit').first().waitFor();
    await page.keyboard.press('j');
    const before = await page.evaluate(() => document.activeElement?.getBoundingClientRect().top);
    flip();
    await lookNow(page);
    await page.getByText(/^\d+ changed/).waitFor({ timeout: 25_000 });
    expect(await page.locator('.group').first().locator('.visit').count()).toBe(3);
    expect(await page.evaluate(() => document.activeElement?.matches('.v-patient a'))).toBe(true);
    await page.locator('.notice', { hasText: 'changed' }).getByRole('button', { name: 'Show' }).click();
    await page.getByRole('button', { name: 'Cancel list' }).click();
    const rows = page.locator('dialog tbody tr');
    expect(await rows.count()).toBeGreaterThan(0);
    expect(before).toBeGreaterThan(0);
    await page.context().close();
  }, 60_000);

  test('is told who was faster, and records nothing over it', async () => {
    const { page } = await desk.open('/');
    const found = page.locator('.visit', { has: page.getByRole('button', { name: /^Record decision/ }) }).first();
    const first = await pinned(page, found);
    await first.getByRole('link').focus();
    await page.keyboard.press('r');
    await page.locator('.panel select:focus').waitFor();
    // A decision of its own: the same one again would change nothing, and nobody would be in the way.
    const history = await changeRow(desk, first, 'record-decision', [
      { name: 'decision', valueCode: 'pended' },
      { name: 'number', valueString: 'CASE-7731' },
      { name: 'numberKind', valueCode: 'case' },
    ]);
    await page.locator('.panel').getByLabel('Decision', { exact: true }).selectOption('denied');
    await page.locator('.panel').getByRole('button', { name: 'Record', exact: true }).click();
    await page.getByText(/recorded a decision (just now|\d+ min ago)\./).waitFor();
    await page.getByText('Yours was not saved.').waitFor();
    expect(await history()).toContain('Recorded: pended, received from the payer');
    expect(await history(), 'nothing was written over it').not.toContain('Recorded: denied');
    await page.getByRole('button', { name: 'Review it' }).click();
    await expect.poll(() => page.getByText('Yours was not saved.').count()).toBe(0);
    // What was chosen stays, and can be recorded on the version that was reviewed.
    expect(await page.locator('.panel').getByLabel('Decision', { exact: true }).inputValue()).toBe('denied');
    expect(await page.getByText(/^\d+ changed/).count(), 'the list shows the newer version too').toBe(0);
    await page.locator('.panel').getByRole('button', { name: 'Record', exact: true }).click();
    await page.getByText('Recorded: denied.').waitFor();
    expect(await history()).toContain('Recorded: denied');
    await page.context().close();
  }, 40_000);

  test('saves no follow-up over another one, and keeps what was typed', async () => {
    const { page } = await desk.open('/');
    const found = page.locator('.visit', { has: page.getByRole('button', { name: /^Choose slot/ }) }).first();
    const first = await pinned(page, found);
    await first.getByRole('link').focus();
    await page.keyboard.press('e');
    const panel = page.locator('.panel');
    await panel.locator('summary', { hasText: 'Follow-up' }).click();
    await panel.getByLabel('Note', { exact: true }).fill('Left a message.');
    const record = await changeRow(desk, first, 'follow-up', [{ name: 'assignee', valueString: 'Robin' }]);
    await panel.getByRole('button', { name: 'Save' }).click();
    await panel.getByText(/saved a follow-up (just now|\d+ min ago)\./).waitFor();
    expect(await panel.getByText('Left a message.').count(), 'nothing was written').toBe(0);
    await panel.getByRole('button', { name: 'Review it' }).click();
    // Who has it now is shown, and stays when the note is saved.
    await expect.poll(() => panel.getByLabel('With', { exact: true }).inputValue()).toBe('Robin');
    expect(await panel.getByLabel('Note', { exact: true }).inputValue()).toBe('Left a message.');
    await panel.getByRole('button', { name: 'Save' }).click();
    await page.locator('.notes', { hasText: 'Left a message.' }).waitFor();
    expect(await record()).toContain('"valueString":"Robin"');
    await page.context().close();
  }, 40_000);

  test('a refusal that is no overtaking says what is wrong and what to do, and keeps what was typed', async () => {
    const { page } = await desk.open('/');
    await page
      .getByRole('button', { name: /^Record decision/ })
      .first()
      .click();
    const says = 'This number is on file for another patient.';
    await page.route(/\$record-decision/, (route) =>
      route.fulfill({
        status: 409,
        json: {
          resourceType: 'OperationOutcome',
          issue: [{ severity: 'error', code: 'conflict', details: { text: says } }],
        },
      }),
    );
    const panel = page.locator('.panel');
    await panel.getByLabel('Decision', { exact: true }).selectOption('approved');
    await panel.getByLabel('Number', { exact: true }).fill('A-1');
    await panel.getByRole('button', { name: 'Record', exact: true }).click();
    await panel.getByText(says).waitFor();
    await panel.getByText('check the number').waitFor();
    expect(await page.getByRole('button', { name: 'Review it' }).count()).toBe(0);
    expect(await panel.getByLabel('Number', { exact: true }).inputValue()).toBe('A-1');
    await page.context().close();
  }, 40_000);

  test('nothing of a patient stands in an address, in storage or in the console', async () => {
    const { page } = await desk.open('/auth/session');
    const told: string[] = [];
    page.on('console', (message) => told.push(message.text()));
    page.on('request', (request) => told.push(request.url()));
    await page.goto(`${desk.url}/`);
    const link = page.locator('.v-patient a').first();
    const name = (await link.textContent()) ?? '';
    await page.getByRole('searchbox').fill(name.slice(0, 4));
    await link.click();
    await page.getByRole('heading', { name }).waitFor();
    told.push(page.url().split('#')[0] ?? '', await page.title(), page.url());
    told.push(await page.evaluate(() => JSON.stringify([{ ...localStorage }, { ...sessionStorage }, document.cookie])));
    expect(name.length).toBeGreaterThan(4);
    for (const part of name.split(/[ ,]+/)) expect(told.filter((one) => one.includes(part))).toEqual([]);
    const stored = await page.evaluate(() => Object.keys(localStorage).sort());
    expect(stored).toEqual(['desk.keys', 'desk.look']);
    await page.context().close();
  }, 40_000);

  test('a thousand rows: figures', async () => {
    const first = await desk.open('/');
    await first.page.locator('.visit').first().waitFor();
    const usable = await first.page.evaluate(() => performance.now());
    console.log(`the demo day can be used ${usable.toFixed(0)} ms after the address was opened`);
    await first.page.context().close();
    const { page } = await desk.open('/auth/session');
    await withRows(page, 1_000);
    const from = performance.now();
    await page.goto(`${desk.url}/`);
    await page.locator('.visit').first().waitFor();
    const shown = performance.now() - from;
    const frames = await page.evaluate(
      () =>
        new Promise<number>((resolve) => {
          const times: number[] = [];
          const step = (at: number): void => {
            times.push(at);
            scrollBy(0, 400);
            if (times.length < 60) requestAnimationFrame(step);
            else resolve(Math.max(...times.slice(1).map((one, index) => one - (times[index] ?? one))));
          };
          requestAnimationFrame(step);
        }),
    );
    const { interactive } = await page.evaluate(() => {
      const [entry] = performance.getEntriesByType('navigation') as PerformanceNavigationTiming[];
      return { interactive: entry?.domInteractive ?? 0 };
    });
    console.log(
      `1,000 rows shown after ${shown.toFixed(0)} ms, document interactive after ${interactive.toFixed(0)} ms, longest frame of a scroll ${frames.toFixed(0)} ms`,
    );
    expect(await page.locator('.visit').count()).toBe(1_000);
    await page.context().close();
  }, 60_000);
});
