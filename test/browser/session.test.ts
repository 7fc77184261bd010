import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { hasChromium } from '../support/chromium.ts';
import { axe, type Desk, openDesk } from './open-desk.ts';

/** The session as a service with sign-in describes it; everything else is answered by the real one. */
const signIn = async (page: Page, ...roles: readonly string[]): Promise<void> => {
  await page.route('**/auth/session', async (route) => {
    const { timeZone, today } = await (await route.fetch()).json();
    const user = { name: 'Dana Reyes', roles };
    await route.fulfill({ json: { mode: 'signed-in', tenant: 'sandbox', user, csrf: 'c-1', timeZone, today } });
  });
};
const ALL = ['Today', 'Ask', 'Claims', 'Rules', 'Reviews', 'Exchange'];
const viewsIn = (page: Page) => page.getByRole('navigation', { name: 'Views' }).getByRole('link').allTextContents();

describe.skipIf(!hasChromium)('who signed in', () => {
  let desk: Desk;
  beforeAll(async () => {
    desk = await openDesk();
  }, 180_000);
  afterAll(() => desk?.close());

  const opened = async (path: string, ...roles: readonly string[]) => {
    const { page, errors } = await desk.open('/health');
    await signIn(page, ...roles);
    await page.goto(desk.url + path);
    await page.getByRole('button', { name: 'Sign out' }).waitFor();
    return { page, errors };
  };

  test.each([
    [['scheduler'], ['Today', 'Ask', 'Rules'], '/'],
    [['coordinator'], ['Today', 'Ask', 'Claims', 'Rules'], '/'],
    [['clinician'], ['Today', 'Ask', 'Rules'], '/'],
    [['biller'], ['Today', 'Claims', 'Rules'], '/claims'],
    [['author'], ['Rules'], '/rules'],
    [['reviewer'], ['Rules', 'Reviews'], '/reviews'],
    [['biller', 'scheduler'], ['Today', 'Ask', 'Claims', 'Rules'], '/'],
    [['auditor'], [], '/'],
    [['analyst'], [], '/'],
  ])(
    '%s sees %s and starts at %s',
    async (roles, shown, start) => {
      const { page, errors } = await opened('/', ...roles);
      await page.waitForURL(desk.url + start);
      expect(await viewsIn(page)).toEqual(shown);
      for (const path of ALL.map((name) => `/${name.toLowerCase()}`).filter(
        (one) => !shown.some((name) => one === `/${name.toLowerCase()}`),
      )) {
        await page.goto(desk.url + path);
        await page.getByRole('heading', { name: /not part of your role|No view for your role/ }).waitFor();
      }
      expect(await axe(page)).toEqual([]);
      expect(errors).toEqual([]);
      await page.context().close();
    },
    40_000,
  );

  test('without sign-in everything is shown', async () => {
    const { page } = await desk.open('/');
    await page.locator('.visit').first().waitFor();
    expect(await viewsIn(page)).toEqual(ALL);
    expect(await page.getByRole('button', { name: 'Sign out' }).count()).toBe(0);
    await page.context().close();
  }, 40_000);

  test('only an author has rule packs', async () => {
    for (const [role, count] of [
      ['scheduler', 0],
      ['author', 1],
    ] as const) {
      const { page } = await opened('/rules', role);
      await page.getByRole('tab', { name: 'Policy' }).waitFor();
      expect(await page.getByRole('tab', { name: 'Rule packs' }).count()).toBe(count);
      await page.context().close();
    }
  }, 40_000);

  test.each([
    ['at the issuer too, where it has a place for that', true],
    ['here, where it has none', false],
  ])(
    'signs out %s',
    async (_, hasPlace) => {
      const { page } = await opened('/', 'scheduler');
      const issuer = `${desk.url}/health?client_id=desk`;
      const told: (string | undefined)[] = [];
      await page.route('**/auth/logout', async (route) => {
        told.push(route.request().method(), route.request().headers()['x-csrf-token']);
        await page.unroute('**/auth/session');
        const body = { resourceType: 'OperationOutcome', issue: [], signIn: '/auth/login?return=%2F' };
        await page.route('**/auth/session', (asked) => asked.fulfill({ status: 401, json: body }));
        await route.fulfill({ json: hasPlace ? { signOut: issuer } : {} });
      });
      await page.getByRole('button', { name: 'Sign out' }).click();
      if (hasPlace) await page.waitForURL(issuer);
      else await page.getByRole('link', { name: 'Sign in' }).waitFor();
      expect(told).toEqual(['POST', 'c-1']);
      await page.context().close();
    },
    40_000,
  );
});
