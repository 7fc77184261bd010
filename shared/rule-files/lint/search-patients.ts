import type { Fact, FactName, Facts } from '../../core/model/facts.ts';

/** Values of each fact a rule looks at. */
export type Domains = ReadonlyMap<FactName, readonly Fact<unknown>[]>;

/** Patients a search may try one by one: enough for every rule shipped, few enough to be done in a moment. */
const LIMIT = 400_000;
const TRIES = 2_000;

/** A small generator of evenly spread numbers in [0, 1) (mulberry32): the same seed gives the same patients. */
export const seeded = (seed: number) => {
  let state = seed;
  return (): number => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
};

const somePatient = (domains: Domains, random: () => number): Facts =>
  Object.fromEntries([...domains].map(([name, values]) => [name, values[Math.floor(random() * values.length)]]));

/** Every patient the domains allow, one after another. */
export function* everyPatient(domains: Domains): Generator<Facts> {
  const names = [...domains.keys()];
  const values = [...domains.values()];
  const at = values.map(() => 0);
  for (;;) {
    yield Object.fromEntries(names.map((name, index) => [name, values[index]?.[at[index] ?? 0]]));
    let place = 0;
    while (place < at.length && (at[place] ?? 0) + 1 === values[place]?.length) at[place++] = 0;
    if (place === at.length) return;
    at[place] = (at[place] ?? 0) + 1;
  }
}

/**
 * Is there a patient of whom this is true? First some at random, then all of them one by one. `never` is proven;
 * where there are too many to try, the answer is `not-seen` and proves nothing.
 */
export const searchPatients = (
  domains: Domains,
  isTrue: (facts: Facts) => boolean,
  random: () => number,
): 'found' | 'never' | 'not-seen' => {
  for (let tries = 0; tries < TRIES; tries++) if (isTrue(somePatient(domains, random))) return 'found';
  const all = [...domains.values()].reduce((product, { length }) => product * length, 1);
  if (all > LIMIT) return 'not-seen';
  for (const facts of everyPatient(domains)) if (isTrue(facts)) return 'found';
  return 'never';
};
