import { closeIterators } from '../../../infra/local/close-iterators.ts';
import { built } from '../built.ts';
import { type Build, buildOf, ownBuild, seedTable } from './build.ts';
import { CALLS } from './calls.ts';
import { openTable } from './engine.ts';
import { type Effort, measureFresh, measureWarm, prepare } from './measure.ts';
import type { Side } from './side.ts';
import { tableOf } from './table.ts';

const WHOLE: Effort = { warmUp: 1_500, rounds: 15, callsARound: 100, freshStarts: 7 };
const QUICK: Effort = { warmUp: 150, rounds: 7, callsARound: 30, freshStarts: 3 };

const openSide = async (build: Build, script: string): Promise<Side> => {
  const table = await openTable();
  await seedTable(build, table.endpoint);
  const side = { build, table, script };
  await prepare(side);
  return side;
};

/** This tree beside another commit, each as its own scripts build it, by turns against one engine. */
export const benchAgainst = async (ref: string, quick: boolean, only: readonly string[] = []): Promise<string> => {
  const effort = quick ? QUICK : WHOLE;
  const names = Object.keys(CALLS).filter((name) => only.length === 0 || only.includes(name));
  const builds = [buildOf(ref), await ownBuild()];
  closeIterators();
  const script = await built('against/run-calls');
  const sides: Side[] = [];
  for (const build of builds) sides.push(await openSide(build, script));
  try {
    const warm = await measureWarm(sides, names, effort);
    const fresh = await measureFresh(sides, names, effort);
    return tableOf({ builds, names, warm, fresh });
  } finally {
    for (const { table } of sides) await table.close();
  }
};
