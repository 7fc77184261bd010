import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { hasChromium } from '../support/chromium.ts';
import { changeRow, checkLook, type Desk, flipRows, holdClock, LOOKS, lookNow, openDesk, pinned } from './open-desk.ts';

const rowOf = (page: Page, word: RegExp) => page.locator('.visit', { has: page.getByRole('button', { name: word }) });
const act = async (page: Page, word: RegExp): Promise<void> => {
  await page.getByRole('button', { name: word }).first().click();
  await page.locator('.panel form, .panel .question').first().waitFor();
};
const CSV = 'MRN,Order ID,Appt Date,CPT\n1,nosuch,13/45/2026,78452\n';

/** A state that lasts as long as an answer is missing. */
const blocked = async (page: Page, calls: string, path: string, shown: string): Promise<void> => {
  await page.route(calls, () => undefined);
  await page.goto(new URL(path, page.url()).href);
  await page.locator(shown).first().waitFor();
};

/** Every view and state, and how it is reached from its address. */
const STATES: Readonly<Record<string, readonly [path: string, reach: (page: Page, desk: Desk) => Promise<unknown>]>> = {
  Today: ['/', (page) => page.locator('.visit').first().waitFor()],
  'Today, ready unfolded': [
    '/',
    (page) =>
      page
        .getByRole('button', { name: /^Ready to book \d+$/ })
        .last()
        .click(),
  ],
  'Today, a question in the panel': ['/', (page) => act(page, /^Answer question/)],
  'Today, a decision in the panel': ['/', (page) => act(page, /^Record decision/)],
  'Today, a slot in the panel': ['/', (page) => act(page, /^Choose slot/)],
  'Today, follow-up in the panel': [
    '/',
    async (page) => {
      await act(page, /^Record decision/);
      await page.locator('.panel summary', { hasText: 'Follow-up' }).click();
    },
  ],
  'Today, nothing found': ['/', (page) => page.getByRole('searchbox').fill('no such name')],
  'Today, an empty day': ['/today?date=2020-01-06', (page) => page.getByText('No stress tests on').waitFor()],
  'Today, a list checked': [
    '/',
    async (page) => {
      const buffer = Buffer.from(CSV);
      await page.locator('input[type=file]').setInputFiles({ name: 'list.csv', mimeType: 'text/csv', buffer });
      await page.getByText('Columns ignored').waitFor();
    },
  ],
  'Today, the service gone': [
    '/health',
    async (page) => {
      await holdClock(page);
      await page.goto(new URL('/', page.url()).href);
      await page.locator('.visit').first().waitFor();
      await page.route('**/r4/**', (route) => route.abort());
      await lookNow(page);
      await page.getByText('The service did not answer').waitFor({ timeout: 25_000 });
    },
  ],
  'an order': [
    '/',
    async (page) => {
      await rowOf(page, /^Answer question/)
        .first()
        .getByRole('link')
        .click();
      await page.getByRole('heading', { name: 'Criteria' }).waitFor();
    },
  ],
  'an order, everything unfolded': [
    '/',
    async (page) => {
      await rowOf(page, /^Choose slot/)
        .first()
        .getByRole('link')
        .click();
      await page.getByRole('heading', { name: 'Dates' }).waitFor();
      for (const summary of await page.locator('main summary').all()) await summary.click();
    },
  ],
  'an order as FHIR': [
    '/',
    async (page) => {
      await rowOf(page, /^Record decision/)
        .first()
        .getByRole('link')
        .click();
      await page.getByRole('tab', { name: 'FHIR' }).click();
      await page.getByText('"resourceType": "Task"').waitFor();
    },
  ],
  'no order': ['/order', (page) => page.getByText('No order is chosen').waitFor()],
  'an order not on file': ['/order#nosuch', (page) => page.getByRole('button', { name: 'Retry' }).waitFor()],
  'Ask, empty': ['/ask', (page) => page.getByText('Choose payer and test').waitFor()],
  'Ask, answered': [
    '/ask#payer=cigna-commercial&code=78452&age=61&sex=female&dx=R07.9&f.canExercise=no',
    (page) => page.getByRole('heading', { name: 'Answered so far' }).waitFor(),
  ],
  'Today, loading': ['/health', (page) => blocked(page, '**/r4/**', '/', '.day-head h1')],
  'Today, nothing ever loaded': [
    '/health',
    async (page) => {
      await page.route('**/r4/**', (route) => route.abort());
      await page.goto(new URL('/', page.url()).href);
      await page.getByText('The service did not answer').waitFor({ timeout: 25_000 });
    },
  ],
  'the session loading': ['/health', (page) => blocked(page, '**/auth/session', '/', 'main p')],
  'signed out': [
    '/health',
    async (page) => {
      const json = { resourceType: 'OperationOutcome', issue: [], signIn: '/auth/login?return=%2F' };
      await page.route('**/auth/session', (route) => route.fulfill({ status: 401, json }));
      await page.goto(new URL('/', page.url()).href);
      await page.getByRole('link', { name: 'Sign in' }).waitFor();
    },
  ],
  'Today, a cancel list': [
    '/health',
    async (page) => {
      const flip = await flipRows(page, 'yes', 'no');
      await holdClock(page);
      await page.goto(new URL('/', page.url()).href);
      await page.locator('.visit').first().waitFor();
      await page.keyboard.press('j');
      flip();
      await lookNow(page);
      const changed = page.locator('.notice', { hasText: /\d+ changed/ });
      await changed.getByRole('button', { name: 'Show' }).click({ timeout: 25_000 });
      await page.getByRole('button', { name: 'Cancel list' }).click();
      await page.locator('dialog tbody tr').first().waitFor();
    },
  ],
  'Today, somebody was faster': [
    '/',
    async (page, desk) => {
      await act(page, /^Record decision/);
      const note = `Called at ${performance.now()}.`;
      const row = await pinned(page, page.locator('.visit.is-selected'));
      await changeRow(desk, row, 'follow-up', [{ name: 'note', valueString: note }]);
      const panel = page.locator('.panel');
      await panel.getByLabel('Decision', { exact: true }).selectOption('pended');
      await panel.getByLabel('Number', { exact: true }).fill('CASE-1');
      await panel.getByRole('button', { name: 'Record', exact: true }).click();
      await panel.getByText('Yours was not saved.').waitFor();
    },
  ],
  help: ['/', (page) => page.keyboard.press('?')],
};

describe.skipIf(!hasChromium)('axe finds nothing', () => {
  let desk: Desk;
  beforeAll(async () => {
    desk = await openDesk();
  }, 180_000);
  afterAll(() => desk?.close());

  describe.each(Object.entries(LOOKS))('%s', (_, { size, schemes }) => {
    test.each(Object.entries(STATES))(
      '%s',
      async (__, [path, reach]) => {
        const { page, errors } = await desk.open(path, { ...size, colorScheme: schemes[0]! });
        await reach(page, desk);
        await page.waitForTimeout(200);
        await checkLook(page, schemes);
        expect(errors).toEqual([]);
        await page.context().close();
      },
      40_000,
    );
  });
});
