import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { playStory } from '../support/loop/random-story.ts';
import { someSteps } from '../support/loop/random-words.ts';
import { openPracticeAndPayer, type PracticeAndPayer } from '../support/practice-and-payer.ts';

/** More of them: `npm run test:crash`. */
const RUNS = Number(process.env.EXCHANGES ?? 8);
const SEED = Number(process.env.SEED ?? 20261201);

let both: PracticeAndPayer;
beforeAll(async () => {
  both = await openPracticeAndPayer();
});
afterAll(() => both.close());

test(`${RUNS} random exchanges: no go-ahead without an approval for patient, code and date, nothing sent twice, all of it told once`, async () => {
  let stories = 0;
  let goAheads = 0;
  const property = fc.asyncProperty(someSteps, async (steps) => {
    if (await playStory(both, `m-${++stories}`, steps)) goAheads += 1;
  });
  await fc.assert(property, { numRuns: RUNS, seed: SEED, endOnFailure: true });
  expect(stories).toBe(RUNS);
  // The payer approves at last: a reference that never lets one through would show nothing.
  expect(goAheads).toBeGreaterThan(0);
}, 3_600_000);
