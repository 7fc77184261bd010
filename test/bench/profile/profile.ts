import type { Profiler } from 'node:inspector/promises';
import { closeIterators } from '../../../infra/local/close-iterators.ts';
import { ownBuild, seedTable } from '../against/build.ts';
import { CALLS } from '../against/calls.ts';
import { openTable } from '../against/engine.ts';
import { prepare } from '../against/measure.ts';
import { type Side, start } from '../against/side.ts';
import { built } from '../built.ts';
import { PART_NAMES } from './part-of.ts';
import { type Share, sharesOf } from './shares.ts';

const WARM_UP = 400;
const WARM_CALLS = 400;
const STARTS = 7;

let counted = 0;
const next = (name: string, amount: number) =>
  Array.from({ length: amount }, () => CALLS[name]?.(++counted)).flatMap((call) => (call ? [call] : []));

const warm = async (side: Side, name: string): Promise<readonly Profiler.Profile[]> => {
  const running = await start(side, ['fhir-api', 'cds-hooks']);
  await running.call(next(name, WARM_UP));
  await running.profileFromHere();
  await running.call(next(name, WARM_CALLS));
  const profile = await running.profile();
  await running.stop();
  return [profile];
};

/** Load and first call of processes just started. */
const fresh = async (side: Side, name: string): Promise<readonly Profiler.Profile[]> => {
  const profiles: Profiler.Profile[] = [];
  for (let count = 0; count < STARTS; count++) {
    const calls = next(name, 1);
    const running = await start(side, calls[0] ? [calls[0].function] : [], true);
    await running.call(calls);
    profiles.push(await running.profile());
    await running.stop();
  }
  return profiles;
};

const percent = (share = 0): string => (share * 100).toFixed(share < 0.095 ? 1 : 0);
const cell = (share: Share | undefined): string =>
  share ? `${percent(share.own)} / ${percent(share.withCalled)}` : '';

/** Where the processor time of a warm call goes, and of a start with its first call: by part, in percent, own / with what it called. */
export const profileTable = async (only: readonly string[] = []): Promise<string> => {
  const names = Object.keys(CALLS).filter((name) => only.length === 0 || only.includes(name));
  const build = await ownBuild();
  closeIterators();
  const table = await openTable();
  try {
    await seedTable(build, table.endpoint);
    const side = { build, table, script: await built('against/run-calls') };
    await prepare(side);
    const columns: (readonly [string, ReadonlyMap<string, Share>])[] = [];
    for (const name of names) columns.push([name, sharesOf(await warm(side, name))]);
    for (const name of names) columns.push([`${name}, start`, sharesOf(await fresh(side, name))]);
    return [
      `| | ${columns.map(([name]) => name).join(' | ')} |`,
      `| --- |${' --- |'.repeat(columns.length)}`,
      ...PART_NAMES.filter((part) => columns.some(([, shares]) => shares.has(part))).map(
        (part) => `| ${part} | ${columns.map(([, shares]) => cell(shares.get(part))).join(' | ')} |`,
      ),
    ].join('\n');
  } finally {
    await table.close();
  }
};
