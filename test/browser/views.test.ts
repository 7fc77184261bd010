import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { writePack } from '../../shared/rule-files/packs/rule-pack.ts';
import { hasChromium } from '../support/chromium.ts';
import { inDays } from '../support/days.ts';
import { realPack } from '../support/rule-packs.ts';
import { checkLook, type Desk, LOOKS, openDesk } from './open-desk.ts';

const PATIENCE_MS = 90_000;

/** A pack of the real rules: a stress echo asks the plan, from yesterday on. */
const pack = (version: string) => {
  // The site's day may still be yesterday's.
  const day = inDays(-1);
  const asked = { payer: 'emblemhealth', file: '2026-01-01', from: day, id: 'clinic', version };
  return writePack(
    realPack(asked, (policy) => {
      policy.source.retrieved = day;
      policy.policies['stress-echo'].priorAuth = { value: 'ask-plan', evidence: 'verified' };
    }),
  );
};

const withPayers = (page: Page) => page.waitForFunction(() => document.querySelectorAll('select option').length > 8);
const code = (page: Page, line: number) => page.getByLabel('Code', { exact: true }).nth(line);

const writeClaim = async (page: Page): Promise<void> => {
  await withPayers(page);
  await page.getByLabel('Payer').selectOption('emblemhealth');
  await page.getByLabel('Diagnosis codes').fill('R07.2');
  await code(page, 0).fill('93351');
  await page.getByRole('button', { name: 'Add line' }).click();
  await code(page, 1).fill('93015');
  await page.getByRole('button', { name: 'Check claim' }).click();
  await page.locator('.claim-result').waitFor();
};

const uploadPack = async (page: Page, version: string): Promise<void> => {
  await page.getByRole('tab', { name: 'Rule packs' }).click();
  const buffer = Buffer.from(pack(version));
  await page.locator('input[type=file]').setInputFiles({ name: 'clinic.json', mimeType: 'application/json', buffer });
  await page.getByRole('heading', { name: `clinic ${version}` }).waitFor();
};

const fire = async (page: Page): Promise<void> => {
  await page
    .getByLabel('Situation', { exact: true })
    .selectOption({ label: 'An approval on file, and the visit inside its window' });
  await page.getByRole('button', { name: 'Fire' }).click();
  await page.locator('.time-line li').nth(2).waitFor();
};

