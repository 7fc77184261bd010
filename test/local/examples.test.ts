import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';
import { matchRoute } from '../../infra/local/http/match-route.ts';
import { ROUTES } from '../../shared/http/routes/index.ts';
import { ROOT_FOLDER } from '../support/run-command.ts';
import { startProcess } from '../support/service-process.ts';
import { validateR4 } from '../support/validators.ts';

const run = promisify(execFile);
const CALL = 'docs/samples/cds-hooks/order-sign-questions-open.json';

test('the minimal hook client gets a card and a system action of the sandbox', async () => {
  const service = await startProcess({ DATA_DIR: ':memory:' });
  try {
    const words = ['docs/examples/hook-client.mjs', service.url, 'order-sign', CALL];
    const env = { ...process.env, TENANT: 'sandbox' };
    const { stdout } = await run(process.execPath, words, { cwd: ROOT_FOLDER, env });
    expect(stdout).toMatch(/^order-sign-crd: sends \d+ of \d+ prefetch keys/);
    expect(stdout).toMatch(/^\[(info|warning|critical)\] \S/m);
    expect(stdout).toMatch(/^system action: update ServiceRequest\//m);
    await expect(
      run(process.execPath, [words[0]!, service.url, 'no-hook', CALL], { cwd: ROOT_FOLDER }),
    ).rejects.toThrow(/No service for no-hook/);
  } finally {
    await service.stop('SIGTERM');
  }
}, 60_000);

test('the sample Subscription is valid R4, and its endpoint is one of ours', async () => {
  const subscription = JSON.parse(
    readFileSync(new URL('../../docs/examples/subscription.json', import.meta.url), 'utf8'),
  );
  expect(await validateR4(subscription)).toEqual([]);
  const { endpoint, header, type } = subscription.channel;
  const match = matchRoute(ROUTES, 'POST', new URL(endpoint).pathname);
  expect(match).toMatchObject({ is: 'route', params: { source: 'demo-ehr' } });
  expect([type, header[0]]).toEqual(['rest-hook', expect.stringMatching(/^Authorization: Bearer \S+$/)]);
});
