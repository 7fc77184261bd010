import { fileURLToPath } from 'node:url';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { hasChromium } from '../support/chromium.ts';
import { type Desk, openDesk } from './open-desk.ts';

const COUNTER = fileURLToPath(new URL('../support/count-table-calls.mjs', import.meta.url));
/** What was set in motion before is done by then. */
const RESTED_MS = 2_500;
/** Figures for `docs/desk.md` are the least of all runs. */
const RUNS = 5;
const EVERY_RUN = process.env.VIEW_RUNS === 'every';
/** The figures of docs/desk.md; a view that asks more often than it says there fails here. */
const API_CALLS = { today: 2, order: 3, ask: 4, claims: 2, rules: 3, reviews: 2, exchange: 2 };
const MOST_OF_TABLE = 20;
const API = /^\/(r4|rules|auth|sandbox)\b/;

describe.skipIf(!hasChromium)('what a view costs', () => {
  let desk: Desk;
  let page: Page;
  beforeAll(async () => {
    desk = await openDesk({ NODE_OPTIONS: `--import ${COUNTER}` });
    page = (await desk.open('/health')).page;
  }, 180_000);
  afterAll(() => desk?.close());

  /** Calls of the table so far, by the service and whatever else it does. */
  const tableCalls = async (): Promise<number> => {
    const said = () => desk.service.said().split('counted ').slice(1);
    const before = said().length;
    process.kill(desk.service.pid, 'SIGUSR2');
    await vi.waitFor(() => expect(said().length).toBe(before + 1), { timeout: 5_000 });
    return JSON.parse(said().at(-1)?.split('\n')[0] ?? '').calls;
  };
  /**
   * The least of several runs, counted at the answer: what was audited is sealed in the background soon after. The first one that
   * costs no more than it may is enough to know that it can be had for that; one that costs more waits for a quiet moment.
   */
  const costOf = async (most: { readonly api: number; readonly table: number }, run: () => Promise<unknown>) => {
    const none = Number.POSITIVE_INFINITY;
    let [api, table, ms] = [none, none, none];
    for (let left = RUNS; left > 0; left -= 1) {
      await page.goto('about:blank');
      if (EVERY_RUN || left < RUNS) await page.waitForTimeout(RESTED_MS);
      let calls = 0;
      const count = (request: { url(): string }): void => {
        if (API.test(new URL(request.url()).pathname)) calls += 1;
      };
      const before = await tableCalls();
      page.on('request', count);
      const began = performance.now();
      await run();
      ms = Math.min(ms, performance.now() - began);
      table = Math.min(table, (await tableCalls()) - before);
      page.off('request', count);
      api = Math.min(api, calls);
      if (!EVERY_RUN && api <= most.api && table <= most.table) break;
    }
    return { api, table, ms };
  };
  const view = (path: string, shown: string, api: number) =>
    costOf({ api, table: MOST_OF_TABLE }, async () => {
      await page.goto(desk.url + path);
      await page.locator(shown).first().waitFor({ state: 'attached' });
    });

  /** Bytes of page, scripts and styles as they came over the wire, without what the API answered. */
  const bytesLoaded = async () => {
    await page.waitForLoadState('networkidle');
    return page.evaluate(() =>
      [...performance.getEntriesByType('navigation'), ...performance.getEntriesByType('resource')]
        .map((entry) => entry as PerformanceResourceTiming)
        .filter(({ name }) => !/\/(r4|rules|auth|sandbox)\//.test(name))
        .reduce((sum, { encodedBodySize }) => sum + encodedBodySize, 0),
    );
  };
  const chosen = 'select option:nth-child(9)';

  test('every view: calls, time and bytes', async () => {
    const today = await view('/', '.visit', API_CALLS.today);
    const bytes = await bytesLoaded();
    const link = (await page.locator('.visit').first().getByRole('link').getAttribute('href')) ?? '';
    const order = await view(link, '#criteria-title', API_CALLS.order);
    const ask = await view('/ask#payer=cigna-commercial&code=78452', '.ask-answer .sentence', API_CALLS.ask);
    const claims = await view('/claims', chosen, API_CALLS.claims);
    const rules = await view('/rules', chosen, API_CALLS.rules);
    const reviews = await view('/reviews', '.empty h2', API_CALLS.reviews);
    const exchange = await view('/exchange', 'select option:nth-child(2)', API_CALLS.exchange);
    await page.goto(`${desk.url}/health`);
    const headers = { 'x-stresspass-tenant': 'sandbox' };
    const { today: day } = await (await fetch(`${desk.url}/auth/session`)).json();
    const list = `${desk.url}/r4/$worklist?date=${day}&_count=1000`;
    const etag = (await fetch(list, { headers })).headers.get('etag') ?? '';
    const { table, ms } = await costOf({ api: 0, table: 1 }, async () => {
      const { status } = await fetch(list, { headers: { ...headers, 'if-none-match': etag } });
      expect(status).toBe(304);
    });
    const looked = { api: 1, table, ms };
    const costs = {
      Today: today,
      Order: order,
      Ask: ask,
      Claims: claims,
      Rules: rules,
      Reviews: reviews,
      Exchange: exchange,
      'a look for changes': looked,
    };
    console.log(
      Object.entries(costs)
        .map(([name, one]) => `${name}: ${one.api} calls, ${one.table} of the table, ${one.ms.toFixed(0)} ms`)
        .concat(`first load of Today: ${bytes} bytes`)
        .join('; '),
    );
    expect(table).toBe(1);
    const calls = { today, order, ask, claims, rules, reviews, exchange };
    expect(Object.fromEntries(Object.entries(calls).map(([name, { api }]) => [name, api]))).toEqual(API_CALLS);
    expect(bytes).toBeLessThanOrEqual(60_000);
    expect([today.table, order.table, ask.table].every((calls) => calls > 0 && calls <= MOST_OF_TABLE)).toBe(true);
  }, 240_000);
});