describe.skipIf(!hasChromium)('Claims, Rules and Exchange', () => {
  let desk: Desk;
  beforeAll(async () => {
    desk = await openDesk();
  }, PATIENCE_MS);
  afterAll(() => desk?.close());

  test('a biller: finds what would be denied, sees before and after, applies it, and the finding is gone', async () => {
    const { page, errors } = await desk.open('/claims');
    await writeClaim(page);
    const second = page.locator('.claim-entry').nth(1);
    const found = await page.locator('.finding').count();
    expect(found).toBeGreaterThan(0);
    const fix = page.locator('.fix').first();
    await fix.locator('summary').click();
    await expect.poll(() => fix.locator('del').first().textContent()).toMatch(/^\w{5}(-\w\w)* ×\d+$/);
    expect(await fix.locator('ins').first().textContent()).not.toBe(await fix.locator('del').first().textContent());
    await fix.getByRole('button', { name: 'Apply and check again' }).click();
    await page.getByText('Applied. Checked again.').waitFor();
    await expect.poll(() => page.locator('.finding').count()).toBeLessThan(found);
    await page.locator('.claim-result summary').click();
    expect(await page.locator('.claim-result ins').count()).toBeGreaterThan(0);
    // What is typed afterwards is never shown under findings of another claim.
    await code(page, 0).fill('78452');
    expect(await page.locator('.finding').count()).toBe(0);
    await page.getByText('The claim was changed. Check it again.').waitFor();
    expect(await second.count()).toBeLessThanOrEqual(1);
    expect(new URL(page.url()).hash + new URL(page.url()).search).toBe('');
    expect(errors).toEqual([]);
  });

  test('an author: reads a policy on two days, then a pack tells what it would change before it can be activated', async () => {
    const { page, errors } = await desk.open('/rules');
    await withPayers(page);
    await page.getByLabel('Payer').selectOption('uhc-commercial');
    await page.getByText('Stress echo depends on the plan: ask.').waitFor();
    await page.locator('summary', { hasText: 'Criteria' }).nth(1).click();
    const criterion = page.locator('.policy-criteria li').first();
    await criterion.waitFor();
    expect(await criterion.locator('.tag').count(), 'with its level').toBe(1);
    await page.getByLabel('On the day').fill('2025-12-15');
    await page.locator('.policy-was').first().waitFor();
    const slider = page.getByLabel('Move the day');
    await slider.focus();
    await page.keyboard.press('ArrowRight');
    await expect.poll(() => page.getByLabel('On the day').inputValue()).toBe('2025-12-16');

    await uploadPack(page, '1.0.0');
    expect(await page.locator('.pack-changes').textContent()).toContain('stress-echo');
    const activate = page.getByRole('button', { name: 'Activate' });
    expect(await activate.getAttribute('aria-disabled')).toBe('true');
    await page.getByRole('button', { name: 'Simulate' }).click();
    const result = page.locator('.simulation-result');
    await result.waitFor({ timeout: 30_000 });
    expect(await result.textContent()).toMatch(/^\d+ answers? flips?, \d+ bookings? at risk\.$/);
    expect(Number.parseInt((await result.textContent()) ?? '', 10)).toBeGreaterThan(0);
    // In open mode everybody is one person, and one person cannot do both.
    await page.getByRole('button', { name: 'Approve' }).click();
    await page.locator('.notice.is-no').waitFor();
    expect(await activate.getAttribute('aria-disabled')).toBe('true');
    expect(errors).toEqual([]);
  });

  test('an integrator: fires a situation, and sees request, response and what the user saw of each message', async () => {
    const { page, errors } = await desk.open('/exchange');
    await fire(page);
    expect(await page.locator('.time-line strong').allTextContents()).toEqual([
      'Order sent',
      'Decision recorded: approved',
      'Slot checked',
    ]);
    await page.locator('.time-line button').nth(1).click();
    const [request, response] = await page.locator('.wire .json').allTextContents();
    expect(JSON.parse(request ?? '')).toMatchObject({ resourceType: 'Parameters' });
    expect(JSON.parse(response ?? '')).toMatchObject({ resourceType: 'Task' });
    expect(await page.locator('.exchange-detail .pill').textContent()).toContain('Ready to book');
    await page.getByRole('link', { name: 'Open order' }).click();
    await page.getByRole('heading', { name: 'Criteria' }).waitFor();
    expect(errors).toEqual([]);
  });

  test('situations are for the sandbox only', async () => {
    const { page } = await desk.open('/exchange');
    await page.getByLabel('Situation', { exact: true }).waitFor();
    await page.getByLabel('Data').selectOption('demo');
    await page.getByText('Situations are fired in the sandbox only.').waitFor();
    expect(await page.getByRole('button', { name: 'Fire' }).count()).toBe(0);
  });

  const STATES: Readonly<Record<string, readonly [path: string, reach: (page: Page) => Promise<unknown>]>> = {
    'Claims, empty': ['/claims', withPayers],
    'Claims, incomplete': [
      '/claims',
      async (page) => {
        await page.getByRole('button', { name: 'Check claim' }).click();
        await page.getByText('Choose a payer.').waitFor();
      },
    ],
    'Claims, checked with a fix open': [
      '/claims',
      async (page) => {
        await writeClaim(page);
        await page.locator('.fix summary').first().click();
      },
    ],
    'Rules, a policy on another day': [
      '/rules',
      async (page) => {
        await withPayers(page);
        await page.getByLabel('Payer').selectOption('uhc-commercial');
        await page.getByLabel('On the day').fill('2025-12-15');
        await page.locator('.policy-was').first().waitFor();
      },
    ],
    'Rules, criteria': [
      '/rules',
      async (page) => {
        await withPayers(page);
        await page.getByLabel('Payer').selectOption('emblemhealth');
        await page.locator('.policy-line summary').first().waitFor();
        for (const summary of await page.locator('.policy-line summary').all()) await summary.click();
        await expect.poll(() => page.locator('.policy-criteria').count()).toBeGreaterThan(4);
      },
    ],
    'Rules, a pack': ['/rules', (page) => uploadPack(page, '2.0.0')],
    'Exchange, nothing fired': ['/exchange', (page) => page.getByLabel('Situation', { exact: true }).waitFor()],
    'Exchange, a message': ['/exchange', fire],
  };
  describe.each(Object.entries(LOOKS))('%s', (_, { size, schemes }) => {
    test.each(Object.entries(STATES))(
      '%s has no violation, and nothing wider than the window',
      async (__, [path, reach]) => {
        const { page, errors } = await desk.open(path, { ...size, colorScheme: schemes[0]! });
        await reach(page);
        await checkLook(page, schemes);
        expect(errors).toEqual([]);
        await page.context().close();
      },
    );
  });
});
