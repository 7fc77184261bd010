import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { hasChromium } from '../support/chromium.ts';
import { pasRequest } from '../support/pas-messages.ts';
import { checkLook, LOOKS } from './open-desk.ts';
import { openSignedDesk, type SignedDesk } from './signed-desk.ts';

describe.skipIf(!hasChromium)('after a first decision', () => {
  let desk: SignedDesk;
  let token = '';
  let traces = 0;
  beforeAll(async () => {
    desk = await openSignedDesk({
      utilizationReview: { adoptedPacks: [], secondSignature: true, appeals: { withinDays: 60, decideWithinDays: 30 } },
    });
    token = await desk.token();
  }, 180_000);
  afterAll(() => desk?.close());

  const send = async (): Promise<string> => {
    traces += 1;
    const body = pasRequest({
      trace: `acts-${traces}`,
      answers: { canExercise: { valueBoolean: true } },
      change: (_, { entry }) => {
        for (const { resource } of entry)
          if (resource.id === 'payer') resource.identifier[0].value = 'cigna-commercial';
      },
    });
    const response = await fetch(`${desk.url}/r4/Claim/$submit`, {
      method: 'POST',
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/fhir+json' },
      body: JSON.stringify(body),
    });
    const answer = await response.json();
    if (response.status !== 200) throw new Error(JSON.stringify(answer));
    return answer.entry[0].resource.id;
  };
  const openCase = async (page: Page, id: string): Promise<void> => {
    await page.goto(`${desk.url}/review#${id}`);
    await page.getByRole('heading', { name: 'Request', exact: true }).waitFor();
  };
  const identify = async (page: Page, npi: string): Promise<void> => {
    await page.getByLabel('NPI').fill(npi);
    await page.getByLabel('License', { exact: true }).fill('OH-35.12345');
    await page.getByLabel('Specialty').fill('207RC0000X');
  };
  const decide = async (page: Page, decision: string): Promise<void> => {
    await page.getByLabel('Reason', { exact: true }).fill('A test of this year answers the question.');
    await page.getByLabel('Another criterion').fill('Medical policy 7');
    await page.getByLabel('The request itself').check();
    await page.getByLabel('Reason code').fill('0F');
    await page.getByLabel(decision, { exact: true }).check();
    await page.getByRole('button', { name: 'Record decision' }).click();
    await page.getByRole('heading', { name: 'What changed' }).waitFor();
  };

  test('a refusal waits for another reviewer; its appeal is taken back and made again, and a third one certifies', async () => {
    const id = await send();
    const first = await desk.signIn('Dr. Ruth Adler', 'reviewer');
    await openCase(first.page, id);
    await identify(first.page, '2000000028');
    await decide(first.page, 'Deny');
    // Nothing has changed for anybody outside.
    expect(await first.page.locator('.case-delta').textContent()).toContain('once a second reviewer has signed');
    await first.page.locator('.order-title', { hasText: 'To decide' }).waitFor();
    await first.page.getByRole('heading', { name: 'Second signature' }).waitFor();
    await first.page.getByRole('button', { name: 'Confirm' }).click();
    await first.page.getByText('Another reviewer has to sign').waitFor();

    const second = await desk.signIn('Dr. Sam Okafor', 'reviewer');
    await second.page.getByLabel('Waiting for').selectOption('Second signature');
    await second.page.locator('.review', { hasText: 'Second signature' }).waitFor();
    await openCase(second.page, id);
    const confirm = second.page.getByRole('button', { name: 'Confirm' });
    expect(await confirm.getAttribute('aria-disabled'), 'who signs comes first').toBe('true');
    await identify(second.page, '2000000036');
    const back = second.page.getByRole('button', { name: 'Return', exact: true });
    expect(await back.getAttribute('aria-disabled'), 'the reason comes first').toBe('true');
    await confirm.click();
    await second.page.getByRole('heading', { name: 'What changed' }).waitFor();
    expect(await second.page.locator('.case-delta').textContent()).toMatch(/To decide.*Denied/);

    const appeal = second.page.getByRole('button', { name: 'Record appeal' });
    expect(await appeal.getAttribute('aria-disabled'), 'the reason comes first').toBe('true');
    await second.page.getByLabel('What the requester says').fill('The earlier test was of the other artery.');
    await appeal.click();
    await second.page.getByRole('heading', { name: 'Decide again' }).waitFor();
    await second.page.locator('.case-appeal', { hasText: 'The earlier test was of the other artery.' }).waitFor();
    await second.page.getByLabel('What the requester says').fill('Sent for the wrong patient.');
    await second.page.getByRole('button', { name: 'Record appeal taken back' }).click();
    await expect.poll(() => second.page.getByRole('heading', { name: 'Decide again' }).count()).toBe(0);
    await second.page.getByLabel('What the requester says').fill('The earlier test was of the other artery.');
    await appeal.click();
    await second.page.getByRole('heading', { name: 'Decide again' }).waitFor();

    const third = await desk.signIn('Dr. Mina Cole', 'reviewer');
    await third.page.getByLabel('Waiting for').selectOption('Appeal');
    await third.page.locator('.review', { hasText: 'Appeal' }).waitFor();
    await openCase(third.page, id);
    await identify(third.page, '2000000028');
    await third.page.getByLabel('Certify', { exact: true }).check();
    await third.page.getByRole('button', { name: 'Record decision' }).click();
    await third.page.getByText('decided by another reviewer').waitFor();
    await identify(third.page, '1999000049');
    await third.page.getByRole('button', { name: 'Record decision' }).click();
    await third.page.getByRole('heading', { name: 'What changed' }).waitFor();
    expect(await third.page.locator('.case-delta').textContent()).toMatch(/Denied.*Certified/);
    for (const { page, errors } of [first, second, third]) {
      expect(errors.filter((one) => !/40[39]/.test(one))).toEqual([]);
      await page.context().close();
    }
  }, 120_000);

  test('a conversation: asked for, held, and recorded with the reviewer’s name', async () => {
    const id = await send();
    const { page } = await desk.signIn('Dr. Ruth Adler', 'reviewer');
    await openCase(page, id);
    await page.getByLabel('What the requester says').fill('The symptoms are new.');
    await page.getByRole('button', { name: 'Record peer-to-peer request' }).click();
    await page.getByRole('heading', { name: 'Peer-to-peer' }).waitFor();
    const record = page.getByRole('button', { name: 'Record outcome' });
    expect(await record.getAttribute('aria-disabled')).toBe('true');
    await page.getByLabel('What was said').fill('We talked about the new symptoms.');
    await identify(page, '2000000028');
    await page.getByLabel('Stays as it is').check();
    await record.click();
    await expect.poll(() => page.getByRole('heading', { name: 'Peer-to-peer' }).count()).toBe(0);
    await page.locator('summary', { hasText: 'History' }).click();
    await page.getByText('Peer-to-peer closed').waitFor();
    await page.getByText('NPI 2000000028, license OH-35.12345').waitFor();
    await page.context().close();
  }, 60_000);

  test.each(Object.entries(LOOKS))(
    'axe finds nothing in what waits for a signature and in an appeal: %s',
    async (_, { size, schemes }) => {
      const look = { ...size, colorScheme: schemes[0]! };
      const id = await send();
      const one = await desk.signIn('Dr. Ruth Adler', 'reviewer', '/', look);
      const two = await desk.signIn('Dr. Sam Okafor', 'reviewer', '/', look);
      const check = (page: Page) => checkLook(page, schemes);
      await openCase(one.page, id);
      await one.page.getByLabel('What the requester says').fill('The symptoms are new.');
      await one.page.getByRole('button', { name: 'Record peer-to-peer request' }).click();
      await one.page.getByRole('heading', { name: 'Peer-to-peer' }).waitFor();
      await check(one.page);
      await identify(one.page, '2000000028');
      await decide(one.page, 'Deny');
      // What changed stands there from the act before.
      await one.page.getByRole('heading', { name: 'Second signature' }).waitFor();
      await openCase(two.page, id);
      await identify(two.page, '2000000036');
      await check(two.page);
      await two.page.getByRole('button', { name: 'Confirm' }).click();
      await two.page.getByRole('heading', { name: 'What changed' }).waitFor();
      await two.page.getByLabel('What the requester says').fill('The earlier test was of the other artery.');
      await two.page.getByRole('button', { name: 'Record appeal' }).click();
      await two.page.getByRole('heading', { name: 'Decide again' }).waitFor();
      await two.page.locator('summary', { hasText: 'History' }).click();
      await check(two.page);
      await two.page.goto(`${desk.url}/reviews`);
      await two.page.locator('.review').first().waitFor();
      await check(two.page);
      await one.page.context().close();
      await two.page.context().close();
    },
    90_000,
  );
});
