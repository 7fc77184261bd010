import { readFileSync } from 'node:fs';
import { cp, mkdtemp, rm } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { BrowserContextOptions, Locator, Page } from 'playwright-core';
import { expect } from 'vitest';
import { openChromium } from '../support/chromium.ts';
import { onceARun } from '../support/once-a-run.ts';
import { type ServiceProcess, startProcess } from '../support/service-process.ts';

/** The demo day as `npm start` seeds it. */
const VISITS = 14;
const SEEDED_MS = 120_000;
const QUIET_LOOKS = 6;
const axeSource = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

export interface DeskPage {
  readonly page: Page;
  /** Errors the browser reported: of scripts, and of the content security policy. */
  readonly errors: readonly string[];
}

export interface Desk {
  readonly url: string;
  readonly service: ServiceProcess;
  readonly open: (path: string, options?: BrowserContextOptions) => Promise<DeskPage>;
  readonly close: () => Promise<void>;
}

/** All visits are there, and what the service still does about them is done: a row that moves is nothing to aim at. */
const seeded = async (url: string): Promise<void> => {
  let quiet = 0;
  let seen: string | null = null;
  for (let left = SEEDED_MS / 250; left > 0; left -= 1) {
    const { today } = await (await fetch(`${url}/auth/session`)).json();
    const answer = await fetch(`${url}/r4/$worklist?date=${today}`, { headers: { 'x-stresspass-tenant': 'sandbox' } });
    const { entry }: { readonly entry: readonly Row[] } = await answer.json();
    const visits = entry.filter(({ resource }) => resource.parameter.some(({ name }) => name === 'appointment'));
    const etag = answer.headers.get('etag');
    quiet = visits.length >= VISITS && etag === seen ? quiet + 1 : 0;
    if (quiet >= QUIET_LOOKS) return;
    seen = etag;
    await new Promise((resolve) => setTimeout(resolve, 250));
  }
  throw new Error('The demo day was not seeded.');
};

/** Errors of a resource that a test withholds on purpose say so in these words. */
const WITHHELD = /Failed to load resource/;

/** The demo day takes the service longer than a file of tests: it is made once, on a folder each of them has a copy of. */
const makeDay = async (folder: string): Promise<void> => {
  const service = await startProcess({ DATA_DIR: folder, DEMO_DAY: 'on' });
  await seeded(service.url);
  await service.stop('SIGTERM');
};

/** The service with its demo day, and a browser before it. */
export const openDesk = async (environment: Readonly<Record<string, string>> = {}): Promise<Desk> => {
  const dataDir = await mkdtemp(join(tmpdir(), 'stresspass-desk-'));
  const day = await onceARun('demo-day', makeDay);
  if (day) await cp(day, dataDir, { recursive: true });
  const [service, browser] = await Promise.all([
    startProcess({ DATA_DIR: dataDir, DEMO_DAY: 'on', ...environment }),
    openChromium(),
  ]);
  await seeded(service.url);
  return {
    url: service.url,
    service,
    open: async (path, options = {}) => {
      const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, ...options });
      const page = await context.newPage();
      const errors: string[] = [];
      page.on('pageerror', (error) => errors.push(error.message));
      page.on('console', (message) => {
        if (message.type() === 'error' && !WITHHELD.test(message.text())) errors.push(message.text());
      });
      await page.goto(service.url + path);
      return { page, errors };
    },
    close: async () => {
      await browser.close();
      await service.stop('SIGTERM');
      await rm(dataDir, { recursive: true, force: true });
    },
  };
};

export type Scheme = 'light' | 'dark';

/** How often the page looks for changes, and more. */
const LOOK_MS = 5_500;

/** From here on a view opened on this page goes by a clock of ours, which runs as any other. */
export const holdClock = (page: Page): Promise<void> => page.clock.install();

/** The next look for changes comes now. */
export const lookNow = (page: Page): Promise<void> => page.clock.fastForward(LOOK_MS);

interface Tool {
  readonly run: (options: { readonly runOnly?: readonly string[] }) => Promise<{
    readonly violations: readonly { readonly id: string; readonly nodes: readonly { readonly html: string }[] }[];
  }>;
}

/** The rules of axe that look at a color. */
const COLOR_RULES = ['color-contrast', 'link-in-text-block'];

