import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { hasChromium } from '../support/chromium.ts';
import { axe, type Desk, holdClock, lookNow, openDesk } from './open-desk.ts';

describe.skipIf(!hasChromium)('a demo day that is still being made', () => {
  let desk: Desk;
  beforeAll(async () => {
    desk = await openDesk();
  }, 180_000);
  afterAll(() => desk?.close());

  test('is counted, then shown once: nothing moves, and no change is told', async () => {
    const { page, errors } = await desk.open('/health');
    let asked = 0;
    await page.route(/\$worklist/, async (route) => {
      asked += 1;
      const { 'if-none-match': _, ...headers } = route.request().headers();
      const response = await route.fetch({ headers });
      const bundle = await response.json();
      const entry = bundle.entry.slice(0, 5 * asked);
      const etag = `W/"filling-${Math.min(asked, 4)}"`;
      return route.fulfill({ response, headers: { ...response.headers(), etag }, json: { ...bundle, entry } });
    });
    await holdClock(page);
    await page.goto(`${desk.url}/`);
    await page.getByText(/^5 of 14 visits$/).waitFor();
    expect(await page.locator('.visit').count()).toBe(0);
    expect(await axe(page)).toEqual([]);
    // Whoever presses a key meanwhile is not told of changes to a list they have not seen.
    await page.keyboard.press('j');
    await page.locator('.visit').first().waitFor();
    expect(asked).toBe(3);
    const shown = await page.locator('.visit').allTextContents();
    // By the next look, which tells nothing new, all is as it was.
    const looked = page.waitForResponse(/\$worklist/);
    await lookNow(page);
    await (await looked).finished();
    await page.waitForTimeout(500);
    expect(asked).toBe(4);
    expect(await page.locator('.visit').allTextContents()).toEqual(shown);
    expect(await page.getByText(/\d+ changed/).count()).toBe(0);
    expect(errors).toEqual([]);
    await page.context().close();
  }, 60_000);
});
