import { parseArgs } from 'node:util';
import { type Finding, fuzz } from './fuzz.ts';

const say = (text: string): void => void process.stdout.write(`${text}\n`);
const { values } = parseArgs({
  options: { seed: { type: 'string' }, inputs: { type: 'string', default: '100000' }, only: { type: 'string' } },
});
const seed = values.seed ? Number(values.seed) : Date.now() % 1_000_000_007;
const only = values.only === undefined ? undefined : Number(values.only);
const SHOWN = 20;
const LONGEST = only === undefined ? 600 : 20_000;

let shown = 0;
const sayFinding = ({ input, door, wrong, what }: Finding): void => {
  shown += 1;
  if (shown <= SHOWN) say(`\n#${input} ${door}\n  ${wrong.join('\n  ')}\n  ${what.slice(0, LONGEST)}`);
};

say(`Seed ${seed}; one input again: npm run test:fuzz -- --seed ${seed} --only <number>`);
const { findings, inputs, answers, slowestMs, perSecond } = await fuzz({
  seed,
  inputs: Number(values.inputs),
  only,
  wholeEvery: 25,
  onProgress: (done, found) => say(`${done} inputs, ${found} findings`),
  onFinding: sayFinding,
});
say(`\n${inputs} inputs, ${perSecond.toFixed(0)} a second, slowest ${slowestMs.toFixed(0)} ms`);
for (const [door, counts] of Object.entries(answers).sort()) {
  const words = Object.entries(counts).map(([outcome, count]) => `${outcome}: ${count}`);
  say(`  ${door.padEnd(22)} ${words.join(', ')}`);
}
say(findings.length ? `\n${findings.length} findings` : '\nNothing found.');
process.exitCode = findings.length ? 1 : 0;
