import { cpSync, mkdirSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { ROOT } from './entry-folders.ts';

const PAGES = fileURLToPath(new URL('docs', ROOT));
/** A bundle that holds this file serves the pages from `docs/` beside it. */
const PAGES_READER = 'shared/handlers/pages/pages-folder.ts';

/**
 * Puts the pages of the documentation beside a bundle that serves them.
 * @param inputs files that went into the bundle
 */
export const copyPages = (bundleFolder: string, inputs: readonly string[]): void => {
  if (!inputs.includes(PAGES_READER)) return;
  const target = join(bundleFolder, 'docs');
  mkdirSync(target, { recursive: true });
  for (const name of readdirSync(PAGES)) if (name.endsWith('.md')) cpSync(join(PAGES, name), join(target, name));
};
