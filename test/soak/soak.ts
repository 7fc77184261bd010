import { mkdtemp, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { inspect } from '../crash/inspect.ts';
import { putTenant } from '../crash/put-tenant.ts';
import { makeTraffic } from '../crash/traffic.ts';
import { type ServiceProcess, startProcess } from '../support/service-process.ts';
import { makeHeavy } from './heavy.ts';
import { memoryOf } from './memory-of.ts';
import { makeReaders } from './readers.ts';
import { makeRequesters } from './requesters.ts';
import { type DoorTimes, watchCalls } from './watch-calls.ts';

export interface SoakReport {
  readonly minutes: number;
  readonly kills: number;
  readonly orders: number;
  readonly kept: number;
  /** Requests a practice sent to the payer of the sandbox, and requests of others it certified. */
  readonly requests: { readonly sent: number; readonly certified: number };
  readonly doors: readonly DoorTimes[];
  /** MB of the longest life, once warm and at its end, and the seconds between. */
  readonly memory: { readonly warm: number; readonly end: number; readonly seconds: number };
  /** Answers nobody should get. */
  readonly unexpected: readonly string[];
  /** Acknowledged and not there, or owed and stuck. */
  readonly lost: readonly string[];
}

/** Seconds, mostly; every tenth life is left in peace for minutes, to see what it remembers. */
const lifeMs = (life: number, totalMs: number): number =>
  life % 10 === 9 ? totalMs / 6 : 2_000 + Math.random() * Math.min(20_000, totalMs / 12);
const WARM_MS = 5_000;
/** Deliveries of writers that died are given up a minute after they were made. */
const ABANDONED_MS = 75_000;

/** Until nothing has been announced for so long that even the deliveries of the dead are given up. */
const announced = async (dataDir: string): Promise<void> => {
  const file = join(dataDir, 'events.jsonl');
  for (let size = -1, now = (await stat(file)).size; now !== size; now = (await stat(file)).size) {
    size = now;
    await sleep(ABANDONED_MS);
  }
};

type Memory = SoakReport['memory'];
const NOTHING: Memory = { warm: 0, end: 0, seconds: 0 };

const watchMemory = async ({ pid }: ServiceProcess, forMs: number): Promise<Memory> => {
  if (forMs <= 2 * WARM_MS) {
    await sleep(forMs);
    return NOTHING;
  }
  await sleep(WARM_MS);
  const warm = (await memoryOf(pid)) ?? 0;
  await sleep(forMs - WARM_MS);
  return { warm, end: (await memoryOf(pid)) ?? 0, seconds: Math.round((forMs - WARM_MS) / 1_000) };
};

/** Mixed load through all doors of a service on disk that is killed again and again; then every promise is looked for. */
export const soak = async (minutes: number, say: (text: string) => void): Promise<SoakReport> => {
  const dataDir = await mkdtemp(join(tmpdir(), 'stresspass-soak-'));
  await putTenant(dataDir);
  const requesters = makeRequesters();
  const traffic = makeTraffic((answered) => [...makeReaders(answered), ...makeHeavy(), ...requesters.callers]);
  const calls = watchCalls();
  const totalMs = minutes * 60_000;
  const until = Date.now() + totalMs;
  let memory = NOTHING;
  let kills = 0;
  for (; Date.now() < until; kills++) {
    const service = await startProcess({ DATA_DIR: dataDir });
    const stopping = new AbortController();
    const working = traffic.run(service.url, stopping.signal);
    const lived = await watchMemory(service, Math.min(lifeMs(kills, totalMs), Math.max(1_000, until - Date.now())));
    if (lived.seconds > memory.seconds) memory = lived;
    stopping.abort();
    await service.stop('SIGKILL');
    await working;
    say(`${kills + 1} kills, ${traffic.answers()} orders taken, ${traffic.kept.length} other promises`);
  }
  const doors = calls.stop();
  const last = await startProcess({ DATA_DIR: dataDir });
  say('Waiting for what was promised by those that died.');
  await announced(dataDir);
  const undecided = await requesters.missing(last.url);
  const lost = (await last.stop('SIGTERM')) === 0 ? [] : ['did not stop cleanly'];
  lost.push(...undecided, ...(await inspect(dataDir, traffic, true)));
  await rm(dataDir, { recursive: true, force: true });
  const orders = traffic.acknowledged.size;
  return {
    minutes,
    kills,
    orders,
    requests: requesters.counts(),
    kept: traffic.kept.length,
    doors,
    memory,
    unexpected: traffic.unexpected,
    lost,
  };
};
