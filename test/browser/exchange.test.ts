import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { createClient } from '../../client/index.ts';
import { hasChromium } from '../support/chromium.ts';
import { checkLook, type Desk, LOOKS, openDesk } from './open-desk.ts';

const PATIENCE_MS = 90_000;

describe.runIf(hasChromium)('Exchange, with payers', { timeout: PATIENCE_MS }, () => {
  let desk: Desk;
  let order = '';

  beforeAll(async () => {
    desk = await openDesk();
    const { today } = await (await fetch(`${desk.url}/auth/session`)).json();
    order = `send-request-${today.replaceAll('-', '')}`;
    const client = createClient({ url: desk.url, tenant: 'sandbox' });
    const prepared = await client.prepareRequest(order);
    await client.sendRequest(order, prepared ? { etag: prepared.etag } : {});
    const state = async () => expect((await client.requests(order)).at(-1)?.state).toBe('pended');
    await vi.waitFor(state, { timeout: 30_000, interval: 250 });
  }, PATIENCE_MS);
  afterAll(() => desk.close());

  test('shows each message of a request, both sides, and what the user saw; no name stands in an address', async () => {
    const { page, errors } = await desk.open('/exchange#payers');
    const addresses: string[] = [];
    page.on('request', (request) => addresses.push(request.url()));
    await page.locator('.exchange-detail .wire').nth(2).waitFor();
    expect(await page.locator('.request-head').first().textContent()).toContain('Pended');
    expect(await page.locator('.time-line strong').allTextContents()).toContain('Request: answered');
    const [sent, received] = await page.locator('.wire .json').allTextContents();
    expect(JSON.parse(sent ?? '').entry[0].resource).toMatchObject({ resourceType: 'Claim', use: 'preauthorization' });
    expect(JSON.parse(received ?? '').entry[0].resource).toMatchObject({ resourceType: 'ClaimResponse' });
    expect(await page.locator('.exchange-detail .pill').textContent()).toContain('Waiting on payer');
    await page.getByRole('link', { name: 'Open order' }).click();
    await page.getByRole('heading', { name: 'Criteria' }).waitFor();
    expect(page.url()).toContain(order);
    expect(addresses.join()).not.toMatch(/Novak|Janet|SANDBOX-2005/);
    expect(errors).toEqual([]);
  });

  test('tells how the payer’s endpoint answers', async () => {
    const { page } = await desk.open('/exchange#payers');
    const endpoint = page.locator('.endpoint');
    await endpoint.waitFor();
    expect(await endpoint.textContent()).toMatch(/sandbox-payer.*Answers.*message.*answered/);
  });

  test('where nothing was sent, says what to do', async () => {
    const { page } = await desk.open('/exchange#payers');
    await page.locator('.endpoint').waitFor();
    await page.getByLabel('Data').selectOption('demo');
    await page.getByText('No request went to a payer yet').waitFor();
    await page.getByText('No endpoint of a payer is in the settings').waitFor();
  });

  test('the payer sees what it was sent, and opens it', async () => {
    const { page, errors } = await desk.open('/exchange#payers');
    await page.locator('.endpoint').waitFor();
    await page.getByLabel('Data').selectOption('sandbox-payer');
    const sent = page.locator('.request-head a');
    await sent.first().click();
    await page.getByRole('heading', { name: 'Novak' }).waitFor();
    expect(errors).toEqual([]);
  });

  test.each(Object.entries(LOOKS))('%s: no violation, and nothing wider than the window', async (_, look) => {
    const { size, schemes } = look;
    const { page, errors } = await desk.open('/exchange#payers', { ...size, colorScheme: schemes[0]! });
    await page.locator('.exchange-detail .wire').nth(2).waitFor();
    await checkLook(page, schemes);
    expect(errors).toEqual([]);
    await page.context().close();
  });
});
