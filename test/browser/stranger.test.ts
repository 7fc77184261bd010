import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { hasChromium, openChromium } from '../support/chromium.ts';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));

/** `npm start`, as somebody types it who has just cloned, on a folder that is empty. */
const npmStart = (dataDir: string) => {
  // In a group of its own, so that the end reaches what npm started.
  const child = spawn('npm', ['start'], {
    cwd: ROOT,
    detached: true,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, PORT: '0', DATA_DIR: dataDir },
  });
  let said = '';
  const gone = once(child, 'exit');
  const hear = (chunk: Buffer): void => {
    said += chunk;
  };
  child.stdout.on('data', hear);
  child.stderr.on('data', hear);
  const stop = async (): Promise<void> => {
    if (child.pid) process.kill(-child.pid, 'SIGTERM');
    await gone;
  };
  return { said: () => said, stop };
};

const until = async <Value>(find: () => Value | undefined, patienceMs = 60_000): Promise<Value> => {
  for (let left = patienceMs / 50; left > 0; left -= 1) {
    const found = find();
    if (found !== undefined) return found;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error('It did not come.');
};

describe.skipIf(!hasChromium)('a stranger', () => {
  let dataDir: string;
  let browser: Browser;
  let service: ReturnType<typeof npmStart>;
  let page: Page;
  let url: string;
  let began: number;
  const seconds = (): string => ((performance.now() - began) / 1_000).toFixed(1);

  beforeAll(async () => {
    dataDir = await mkdtemp(join(tmpdir(), 'stresspass-stranger-'));
    browser = await openChromium();
    page = await browser.newPage();
    began = performance.now();
    service = npmStart(dataDir);
    url = await until(() => /^Open (http:\S+)$/m.exec(service.said())?.[1]);
  }, 90_000);
  afterAll(async () => {
    await browser?.close();
    await service?.stop();
    await rm(dataDir, { recursive: true, force: true });
  }, 30_000);

  test('starts, opens the printed address, and reads why', async () => {
    console.log(`npm start printed the address after ${seconds()} s`);
    await page.goto(url);
    // A day that is still being filled shows its rows as they come, without a key.
    const why = page.locator('.visit .v-reason:visible').first();
    await why.waitFor({ timeout: 60_000 });
    expect(await why.textContent()).toMatch(/\w+ \w+ \w+/);
    expect(await page.locator('.visit .v-action button:visible').first().textContent()).toMatch(/\w+/);
    console.log(`the first row says why after ${seconds()} s`);
    await page.locator('.visit a:visible').first().click();
    await page.getByRole('heading', { name: 'Criteria' }).waitFor();
    console.log(`its criteria are on the page after ${seconds()} s`);
  }, 90_000);

  test('asks a question of their own, and it is answered with its reasons', async () => {
    await page.getByRole('link', { name: 'Ask', exact: true }).click();
    await page.waitForFunction(() => document.querySelectorAll('select option').length > 8);
    await page.getByLabel('Payer').selectOption('cigna-commercial');
    await page.getByLabel('Test', { exact: true }).selectOption('78452');
    await page.locator('.ask-answer .sentence').waitFor();
    expect(await page.locator('.ask-answer .sentence').textContent()).toMatch(/\w+ \w+ \w+/);
    await page.locator('.ask-answer').getByRole('heading', { name: 'Criteria' }).waitFor();
    console.log(`their own question is answered after ${seconds()} s`);
  }, 60_000);
});
