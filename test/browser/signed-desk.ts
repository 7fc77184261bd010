import { cp, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { BrowserContextOptions } from 'playwright-core';
import { openChromium } from '../support/chromium.ts';
import { type Account, startIssuer } from '../support/oidc-issuer.ts';
import { onceARun } from '../support/once-a-run.ts';
import { runWell } from '../support/run-command.ts';
import { startProcess } from '../support/service-process.ts';
import type { DeskPage } from './open-desk.ts';

const TENANT = 'sandbox';
const ROLES = ['scheduler', 'coordinator', 'biller', 'clinician', 'author', 'auditor', 'reviewer', 'analyst'] as const;
export type DeskRole = (typeof ROLES)[number];

const freePort = (): Promise<number> =>
  new Promise((resolve, reject) => {
    const server = createServer();
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() =>
        typeof address === 'object' && address ? resolve(address.port) : reject(new Error('no port')),
      );
    });
  });

/** A data folder as a first start leaves it. */
const firstStart = async (folder: string): Promise<void> => {
  const first = await startProcess({ DATA_DIR: folder, DEMO_DAY: 'off', AUTH: 'open' });
  await first.stop('SIGTERM');
};

/** The tenant of a new data folder with settings of its own, as an administrator puts them. */
const settle = async (
  environment: Readonly<Record<string, string>>,
  settings: Readonly<Record<string, unknown>>,
): Promise<void> => {
  const started = await onceARun('first-start', firstStart);
  if (started) await cp(started, environment.DATA_DIR ?? '', { recursive: true });
  else await firstStart(environment.DATA_DIR ?? '');
  const known = JSON.parse(await runWell(['admin', 'tenants', 'show', TENANT], environment));
  const file = join(environment.DATA_DIR ?? '', 'tenant.json');
  await writeFile(file, JSON.stringify({ ...known, ...settings }));
  await runWell(['admin', 'tenants', 'put', file], environment);
};

/** The service where people sign in by OpenID Connect, an issuer beside it, and a browser before it. */
export const openSignedDesk = async (settings: Readonly<Record<string, unknown>> = {}) => {
  const dataDir = await mkdtemp(join(tmpdir(), 'stresspass-signed-'));
  const issuer = await startIssuer({ id: 'desk' }, () => Math.floor(Date.now() / 1_000));
  const port = String(await freePort());
  const environment = { DATA_DIR: dataDir, PORT: port, DEMO_DAY: 'off' };
  const roles = ROLES.map((role) => ({ group: `desk-${role}`, role }));
  await settle(environment, { signIn: { claim: 'groups', roles }, ...settings });
  const url = `http://localhost:${port}`;
  const service = await startProcess({
    ...environment,
    AUTH: 'required',
    PUBLIC_URL: url,
    SIGN_IN: JSON.stringify({ issuer: issuer.url, clientId: 'desk', tenantClaim: 'org' }),
  });
  const browser = await openChromium();
  return {
    url,
    /** A token of the system that sends orders and requests. */
    token: async (): Promise<string> =>
      (await runWell(['admin', 'token', '--tenant', TENANT, '--url', url], environment)).trim(),
    /** A browser of its own whose person has signed in at the issuer, on a view. */
    signIn: async (
      name: string,
      role: DeskRole,
      path = '/',
      options: BrowserContextOptions = {},
    ): Promise<DeskPage> => {
      const account: Account = { sub: name, name, org: TENANT, groups: [`desk-${role}`] };
      const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, ...options });
      const page = await context.newPage();
      const errors: string[] = [];
      page.on('pageerror', (error) => errors.push(error.message));
      issuer.next.account = account;
      await page.goto(url + path);
      await page.getByRole('link', { name: 'Sign in' }).click();
      await page.getByRole('button', { name: 'Sign out' }).waitFor();
      return { page, errors };
    },
    close: async (): Promise<void> => {
      await browser.close();
      await service.stop('SIGTERM');
      await issuer.close();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
};
export type SignedDesk = Awaited<ReturnType<typeof openSignedDesk>>;
