import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Browser, BrowserContextOptions, Locator, Page } from 'playwright-core';
import { openChromium } from '../support/chromium.ts';
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

/** The service with its demo day, and a browser before it. */
export const openDesk = async (environment: Readonly<Record<string, string>> = {}): Promise<Desk> => {
  const service = await startProcess({ DATA_DIR: ':memory:', DEMO_DAY: 'on', ...environment });
  const browser: Browser = await openChromium();
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
    },
  };
};

interface Tool {
  readonly run: () => Promise<{
    readonly violations: readonly { readonly id: string; readonly nodes: readonly { readonly html: string }[] }[];
  }>;
}

/** What axe finds wrong, by WCAG 2.2 A and AA and best practice, as `rule: element`. */
export const axe = async (page: Page): Promise<readonly string[]> => {
  await page.evaluate(axeSource);
  return page.evaluate(async () => {
    const tool: Tool = Reflect.get(globalThis, 'axe');
    // Half-way through a change of color, contrast is nobody's.
    await Promise.allSettled(document.getAnimations().map(({ finished }) => finished));
    const { violations } = await tool.run();
    return violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html.slice(0, 160)}`));
  });
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
