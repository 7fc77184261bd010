import { existsSync } from 'node:fs';
import { type Browser, chromium } from 'playwright-core';

const PATH = process.env.CHROMIUM ?? '/usr/bin/chromium';

/** Debian's browser, or another one that CHROMIUM names; tests that need it are skipped where there is none. */
export const hasChromium = existsSync(PATH);
if (!hasChromium) console.warn(`No browser at ${PATH}: its tests are skipped. CHROMIUM names another one.`);

export const openChromium = (): Promise<Browser> =>
  chromium.launch({ executablePath: PATH, args: ['--no-sandbox', '--disable-gpu'] });
