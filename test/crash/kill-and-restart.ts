import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { startProcess } from '../support/service-process.ts';
import { inspect } from './inspect.ts';
import { SOURCE } from './kept.ts';
import { putTenant } from './put-tenant.ts';
import { makeTraffic } from './traffic.ts';

export interface CrashReport {
  readonly kills: number;
  readonly orders: number;
  readonly decisions: number;
  /** Acknowledgements of the other doors. */
  readonly others: Readonly<Record<string, number>>;
  /** Index rows and the like the service put right when it started again. */
  readonly restarts: readonly string[];
  readonly faults: readonly string[];
}

/** Which of these orders the service does not find; with `patience` events it took may still be on their way. */
const missing = async (url: string, ids: readonly string[], patience: number): Promise<readonly string[]> => {
  const asked = ids.map(async (id) => {
    const status = `${url}/r4/ServiceRequest/${id}/$authorization-status?source=${SOURCE}`;
    for (let tries = 0; tries <= patience; tries++) {
      if (tries > 0) await sleep(200);
      const response = await fetch(status);
      await response.text();
      if (response.ok) return [];
    }
    return [`${id}: acknowledged, not found after a restart`];
  });
  return (await Promise.all(asked)).flat();
};

const sample = (ids: readonly string[], count: number): readonly string[] =>
  ids.toSorted(() => Math.random() - 0.5).slice(0, count);

/** Tries, five a second, until an event that was taken has its record. */
const DRAIN_TRIES = 1_500;
/** Deliveries of writers that died are given up a minute after they were made. */
const ABANDONED_MS = 75_000;

/**
 * Kills the service while callers are at work, starts it again on the same data, and again. `patient` waits at the end
 * until deliveries of dead writers are given up, and then none may be left at all.
 */
export const killAndRestart = async (options: {
  readonly kills: number;
  readonly patient?: boolean;
}): Promise<CrashReport> => {
  const { kills, patient = false } = options;
  const dataDir = await mkdtemp(join(tmpdir(), 'stresspass-crash-'));
  const environment = { DATA_DIR: dataDir };
  await putTenant(dataDir);
  const traffic = makeTraffic();
  const faults: string[] = [];
  const restarts: string[] = [];
  for (let n = 0; n < kills; n++) {
    const service = await startProcess(environment);
    if (n > 0) restarts.push(/not clean: .*/.exec(service.said())?.[0] ?? 'started as after a clean stop');
    const stopping = new AbortController();
    const working = traffic.run(service.url, stopping.signal);
    faults.push(...(await missing(service.url, sample([...traffic.answered], 5), 0)));
    for (const before = traffic.answers(); traffic.answers() === before; ) await sleep(5);
    await sleep(Math.random() * 1_000);
    stopping.abort();
    await service.stop('SIGKILL');
    await working;
  }
  const last = await startProcess(environment);
  const ids = [...traffic.acknowledged.keys()];
  for (let start = 0; start < ids.length; start += 20)
    faults.push(...(await missing(last.url, ids.slice(start, start + 20), DRAIN_TRIES)));
  await sleep(patient ? ABANDONED_MS : 3_000);
  if ((await last.stop('SIGTERM')) !== 0) faults.push('did not stop cleanly');
  faults.push(...traffic.unexpected, ...(await inspect(dataDir, traffic, patient)));
  await rm(dataDir, { recursive: true, force: true });
  const decisions = [...traffic.acknowledged.values()].filter(({ number }) => number).length;
  return { kills, orders: traffic.acknowledged.size, decisions, others: traffic.counts, restarts, faults };
};
