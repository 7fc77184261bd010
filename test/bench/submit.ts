import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import autocannon from 'autocannon';
import { REQUEST } from './structure.ts';

const PATH = '/r4/CoverageEligibilityRequest/$submit';
const SERVER = fileURLToPath(new URL('submit-server.ts', import.meta.url));
const CONNECTIONS = 10;
/** Counted, not timed: what the engine compiles on the way depends on calls, not on how busy the machine is. */
const WARM_UP_REQUESTS = 600;
const REQUESTS = 1_200;

interface Server {
  readonly port: number;
  readonly calls: readonly string[];
}

const start = async (
  mode: 'service' | 'floor',
  dataDir: string,
): Promise<Server & { readonly child: ChildProcess }> => {
  const child = fork(SERVER, [mode, dataDir], {
    execArgv: ['--import', 'tsx'],
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  });
  await once(child, 'message');
  child.send({ path: PATH, body: REQUEST });
  const [server] = (await once(child, 'message')) as [Server];
  return { ...server, child };
};

const cpuSecondsOf = async (child: ChildProcess): Promise<number> => {
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

const measure = async (mode: 'service' | 'floor', dataDir: string) => {
  const { child, port, calls } = await start(mode, dataDir);
  try {
    await load(port, WARM_UP_REQUESTS);
    const before = await cpuSecondsOf(child);
    const seconds = await load(port, REQUESTS);
    const cpuSeconds = (await cpuSecondsOf(child)) - before;
    return { calls, rate: { perSecond: REQUESTS / seconds, perCpuSecond: REQUESTS / cpuSeconds } };
  } finally {
    child.kill();
    await once(child, 'exit');
  }
};

/** `$submit` of an order with the durable write over real HTTP, beside a floor that makes only the same calls. */
export const submitRates = async (): Promise<SubmitRates> => {
  const folder = await mkdtemp(join(tmpdir(), 'stresspass-bench-'));
  try {
    const { rate: floor } = await measure('floor', join(folder, 'floor'));
    const { rate: service, calls } = await measure('service', join(folder, 'service'));
    return { calls, service, floor };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
};
