import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { pasRequest } from '../support/pas-messages.ts';
import { built } from './built.ts';
import { cpuSecondsOf, startBenchServer } from './submit.ts';

const PATH = '/r4/Claim/$submit';
/** The trace number every request replaces by its own. */
const TRACE = 'demo-order-1';
const BODY = JSON.stringify(pasRequest({ trace: TRACE }));
/** Counted, not timed: what the engine compiles depends on calls. */
const WARM_UP = 1_500;
const AT_ONCE = 10;
/** The two take turns; what else the machine does slows both alike. */
const ROUNDS = 6;
const A_ROUND = 300;
const EVERY_MS = 50;
const WITHIN_MS = 100;

let count = 0;
/** Milliseconds to the whole answer. @throws unless it is 200 */
const ask = async (port: number): Promise<number> => {
  const body = BODY.replaceAll(TRACE, `bench-${++count}`);
  const start = performance.now();
  const response = await fetch(`http://127.0.0.1:${port}${PATH}`, {
    method: 'POST',
    headers: { 'content-type': 'application/fhir+json' },
    body,
  });
  const text = await response.text();
  if (response.status !== 200) throw new Error(`${response.status}: ${text}`);
  return performance.now() - start;
};

/** Sent every 50 ms, whether the ones before are answered or not: a slow answer delays no other. */
const paced = async (port: number): Promise<readonly number[]> => {
  const begun = performance.now();
  const asked: Promise<number>[] = [];
  for (let index = 0; index < A_ROUND; index++) {
    const due = begun + index * EVERY_MS - performance.now();
    if (due > 0) await wait(due);
    asked.push(ask(port));
  }
  return Promise.all(asked);
};

const open = async (server: string, mode: 'service' | 'floor', folder: string) => {
  const { child, port, calls } = await startBenchServer(server, mode, join(folder, mode), { path: PATH, body: BODY });
  for (let done = 0; done < WARM_UP; done += AT_ONCE)
    await Promise.all(Array.from({ length: AT_ONCE }, () => ask(port)));
  const times: number[] = [];
  let cpuSeconds = 0;
  return {
    calls,
    round: async (): Promise<void> => {
      const before = await cpuSecondsOf(child);
      times.push(...(await paced(port)));
      cpuSeconds += (await cpuSecondsOf(child)) - before;
    },
    figures: () => {
      const sorted = times.toSorted((a, b) => a - b);
      const at = (share: number): number => sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? 0;
      return { p50: at(0.5), p99: at(0.99), cpuMs: (1_000 * cpuSeconds) / times.length };
    },
    close: async (): Promise<void> => {
      child.kill();
      await once(child, 'exit');
    },
  };
};

/** Times of a paced load and processor time of each request, beside a floor that makes only the same calls of the table. */
export const pasSubmitRows = async (): Promise<readonly string[]> => {
  const folder = await mkdtemp(join(tmpdir(), 'stresspass-bench-pas-'));
  const server = await built('submit-server');
  const floor = await open(server, 'floor', folder);
  const service = await open(server, 'service', folder);
  const loads = [loadavg()[0] ?? 0];
  try {
    for (let round = 0; round < ROUNDS; round++) {
      await floor.round();
      await service.round();
      loads.push(loadavg()[0] ?? 0);
    }
    const rows = [
      [`floor: only ${floor.calls.join(', ')}`, floor.figures()],
      ['the service', service.figures()],
    ] as const;
    const { p99 } = service.figures();
    const least = Math.min(...loads).toFixed(1);
    return [
      ...rows.map(
        ([what, { p50, p99: slow, cpuMs }]) =>
          `  ${what}: p50 ${p50.toFixed(1)} ms, p99 ${slow.toFixed(1)} ms, ${cpuMs.toFixed(1)} ms of CPU each, the engine included`,
      ),
      `  ${p99 <= WITHIN_MS ? 'ok  ' : 'MISS'} p99 ${p99.toFixed(0)} ms (at most ${WITHIN_MS}); load of the machine ${least} to ${Math.max(...loads).toFixed(1)}`,
    ];
  } finally {
    await floor.close();
    await service.close();
    await rm(folder, { recursive: true, force: true });
  }
};
