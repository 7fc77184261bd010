import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { hasChromium } from '../support/chromium.ts';
import type { Part } from '../support/endpoint-messages.ts';
import { pasItem, pasRequest } from '../support/pas-messages.ts';
import { checkLook, LOOKS } from './open-desk.ts';
import { openSignedDesk, type SignedDesk } from './signed-desk.ts';

const NOTE: Part = {
  resourceType: 'DocumentReference',
  id: 'note',
  status: 'current',
  type: { coding: [{ system: 'http://loinc.org', code: '11488-4' }], text: 'Consultation note' },
  subject: { reference: 'Patient/p1' },
  date: '2026-06-01T10:00:00Z',
  content: [{ attachment: { contentType: 'text/plain', data: 'Tm90ZS4=', title: 'Office note' } }],
};

describe.skipIf(!hasChromium)('a reviewer', () => {
  let desk: SignedDesk;
  let token = '';
  let traces = 0;
  beforeAll(async () => {
    desk = await openSignedDesk({ utilizationReview: { adoptedPacks: [], contact: '1-800-555-0100' } });
    token = await desk.token();
  }, 180_000);
  afterAll(() => desk?.close());

  /** A request of a payer whose members are on no roster here. @returns its id */
  const send = async (items = [pasItem(1)]): Promise<string> => {
    traces += 1;
    const body = pasRequest({
      trace: `desk-${traces}`,
      items,
      answers: { canExercise: { valueBoolean: true } },
      change: (claim, bundle) => {
        for (const { resource } of bundle.entry)
          if (resource.id === 'payer') resource.identifier[0].value = 'cigna-commercial';
        bundle.entry.push({ fullUrl: 'https://ehr.example/r4/DocumentReference/note', resource: NOTE });
        claim.supportingInfo.push({
          ...claim.supportingInfo[0],
          sequence: 2,
          valueReference: { reference: 'DocumentReference/note' },
        });
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
  const identify = async (page: Page): Promise<void> => {
    await page.getByLabel('NPI').fill('2000000028');
    await page.getByLabel('License', { exact: true }).fill('OH-35.12345');
    await page.getByLabel('Specialty').fill('207RC0000X');
  };
  const reason = async (page: Page): Promise<void> => {
    await page.getByLabel('Reason', { exact: true }).fill('A test of this year answers the question.');
    await page.getByRole('group', { name: 'Held to' }).getByRole('checkbox').first().check();
    await page.getByLabel('Office note').check();
    await page.getByLabel('Reason code').fill('0F');
  };

  test('starts with the queue, takes a case, gives the reason, decides, and sees what changed', async () => {
    const id = await send();
    await send([pasItem(1), pasItem(2, '78452')]);
    const { page, errors } = await desk.signIn('Dr. Ruth Adler', 'reviewer');
    await page.waitForURL(`${desk.url}/reviews`);
    await page.locator('.review').nth(1).waitFor();
    expect(await page.locator('.review').first().textContent()).toContain('Zzyzx, Quillfeather');
    expect(await page.locator('.review .r-clock time').count()).toBe(2);
    await page.keyboard.press('j');
    expect(await page.evaluate(() => document.activeElement?.matches('.r-patient a'))).toBe(true);
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: 'Documents' }).waitFor();
    await openCase(page, id);
    // The case on the left, what the rules asked on the right, each with result, source and level.
    expect(await page.locator('.case-list').textContent()).toContain('Office note');
    expect(await page.locator('.case-answers').textContent()).toMatch(/exercise.*Yes/i);
    expect(await page.locator('.criterion').count()).toBeGreaterThan(3);
    expect(await page.locator('.criterion .tag').first().textContent()).toMatch(
      /Verified|Secondary source|Our estimate/,
    );
    await page.getByRole('button', { name: 'Take it' }).click();
    await page.getByText('With Dr. Ruth Adler now.').waitFor();

    const button = page.getByRole('button', { name: 'Record decision' });
    await identify(page);
    await page.getByLabel('Deny', { exact: true }).check();
    expect(await button.getAttribute('aria-disabled'), 'the reason comes first').toBe('true');
    await page.getByText('Type the reason first.').waitFor();
    await reason(page);
    expect(await button.getAttribute('aria-disabled')).toBe(null);
    await button.click();
    await page.getByRole('heading', { name: 'What changed' }).waitFor();
    expect(await page.locator('.case-delta').textContent()).toMatch(/1 service changed.*93351.*To decide.*Denied/);
    expect(await page.evaluate(() => document.activeElement?.matches('.case-delta'))).toBe(true);
    await page.getByText('No service waits for a decision.').waitFor();

    await page.keyboard.press('Escape');
    await page.waitForURL(`${desk.url}/reviews`);
    await page.locator('.review').first().waitFor();
    expect(await page.locator('.review').count()).toBe(1);
    await page.getByLabel('Decided').check();
    await page.locator('.review', { hasText: 'Dr. Ruth Adler' }).waitFor();
    // Nothing of it stays in the browser, and no name in the address.
    const kept = await page.evaluate(() => JSON.stringify([{ ...localStorage }, { ...sessionStorage }, location.href]));
    for (const word of ['Zzyzx', '2000000028', 'OH-35']) expect(kept).not.toContain(word);
    expect(errors).toEqual([]);
    await page.context().close();
  }, 90_000);

  test('certifies one of two services and leaves the other open', async () => {
    const id = await send([pasItem(1), pasItem(2, '78452')]);
    const { page } = await desk.signIn('Dr. Ruth Adler', 'reviewer');
    await openCase(page, id);
    await identify(page);
    await page.getByRole('group', { name: 'Services' }).getByLabel('2. 78452').uncheck();
    await page.getByLabel('Certify', { exact: true }).check();
    await page.getByRole('button', { name: 'Record decision' }).click();
    await page.getByRole('heading', { name: 'What changed' }).waitFor();
    expect(await page.locator('.case-delta').textContent()).toMatch(/1\. 93351.*To decide.*Certified/);
    await page.locator('.order-title', { hasText: 'Partly decided' }).waitFor();
    await page.context().close();
  }, 60_000);

  test('is told when somebody was faster, and nothing is written over it', async () => {
    const id = await send();
    const one = await desk.signIn('Dr. Ruth Adler', 'reviewer');
    const two = await desk.signIn('Dr. Sam Okafor', 'reviewer');
    await openCase(one.page, id);
    await openCase(two.page, id);
    await two.page.getByRole('button', { name: 'Take it' }).click();
    await two.page.getByText('With Dr. Sam Okafor now.').waitFor();
    await one.page.getByRole('button', { name: 'Take it' }).click();
    await one.page.getByText('The request has changed since it was read.').waitFor();
    await one.page.getByRole('button', { name: 'Show the newer version' }).click();
    await expect.poll(() => one.page.getByLabel('With', { exact: true }).inputValue()).toBe('Dr. Sam Okafor');
    for (const { page } of [one, two]) {
      await identify(page);
      await page.getByLabel('Certify', { exact: true }).check();
      await page.getByRole('button', { name: 'Record decision' }).click();
    }
    // One of the two acts counts; the other is refused, and says so.
    await one.page.getByRole('heading', { name: 'What changed' }).waitFor();
    await two.page.getByText('decided or cancelled already').waitFor();
    await one.page.context().close();
    await two.page.context().close();
  }, 60_000);

  test.each(Object.entries(LOOKS))(
    'axe finds nothing in queue and case: %s',
    async (_, { size, schemes }) => {
      const id = await send();
      const options = { ...size, colorScheme: schemes[0]! };
      const { page, errors } = await desk.signIn('Dr. Ruth Adler', 'reviewer', '/', options);
      const check = () => checkLook(page, schemes);
      await page.locator('.review').first().waitFor();
      await check();
      await openCase(page, id);
      for (const summary of await page.locator('main summary').all()) await summary.click();
      await check();
      await identify(page);
      await page.getByLabel('Modify').check();
      await reason(page);
      await page.getByLabel('Code authorized').fill('93350');
      await check();
      await page.getByRole('button', { name: 'Record decision' }).click();
      await page.getByRole('heading', { name: 'What changed' }).waitFor();
      await check();
      expect(errors).toEqual([]);
      await page.context().close();
    },
    60_000,
  );
});
