import { expect, test } from 'vitest';
import { type LoopForm, playLoop, WHOLE } from '../support/loop/play-loop.ts';

const LOOPS = Number(process.env.LOOPS ?? 10);
const KILLS = Number(process.env.LOOP_KILLS ?? 12);
const SEED = Number(process.env.SEED ?? 20261201);
const FORMS: readonly LoopForm[] = ['2.2.1', '2.0.1', 'x12'];

/** From the signed order to the claim, each life of the service ended by kill -9 at a write or at an exchange. */
test.each(FORMS)(
  `form %s, ${LOOPS} loops, ${KILLS} kills in each: one request, one number, each event once, the visit bookable`,
  async (form) => {
    for (let loop = 0; loop < LOOPS; loop++) {
      const { deaths, ...end } = await playLoop(form, SEED + loop, KILLS);
      console.log(form, SEED + loop, `${deaths.length} deaths`);
      expect({ loop, deaths, ...end }).toEqual({ loop, deaths, ...WHOLE });
    }
  },
);
