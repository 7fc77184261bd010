import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { type ServiceProcess, startProcess } from '../support/service-process.ts';

const COUNTER = fileURLToPath(new URL('../support/count-table-calls.mjs', import.meta.url));
/** Longer than either job waits where it asks each time. */
const WATCHED_MS = 6_000;
/** Both jobs look ahead once after the last write, and then wait. */
const LOOKS = 4;

interface Counted {
  readonly calls: number;
  readonly cpuMs: number;
}
let dataDir: string;
let service: ServiceProcess;
beforeEach(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'stresspass-idle-'));
  service = await startProcess({ DATA_DIR: dataDir, NODE_OPTIONS: `--import ${COUNTER}` });
});
afterEach(async () => {
  await service.stop('SIGTERM');
  await rm(dataDir, { recursive: true, force: true });
});

const said = () => service.said().split('counted ').slice(1);
const count = async (): Promise<Counted> => {
  const before = said().length;
  process.kill(service.pid, 'SIGUSR2');
  await vi.waitFor(() => expect(said().length).toBe(before + 1), { timeout: 5_000 });
  return JSON.parse(said().at(-1)?.split('\n')[0] ?? '');
};

test('a service nobody asks leaves its table alone', async () => {
  // 66 where both jobs ask each time; at most 24 where the run of the minute falls among them.
  const most = { calls: 40, cpuMs: WATCHED_MS / 10 };
  let seen: Counted = { calls: Number.NaN, cpuMs: Number.NaN };
  const isIdle = () => seen.calls <= most.calls && seen.cpuMs < most.cpuMs;
  for (let look = 0; look < LOOKS && !isIdle(); look++) {
    const before = await count();
    await sleep(WATCHED_MS);
    const after = await count();
    seen = { calls: after.calls - before.calls, cpuMs: after.cpuMs - before.cpuMs };
  }
  expect([seen, isIdle()]).toEqual([seen, true]);
}, 60_000);
