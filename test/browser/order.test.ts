import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { moveClock } from '../../infra/cli/sandbox/clock.ts';
import { hasChromium } from '../support/chromium.ts';
import { type Desk, openDesk } from './open-desk.ts';

describe.skipIf(!hasChromium)('an order', () => {
  let desk: Desk;
  beforeAll(async () => {
    desk = await openDesk();
  }, 180_000);
  afterAll(() => desk?.close());

  test('the service alone wrote in between: the decision is recorded without a second look, on the version the service left', async () => {
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

  test('its payer is asked by a press, and what came of it is told', async () => {
    const { page, errors } = await desk.open('/');
    await page.locator('.visit .v-patient a').first().click();
    const card = page.locator('section', { has: page.getByRole('heading', { name: 'Coverage', exact: true }) });
    const answered = page.waitForResponse(/\$ask-eligibility/);
    await card.getByRole('button', { name: 'Ask the payer now' }).click();
    // Nobody is there to be asked in this sandbox: it is said, with what to do, and nothing is told as if it were known.
    expect((await answered).status()).toBe(400);
    await card.getByText('No payer of this order can be asked').waitFor();
    expect(await page.getByText(/\d+ open questions/).count()).toBe(0);
    expect(errors).toEqual([]);
    await page.context().close();
  }, 60_000);
});
