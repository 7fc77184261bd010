import { parseArgs } from 'node:util';
import { soak } from './soak.ts';

const say = (text: string): void => void process.stdout.write(`${text}\n`);
const { values } = parseArgs({ options: { minutes: { type: 'string', default: '30' } } });
const SHOWN = 20;

const report = await soak(Number(values.minutes), say);
const { minutes, kills, orders, kept, requests, doors, memory, unexpected, lost } = report;
const calls = doors.reduce((sum, { count }) => sum + count, 0);
say(`\n${minutes} minutes, ${kills} kills, ${calls} answers, ${(calls / (minutes * 60)).toFixed(1)} a second`);
say(`${orders} orders and ${kept} other acknowledgements`);
say(`${requests.sent} requests sent to the payer of the sandbox, ${requests.certified} of others certified by it`);
say(`\n${'door'.padEnd(46)} answers  5xx  median ms  p99 ms  slowest ms`);
for (const { door, count, failed, medianMs, p99Ms, slowestMs } of doors)
  say(
    `${door.padEnd(46)} ${String(count).padStart(7)} ${String(failed).padStart(4)} ${medianMs.toFixed(0).padStart(10)} ${p99Ms.toFixed(0).padStart(7)} ${slowestMs.toFixed(0).padStart(11)}`,
  );
say('A 503 of $assess is a call under a key whose first call was killed: the key is free again some seconds later.');
say(
  `\nMemory in the longest life, that of the embedded engine with it: ${memory.warm} MB warm, ${memory.end} MB after ${memory.seconds} s`,
);
say(`Unexpected answers: ${unexpected.length}`);
for (const one of unexpected.slice(0, SHOWN)) say(`  ${one}`);
say(`Lost or stuck: ${lost.length}`);
for (const one of lost.slice(0, SHOWN)) say(`  ${one}`);
process.exitCode = lost.length || unexpected.length ? 1 : 0;
