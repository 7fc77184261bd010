import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { writePack } from '../../shared/rule-files/packs/rule-pack.ts';
import { hasChromium } from '../support/chromium.ts';
import { inDays } from '../support/days.ts';
import { realPack } from '../support/rule-packs.ts';
import { openSignedDesk, type SignedDesk } from './signed-desk.ts';

const pack = () => {
  // The site's day may still be yesterday's.
  const day = inDays(-1);
  const asked = { payer: 'emblemhealth', file: '2026-01-01', from: day, id: 'clinic', version: '1.0.0' };
  return writePack(
    realPack(asked, (policy) => {
      policy.source.retrieved = day;
      policy.policies['stress-echo'].priorAuth = { value: 'ask-plan', evidence: 'verified' };
    }),
  );
};
const toPack = async (page: Page): Promise<void> => {
  await page.getByRole('tab', { name: 'Rule packs' }).click();
  await page
    .getByRole('button', { name: /clinic/ })
    .first()
    .click();
  await page.getByRole('heading', { name: 'clinic 1.0.0' }).waitFor();
};

describe.skipIf(!hasChromium)('two authors', () => {
  let desk: SignedDesk;
  beforeAll(async () => {
    desk = await openSignedDesk();
  }, 180_000);
  afterAll(() => desk?.close());

  test('one uploads and simulates a pack, another approves it, and then it is activated', async () => {
    const first = await desk.signIn('Ana Lima', 'author');
    await first.page.getByRole('tab', { name: 'Rule packs' }).click();
    await first.page
      .locator('input[type=file]')
      .setInputFiles({ name: 'clinic.json', mimeType: 'application/json', buffer: Buffer.from(pack()) });
    await first.page.getByRole('heading', { name: 'clinic 1.0.0' }).waitFor();
    const activate = (page: Page) => page.getByRole('button', { name: 'Activate' });
    expect(await activate(first.page).getAttribute('aria-disabled')).toBe('true');
    await first.page.getByRole('button', { name: 'Simulate' }).click();
    await first.page.locator('.simulation-result').waitFor({ timeout: 30_000 });
    // Who uploaded it does not approve it, and without an approval nothing is activated.
    await first.page.getByRole('button', { name: 'Approve' }).click();
    await first.page.locator('.notice.is-no').waitFor();
    expect(await activate(first.page).getAttribute('aria-disabled')).toBe('true');

    const second = await desk.signIn('Ben Ode', 'author');
    await toPack(second.page);
    await second.page.getByRole('button', { name: 'Approve' }).click();
    await second.page.getByText('Approved.').waitFor();
    await expect.poll(() => activate(second.page).getAttribute('aria-disabled')).toBe(null);
    await activate(second.page).click();
    await second.page.getByText(/^Answers from .+ on\.$/).waitFor();
    await second.page.locator('.tag.is-pack-active').first().waitFor();

    // The first one sees it active, and by whom.
    await first.page.reload();
    await toPack(first.page);
    await first.page.locator('.order-title .tag.is-pack-active').waitFor();
    await first.page.getByRole('button', { name: 'Roll back' }).waitFor();
    expect([...first.errors, ...second.errors]).toEqual([]);
    await first.page.context().close();
    await second.page.context().close();
  }, 90_000);
});
