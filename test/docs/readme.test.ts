import { readdirSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { aheadBy } from '../support/ahead.ts';
import { runCommand } from '../support/run-command.ts';
import { readText } from './pages.ts';

const README = readText('README.md');
const [, command = '', answer = ''] = /```console\n\$ npx stresspass (.*)\n([\s\S]*?)```/.exec(README) ?? [];

const WRITTEN = '2026-12-01T12:00:00Z';

describe('README', () => {
  test('fits on a page: 90 lines', () => expect(README.trimEnd().split('\n').length).toBeLessThanOrEqual(90));

  test('the question it shows is answered as it says', async () => {
    expect(answer).toMatch(/^Asked/);
    // On the day it was written: the test it asks about will be over one day, and then it is not to be booked.
    const days =
      Math.floor((Date.parse(WRITTEN) - Date.now()) / 86_400_000) + Number(process.env.CLOCK_AHEAD_DAYS ?? 0);
    const { code, stdout } = await runCommand(command.split(' '), aheadBy(days));
    expect(code).toBe(0);
    expect(stdout.startsWith(answer)).toBe(true);
  }, 60_000);

  test('its state is said in six lines', () => expect(README.match(/^\d\. /gm)).toHaveLength(6));
});

test('every page is in the index of docs', () => {
  const index = readText('docs/README.md');
  const pages = readdirSync(new URL('../../docs/', import.meta.url)).filter((name) => /\.md$/.test(name));
  expect(pages.filter((name) => name !== 'README.md' && !index.includes(`](${name})`))).toEqual([]);
});
