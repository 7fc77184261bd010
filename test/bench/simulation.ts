import { performance } from 'node:perf_hooks';
import { handleMessage } from '../../shared/handlers/events/handle-message.ts';
import { writePack } from '../../shared/rule-files/packs/rule-pack.ts';
import { TENANT } from '../support/endpoint-harness.ts';
import { ecgRequired, openPackDesk } from '../support/pack-desk.ts';

/**
 * What simulating a rule pack on the orders of a tenant costs, and how long the first answer by it takes once it is active; table and engine in this process:
 * `node --import tsx test/bench/simulation.ts [orders]`; 10,000 are the most a simulation looks at.
 */
const ORDERS = Number(process.argv[2] ?? 10_000);
const AT_ONCE = 20;

const seconds = (ms: number): string => (ms / 1_000).toFixed(1);
const cpuMs = (since?: NodeJS.CpuUsage): number => {
  const { user, system } = process.cpuUsage(since);
  return (user + system) / 1_000;
};

const desk = await openPackDesk();
// The rate of a client is no part of what is measured.
await desk.ports.settings.put({ ...TENANT, rate: { perSecond: 10_000, burst: 10_000 } });
desk.refresh();
const seeded = performance.now();
for (let n = 0; n < ORDERS; n += AT_ONCE)
  await Promise.all(
    Array.from({ length: Math.min(AT_ONCE, ORDERS - n) }, async (_, index) => {
      const { status } = await desk.assessEcg(`order-${n + index}`);
      if (status !== 200) throw new Error(`An order was answered with ${status}.`);
    }),
  );
process.stdout.write(`${ORDERS} orders answered in ${seconds(performance.now() - seeded)} s\n`);

const { status } = await desk.call('author', 'POST', '/rules/packs', writePack(ecgRequired('1.0.0')));
if (status !== 201) throw new Error(`The pack was refused with ${status}.`);
const before = process.cpuUsage();
const start = performance.now();
await desk.step('author', '1.0.0', 'simulate');
let messages = 0;
let longest = 0;
for (let next = desk.queued.shift(); next; next = desk.queued.shift()) {
  const began = performance.now();
  await handleMessage(next, desk.harness);
  longest = Math.max(longest, performance.now() - began);
  messages += 1;
}
const took = performance.now() - start;
const { body } = await desk.call('author', 'GET', '/rules/packs/own/1.0.0/simulation');
const flips = Object.values(body.kinds as Record<string, number>).reduce((sum, one) => sum + one, 0);
process.stdout.write(
  `${body.orders} orders simulated (${body.state}, ${flips} flips, ${body.unread} unread) in ${seconds(took)} s, ` +
    `${(cpuMs(before) / body.orders).toFixed(1)} ms of processor time an order with the engine, ${messages} messages, ` +
    `the longest ${seconds(longest)} s, ${Math.round(process.memoryUsage().rss / 1e6)} MB resident\n`,
);
for (const what of ['approve', 'activate']) {
  const done = await desk.step('approver', '1.0.0', what);
  if (done.status !== 200) throw new Error(`The pack was answered with ${done.status}.`);
}
const since = performance.now();
const waits: string[] = [];
for (const id of ['first', 'second', 'third']) {
  const began = performance.now();
  await desk.assessEcg(id);
  waits.push(`${Math.round(performance.now() - began)} ms`);
}
process.stdout.write(
  `active: answered by it ${waits[0]} later, the next in ${waits.slice(1).join(' and ')}; all within ${seconds(performance.now() - since)} s\n`,
);
await desk.close();
