import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { createClient } from '../../client/index.ts';
import { hasChromium } from '../support/chromium.ts';
import { axe, type Desk, machineDates, openDesk } from './open-desk.ts';

const PATIENCE_MS = 90_000;

describe.runIf(hasChromium)('Exchange, with payers', { timeout: PATIENCE_MS }, () => {
  const dataDir = mkdtempSync(join(tmpdir(), 'exchange-'));
  let desk: Desk;
  let order = '';

  beforeAll(async () => {
    desk = await openDesk({ DATA_DIR: dataDir });
    const { today } = await (await fetch(`${desk.url}/auth/session`)).json();
    order = `send-request-${today.replaceAll('-', '')}`;
    const client = createClient({ url: desk.url, tenant: 'sandbox' });
    const prepared = await client.prepareRequest(order);
    await client.sendRequest(order, prepared ? { etag: prepared.etag } : {});
    const state = async () => expect((await client.requests(order)).at(-1)?.state).toBe('pended');
    await vi.waitFor(state, { timeout: 30_000, interval: 250 });
  }, PATIENCE_MS);
  afterAll(async () => {
    await desk.close();
    rmSync(dataDir, { recursive: true, force: true });
  });

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

  test.each([
    ['light', 1280],
    ['dark', 1280],
    ['light', 360],
    ['dark', 360],
  ] as const)('in %s at %i px it has no violation, and nothing wider than the window', async (colorScheme, width) => {
    const { page, errors } = await desk.open('/exchange#payers', { colorScheme, viewport: { width, height: 900 } });
    await page.locator('.exchange-detail .wire').nth(2).waitFor();
    expect(await axe(page)).toEqual([]);
    const wider = await page.evaluate(
      () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
    );
    expect(wider).toBeLessThanOrEqual(0);
    expect(await machineDates(page)).toEqual([]);
    expect(errors).toEqual([]);
    await page.context().close();
  });
});
