import { spawnSync } from 'node:child_process';
import { cpus } from 'node:os';
import { parseArgs } from 'node:util';
import { benchAgainst } from './against/against.ts';
import { built } from './built.ts';
import { coreRates, wholeRates } from './core.ts';
import { gapFigures } from './gap-filling.ts';
import { figureRow, gateFigures } from './gate.ts';
import { loadRows } from './load.ts';
import { pasSubmitRows } from './pas-submit.ts';
import { profileTable } from './profile/profile.ts';
import { rowOf } from './rate.ts';
import { structureRates } from './structure.ts';
import { submitRates } from './submit.ts';

/** Share of the floor that `$submit` has to reach. */
const OF_FLOOR = 0.7;

const say = (text: string): void => void process.stdout.write(`${text}\n`);

const text = { type: 'string' } as const;
const { values } = parseArgs({
  options: { against: text, quick: { type: 'boolean' }, only: text, profile: { type: 'boolean' } },
});
const only = values.only?.split(',');
if (values.against) {
  say(await benchAgainst(values.against, values.quick === true, only));
  process.exit(0);
}
if (values.profile) {
  say(await profileTable(only));
  process.exit(0);
}

const sayPas = async (): Promise<void> => {
  say('\nClaim/$submit of Da Vinci PAS at 20 a second, over HTTP, embedded engine on disk in the same process');
  for (const row of await pasSubmitRows()) say(row);
};
if (values.only === 'pas') {
  await sayPas();
  process.exit(0);
}

say(`${cpus()[0]?.model ?? 'unknown processor'}, ${cpus().length} cores, Node ${process.version}`);
say('\nThe pure core, one core, rules as released');
for (const rate of coreRates()) say(rowOf(rate));
say('\nWhole answers of a bare order, by turns with `decide`');
for (const rate of wholeRates()) say(rowOf(rate));
say('\nStructure');
for (const rate of structureRates()) say(rowOf(rate));
say('\nLoading each bundle, processor time');
for (const row of await loadRows()) say(row);
say('\n$submit of an order over HTTP, embedded engine on disk in the same process');
const { calls, service, floor } = await submitRates();
const share = service.perSecond / floor.perSecond;
const cpuShare = service.perCpuSecond / floor.perCpuSecond;
for (const [what, rate] of [
  [`floor: only ${calls.join(', ')}`, floor],
  ['the service', service],
] as const) {
  say(rowOf({ what, perSecond: rate.perSecond }));
  say(`    ${(1000 / rate.perCpuSecond).toFixed(1)} ms of CPU each, helper threads of Node and of the engine included`);
}
say(
  `  ${share >= OF_FLOOR ? 'ok  ' : 'MISS'} ${share.toFixed(2)} of the floor's rate (at least ${OF_FLOOR}); by CPU ${cpuShare.toFixed(2)}`,
);
await sayPas();
say('\nAn order by id, read back and completed from an EHR');
for (const { latencyMs, reads, orderMs, waiting } of await gapFigures())
  say(
    `  ${latencyMs} ms a read: ${reads} reads, ${orderMs.toFixed(0)} ms an order, ${(100 * waiting).toFixed(0)} % of it waiting`,
  );
say("\nThe scheduler's gate and the clocks, over the local server and the embedded engine in memory");
for (const figure of await gateFigures()) say(figureRow(figure));
say('\nCDS Hooks');
spawnSync(process.execPath, [await built('hooks')], { stdio: 'inherit' });