/** What axe finds wrong, by WCAG 2.2 A and AA and best practice, as `rule: element`; `rules`: only what these find. */
export const axe = async (page: Page, rules?: readonly string[]): Promise<readonly string[]> => {
  await page.evaluate(axeSource);
  return page.evaluate(async (runOnly) => {
    const tool: Tool = Reflect.get(globalThis, 'axe');
    // Half-way through a change of color, contrast is nobody's.
    await Promise.allSettled(document.getAnimations().map(({ finished }) => finished));
    const { violations } = await tool.run(runOnly ? { runOnly } : {});
    return violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html.slice(0, 160)}`));
  }, rules);
};

/** All rules for each look, and each look on a page of its own, in the long suites. */
const EVERY_LOOK = process.env.LOOKS === 'every';
const PHONE: BrowserContextOptions = { viewport: { width: 360, height: 740 }, hasTouch: true, isMobile: true };

/** Pages a state is reached on, by name, and the color schemes it is then looked at in. */
export const LOOKS: Readonly<
  Record<string, { readonly size: BrowserContextOptions; readonly schemes: readonly Scheme[] }>
> = EVERY_LOOK
  ? {
      light: { size: {}, schemes: ['light'] },
      dark: { size: {}, schemes: ['dark'] },
      phone: { size: PHONE, schemes: ['light'] },
      'phone, dark': { size: PHONE, schemes: ['dark'] },
    }
  : { desktop: { size: {}, schemes: ['light', 'dark'] }, phone: { size: PHONE, schemes: ['light', 'dark'] } };

/**
 * Whatever a state must be in every look: axe finds nothing, dates are written as people write them, nothing is wider than the
 * window. A scheme changes colors alone, so that the second one on a page is held to the rules about them.
 */
export const checkLook = async (page: Page, schemes: readonly Scheme[]): Promise<void> => {
  for (const [turn, colorScheme] of schemes.entries()) {
    // Without the transitions a change of scheme sets off.
    if (turn) await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    expect(await axe(page, turn ? COLOR_RULES : undefined), colorScheme).toEqual([]);
  }
  expect(await machineDates(page), 'dates are written as people write them').toEqual([]);
  const { scrollWidth, clientWidth } = await page.evaluate(() => {
    const { scrollWidth: whole, clientWidth: seen } = document.documentElement;
    return { scrollWidth: whole, clientWidth: seen };
  });
  expect(scrollWidth, 'nothing is wider than the window').toBeLessThanOrEqual(clientWidth);
};

/** Dates nobody writes like that, in what a person sees: everywhere but in resources shown as they go over the wire. */
export const machineDates = (page: Page): Promise<readonly string[]> =>
  page.evaluate(() => {
    const [...texts] = document.querySelectorAll('main :not(.json, .json *), dialog *');
    return texts
      .flatMap(({ childNodes }) => [...childNodes].filter(({ nodeType }) => nodeType === Node.TEXT_NODE))
      .map(({ textContent }) => textContent ?? '')
      .filter((text) => /(?<![\w/-])\d{4}-\d\d-\d\d/.test(text));
  });

/** Answers the list as it is with one state of its rows put otherwise, once it is told to. */
export const flipRows = async (page: Page, from: string, to: string): Promise<() => void> => {
  let flipped = false;
  await page.route(/\$worklist/, async (route) => {
    if (!flipped) return route.continue();
    const { 'if-none-match': _, ...headers } = route.request().headers();
    const answer = await route.fetch({ headers });
    const bundle = await answer.json();
    for (const { resource } of bundle.entry)
      resource.parameter = resource.parameter.map((one: Parameter) =>
        one.name === 'state' && one.valueCode === from ? { ...one, valueCode: to } : one,
      );
    return route.fulfill({ response: answer, json: bundle });
  });
  return () => {
    flipped = true;
  };
};

/** This row, wherever the list puts it next and whatever it says then. */
export const pinned = async (page: Page, row: Locator): Promise<Locator> =>
  page.locator(`.visit[data-key="${await row.getAttribute('data-key')}"]`);

/** Writes an order of the list by another way than the page: an operation on what a row is about. */
export const changeRow = async (
  { url }: Desk,
  row: Locator,
  operation: string,
  parameter: readonly Parameter[],
): Promise<() => Promise<string>> => {
  const [source = '', order = ''] = ((await row.getAttribute('data-key')) ?? '').split('|');
  const headers = { 'content-type': 'application/fhir+json', 'x-stresspass-tenant': 'sandbox' };
  const of = (name: string): string => `${url}/r4/ServiceRequest/${order}/$${name}?source=${source}`;
  const body = JSON.stringify({ resourceType: 'Parameters', parameter });
  const { status } = await fetch(of(operation), { method: 'POST', headers, body });
  if (status !== 200) throw new Error(`${operation} answers ${status}.`);
  const read = () => fetch(of('authorization-status'), { headers });
  // What the service writes of it afterwards would be a newer version again.
  for (let quiet = 0, seen: string | null = null; quiet < QUIET_LOOKS; ) {
    const etag = (await read()).headers.get('etag');
    quiet = etag === seen ? quiet + 1 : 0;
    seen = etag;
    await new Promise((resolve) => setTimeout(resolve, 250));
  }
  return async () => JSON.stringify((await (await read()).json()).output ?? []);
};

type Parameter = { readonly name: string; readonly [value: string]: unknown };
interface Row {
  readonly resource: { readonly parameter: readonly { readonly name: string }[] };
}

/** Answers for the day's list as many rows as wanted: those on file, over and over, each an order of its own. */
export const withRows = async (page: Page, count: number): Promise<void> => {
  await page.route(/\$worklist/, async (route) => {
    const { 'if-none-match': _, ...headers } = route.request().headers();
    const answer = await route.fetch({ headers });
    const bundle: { readonly entry: readonly Row[] } = await answer.json();
    const entry = Array.from({ length: count }, (_, index) => {
      const { resource } = bundle.entry[index % bundle.entry.length]!;
      if (index < bundle.entry.length) return { resource };
      const parameter = resource.parameter.filter(({ name }) => name !== 'appointment');
      const appointment = { name: 'appointment', valueReference: { reference: `Appointment/${index}` } };
      return { resource: { ...resource, parameter: [...parameter, appointment] } };
    });
    await route.fulfill({ response: answer, json: { ...bundle, total: count, entry, link: [] } });
  });
};
