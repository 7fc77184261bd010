import { setTimeout as sleep } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { startTicker } from '../../infra/local/ticker.ts';

const FAR = 60_000;
const ignore = () => undefined;

test('runs at intervals, and never twice at a time', async () => {
  let running = 0;
  let most = 0;
  let runs = 0;
  const ticker = startTicker(
    5,
    async () => {
      running += 1;
      most = Math.max(most, running);
      await sleep(12);
      running -= 1;
      runs += 1;
    },
    ignore,
  );
  await sleep(150);
  await ticker.stop();
  expect([running, most]).toEqual([0, 1]);
  expect(runs).toBeGreaterThan(3);
});

test('asked while it runs, it runs once more, for what came too late', async () => {
  let runs = 0;
  const ticker = startTicker(
    FAR,
    async () => {
      runs += 1;
      await sleep(10);
    },
    ignore,
  );
  ticker.soon();
  await sleep(2);
  for (let n = 0; n < 5; n++) ticker.soon();
  await sleep(60);
  await ticker.stop();
  expect(runs).toBe(2);
});

test('goes on after a failure, which it reports', async () => {
  const errors: unknown[] = [];
  let runs = 0;
  const ticker = startTicker(
    5,
    async () => {
      runs += 1;
      throw new Error(`run ${runs}`);
    },
    (error) => errors.push(error),
  );
  await sleep(60);
  await ticker.stop();
  expect(runs).toBeGreaterThan(1);
  expect(errors).toHaveLength(runs);
});

test('stop waits for the job, tells it, and then nothing starts any more', async () => {
  const log: string[] = [];
  const ticker = startTicker(
    5,
    async (signal) => {
      log.push('began');
      await sleep(30);
      log.push(`ended, told ${signal.aborted}`);
    },
    ignore,
  );
  ticker.soon();
  await sleep(1);
  await ticker.stop();
  ticker.soon();
  await sleep(20);
  expect(log).toEqual(['began', 'ended, told true']);
});
