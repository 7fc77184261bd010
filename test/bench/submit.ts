import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import autocannon from 'autocannon';
import { built } from './built.ts';
import { REQUEST } from './structure.ts';

const PATH = '/r4/CoverageEligibilityRequest/$submit';
const CONNECTIONS = 10;
/**
 * Counted, not timed: what the engine compiles on the way depends on calls, not on how busy the machine is. The floor is
 * compiled after a thousand, the service, with twenty times the code, only after some thousands.
 */
const WARM_UP_REQUESTS = 4_000;
/** The two take turns, so that whatever else the machine does slows both alike. */
const ROUNDS = 15;
const REQUESTS_A_ROUND = 200;

interface Server {
  readonly port: number;
  readonly calls: readonly string[];
}

/** A server in a process of its own, that answers this message or makes only the calls of the table it made. */
export const startBenchServer = async (
  server: string,
  mode: 'service' | 'floor',
  dataDir: string,
  message: { readonly path: string; readonly body: string },
): Promise<Server & { readonly child: ChildProcess }> => {
  const child = fork(server, [mode, dataDir], { execArgv: [], stdio: ['ignore', 'ignore', 'inherit', 'ipc'] });
  await once(child, 'message');
  child.send(message);
  const [started] = (await once(child, 'message')) as [Server];
  return { ...started, child };
};

export const cpuSecondsOf = async (child: ChildProcess): Promise<number> => {
  child.send('cpu');
  const [{ cpuSeconds }] = (await once(child, 'message')) as [{ cpuSeconds: number }];
  return cpuSeconds;
};

let count = 0;
/** Seconds it took. */
const load = async (port: number, amount: number): Promise<number> => {
  const result = await autocannon({
    url: `http://127.0.0.1:${port}`,
    connections: CONNECTIONS,
    sampleInt: 20,
    amount,
    requests: [
      {
        method: 'POST',
        path: PATH,
        headers: { 'content-type': 'application/fhir+json' },
        setupRequest: (request) => ({ ...request, body: REQUEST.replaceAll('demo-order-1', `bench-${++count}`) }),
      },
    ],
  });
  if (result.non2xx + result.errors > 0)
    throw new Error(`${result.non2xx} refusals and ${result.errors} errors under load`);
  return result.duration;
};

/** Requests answered, by the clock and by the second of CPU time the server had: other work on the machine blurs the first. */
export interface SubmitRate {
  readonly perSecond: number;
  readonly perCpuSecond: number;
}
export interface SubmitRates {
  readonly calls: readonly string[];
  readonly service: SubmitRate;
  readonly floor: SubmitRate;
}

/** One of the two, warm, and what its rounds have taken so far. */
const open = async (server: string, mode: 'service' | 'floor', folder: string) => {
  const { child, port, calls } = await startBenchServer(server, mode, join(folder, mode), {
    path: PATH,
    body: REQUEST,
  });
  await load(port, WARM_UP_REQUESTS);
  let seconds = 0;
  let cpuSeconds = 0;
  return {
    calls,
    round: async (): Promise<void> => {
      const before = await cpuSecondsOf(child);
      seconds += await load(port, REQUESTS_A_ROUND);
      cpuSeconds += (await cpuSecondsOf(child)) - before;
    },
    rate: (): SubmitRate => ({
      perSecond: (ROUNDS * REQUESTS_A_ROUND) / seconds,
      perCpuSecond: (ROUNDS * REQUESTS_A_ROUND) / cpuSeconds,
    }),
    close: async (): Promise<void> => {
      child.kill();
      await once(child, 'exit');
    },
  };
};

/** `$submit` of an order with the durable write over real HTTP, beside a floor that makes only the same calls. */
export const submitRates = async (): Promise<SubmitRates> => {
  const folder = await mkdtemp(join(tmpdir(), 'stresspass-bench-'));
  const server = await built('submit-server');
  const floor = await open(server, 'floor', folder);
  const service = await open(server, 'service', folder);
  try {
    for (let round = 0; round < ROUNDS; round++) {
      await floor.round();
      await service.round();
    }
    return { calls: service.calls, service: service.rate(), floor: floor.rate() };
  } finally {
    await floor.close();
    await service.close();
    await rm(folder, { recursive: true, force: true });
  }
};
