import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { runCommand, startCommand } from '../support/run-command.ts';
import { type ServiceProcess, startProcess } from '../support/service-process.ts';

const PATIENCE_MS = 60_000;
const folder = mkdtempSync(join(tmpdir(), 'stresspass-sandbox-'));
let service: ServiceProcess;
beforeAll(async () => {
  service = await startProcess({ DATA_DIR: join(folder, 'data'), AUTH: 'required' });
}, PATIENCE_MS);
afterAll(async () => {
  await service.stop('SIGTERM');
  rmSync(folder, { recursive: true, force: true });
});
const ENVIRONMENT = { DATA_DIR: join(folder, 'data'), AUTH: 'required', STRESSPASS_TENANT: 'sandbox' };
const run = (...words: readonly string[]) => runCommand(words, ENVIRONMENT);

test(
  'a situation is brought about where tokens are required, too, and its events are heard',
  async () => {
    const listen = ['events', 'listen', '--type', 'BookingAtRisk', '--count', '1', '--json'];
    const { told, ended } = await startCommand(listen, ENVIRONMENT);
    await expect.poll(told, { timeout: 30_000 }).toContain('Listening at');
    const { code, stdout } = await run('sandbox', 'trigger', 'payer-denied', '--json');
    expect(code).toBe(0);
    const { order, happened, events } = JSON.parse(stdout);
    expect(happened.map((one: { state: string }) => one.state)).toEqual(['required', 'denied', 'denied']);
    expect(happened.at(-1).step).toContain('$bookable: no');
    const types = events.map((one: Record<string, unknown>) => one['detail-type']);
    expect(types).toEqual(expect.arrayContaining(['StressTestAssessed', 'AuthorizationChanged', 'BookingAtRisk']));
    const heard = (await ended).stdout.trim().split('\n');
    expect(heard.map((line) => JSON.parse(line).detail.order)).toEqual([`ServiceRequest/${order}`]);
  },
  PATIENCE_MS,
);

test(
  'the clock moves forward and back, and only by words it knows',
  async () => {
    const told = JSON.parse((await run('sandbox', 'clock', '+3d', '--json')).stdout);
    expect(told.hoursAhead).toBe(72);
    expect(JSON.parse((await run('sandbox', 'clock', 'reset', '--json')).stdout).hoursAhead).toBe(0);
    for (const words of [
      ['sandbox', 'clock', '3d'],
      ['sandbox', 'trigger', 'no-such-thing'],
      ['events', 'listen', '--count', '0'],
    ])
      expect((await run(...words)).code, words.join(' ')).toBe(2);
  },
  PATIENCE_MS,
);
