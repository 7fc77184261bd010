import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { moveClock } from '../../infra/cli/sandbox/clock.ts';
import { hasChromium } from '../support/chromium.ts';
import { type Desk, openDesk } from './open-desk.ts';

/** The service writes an order between a reader's look at it and what the reader sends of it. */
describe.skipIf(!hasChromium)('the service alone wrote in between', () => {
  let desk: Desk;
  beforeAll(async () => {
    desk = await openDesk();
  }, 180_000);
  afterAll(() => desk?.close());

  test('the decision is recorded without a second look, on the version the service left', async () => {
    const { page } = await desk.open('/');
    const row = page.locator('.visit', { has: page.getByRole('button', { name: /^Send request/ }) }).first();
    const [source = '', order = ''] = ((await row.getAttribute('data-key')) ?? '').split('|');
    const status = async () => {
      const headers = { 'x-stresspass-tenant': 'sandbox' };
      const path = `/r4/ServiceRequest/${order}/$authorization-status?source=${source}`;
      const answer = await fetch(desk.url + path, { headers });
      return { etag: answer.headers.get('etag'), text: await answer.text() };
    };
    await row.getByRole('link').first().click();
    const card = page.locator('#record-card');
    await card.locator('summary').first().click();
    await card.getByLabel('Decision', { exact: true }).selectOption('denied');
    const before = await status();
    // Two days later nobody has sent the request: the service notes that its time is over.
    await moveClock(desk.url, '+2d');
    const after = await status();
    expect(after.etag).not.toBe(before.etag);
    expect(after.text).toContain('deadline-passed');
    const sent: (string | undefined)[] = [];
    page.on('request', (request) => {
      if (request.url().includes('$record-decision')) sent.push(request.headers()['if-match']);
    });
    await card.getByRole('button', { name: 'Record', exact: true }).click();
    await page.getByText('Recorded: denied.').waitFor();
    expect(sent[0], 'the version the reader saw').toBe(before.etag);
    expect(sent.length, 'refused, and sent again').toBe(2);
    expect(await page.getByText('Yours was not saved.').count()).toBe(0);
    expect((await status()).text).toContain('Recorded: denied');
    await page.context().close();
  }, 60_000);
});
