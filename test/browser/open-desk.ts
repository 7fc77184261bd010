import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { openChromium } from '../support/chromium.ts';
import { type ServiceProcess, startProcess } from '../support/service-process.ts';

/** The demo day as `npm start` seeds it. */
const VISITS = 14;
const SEEDED_MS = 120_000;
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

const seeded = async (url: string): Promise<void> => {
  for (let left = SEEDED_MS / 250; left > 0; left -= 1) {
    const { today } = await (await fetch(`${url}/auth/session`)).json();
    const answer = await fetch(`${url}/r4/$worklist?date=${today}`, { headers: { 'x-stresspass-tenant': 'sandbox' } });
    const { entry }: { readonly entry: readonly Row[] } = await answer.json();
    const visits = entry.filter(({ resource }) => resource.parameter.some(({ name }) => name === 'appointment'));
    if (visits.length >= VISITS) return;
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
    const { violations } = await tool.run();
    return violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html.slice(0, 160)}`));
  });
};

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
