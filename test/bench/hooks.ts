import { readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { startService } from '../../infra/local/service.ts';
import { coldStarts } from './hook-cold.ts';
import { handlerCpu } from './hook-cpu.ts';

/**
 * order-sign as an EHR calls it: full prefetch, decision and durable assertion, over HTTP and the embedded engine. A
 * process of its own, since a harness reads its environment once.
 */
const SAMPLE = new URL('../../docs/samples/cds-hooks/order-sign-questions-open.json', import.meta.url);
const PER_SECOND = 50;
const SECONDS = 20;
const WARM_UP = 300;
const COLD_STARTS = 10;

process.env.DEFAULT_TENANT = 'sandbox';
process.env.LOG_LEVEL = 'silent';
const sample = readFileSync(SAMPLE, 'utf8');
const service = await startService({ port: 0, dataDir: ':memory:', auth: 'open' });
let count = 0;

/** Each is about an order of its own, so that each leaves an assertion of its own. */
const nextBody = (): string => sample.replaceAll('"questions"', `"bench-${++count}"`);

/** Milliseconds of one call. */
const call = async (): Promise<number> => {
  const body = nextBody();
  const start = performance.now();
  const response = await fetch(`${service.url}/cds-services/order-sign-crd`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body,
  });
  await response.text();
  if (response.status !== 200) throw new Error(`order-sign answered ${response.status}`);
  return performance.now() - start;
};

const cold = await coldStarts(Array.from({ length: COLD_STARTS }, nextBody));
const first = await call();
for (let done = 0; done < WARM_UP; done++) await call();
const before = process.cpuUsage();
const calls: Promise<number>[] = [];
for (let tick = 0; tick < PER_SECOND * SECONDS; tick++) {
  calls.push(call());
  await sleep(1000 / PER_SECOND);
}
const times = (await Promise.all(calls)).sort((a, b) => a - b);
const { user, system } = process.cpuUsage(before);
const ownCpu = await handlerCpu(nextBody, service.close);
const at = (share: number): string => (times[Math.ceil(share * times.length) - 1] ?? 0).toFixed(1);
const all = [...cold, first, ...times];
const under = (ms: number): string => ((100 * all.filter((one) => one < ms).length) / all.length).toFixed(2);

process.stdout.write(
  [
    `order-sign, ${times.length} calls at about ${PER_SECOND}/s, client and engine in the same process`,
    `  first call ${first.toFixed(0)} ms; then p50 ${at(0.5)}, p90 ${at(0.9)}, p99 ${at(0.99)} ms`,
    `  ${cold.length} cold starts of the bundle, from the start of Node: ${Math.min(...cold).toFixed(0)} to ${Math.max(...cold).toFixed(0)} ms`,
    `  under 500 ms ${under(500)} %, under 5 s ${under(5_000)} %, first call and cold starts included`,
    `  ${((user + system) / 1000 / times.length).toFixed(1)} ms of CPU a call, client and engine included; ${ownCpu.toFixed(2)} ms the handler alone, without DynamoDB`,
    '',
  ].join('\n'),
);
process.exit(0);
